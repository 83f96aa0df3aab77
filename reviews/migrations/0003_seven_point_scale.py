"""The scale that a desk starts with."""

from django.db import migrations

NAME = "Seven-point"
# position, slug, label, number on the axis (higher is truer), definition
# No rating asks for archived origins yet: a gate that nobody can pass teaches people to write reasons by rote.
RATINGS = [
    (1, "true", "True", 5, "accurate, nothing important missing"),
    (2, "mostly-true", "Mostly true", 4, "accurate, needs a detail"),
    (3, "half-true", "Half true", 3, "right in part, misleads in part"),
    (4, "mostly-false", "Mostly false", 2, "a grain of truth"),
    (5, "false", "False", 1, "not accurate"),
    (6, "unproven", "Unproven", None, "evidence does not settle it"),
    (7, "outdated", "Outdated", None, "was so, has been superseded"),
]


def forward(apps, schema_editor):
    scale, is_new = apps.get_model("reviews", "Scale").objects.get_or_create(
        name=NAME, version=1, defaults={"is_default": True}
    )
    if not is_new:
        return  # left by `backward`, because verdicts use it
    Rating = apps.get_model("reviews", "Rating")
    for position, slug, label, value, definition in RATINGS:
        Rating.objects.create(
            scale=scale, position=position, slug=slug, label=label, value=value, needed_origins=0,
            definition=definition,
        )


def backward(apps, schema_editor):
    scales = apps.get_model("reviews", "Scale").objects.filter(name=NAME, version=1)
    unused = scales.exclude(pk__in=apps.get_model("reviews", "Review").objects.values("scale"))
    apps.get_model("reviews", "Rating").objects.filter(scale__in=unused).delete()
    unused.delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_rules_in_the_database")]
    operations = [migrations.RunPython(forward, backward)]
