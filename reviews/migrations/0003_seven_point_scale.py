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
    scale = apps.get_model("reviews", "Scale").objects.create(name=NAME, is_default=True)
    Rating = apps.get_model("reviews", "Rating")
    for position, slug, label, value, definition in RATINGS:
        Rating.objects.create(
            scale=scale, position=position, slug=slug, label=label, value=value, needed_origins=0,
            definition=definition,
        )


def backward(apps, schema_editor):
    apps.get_model("reviews", "Scale").objects.filter(name=NAME, version=1).delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_rules_in_the_database")]
    operations = [migrations.RunPython(forward, backward)]
