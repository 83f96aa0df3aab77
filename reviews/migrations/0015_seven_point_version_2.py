"""The scale that a desk starts with asks for evidence: reviews that are rated on its first version keep that."""

from django.db import migrations
from django.utils import timezone

NAME = "Seven-point"
NOTE = "Asks for independent origins with a kept copy, or for a written reason."
# slug, independent origins with a kept copy; who says that nothing settles it has none to show
NEEDED = {
    "true": 2, "mostly-true": 2, "half-true": 2, "mostly-false": 2, "false": 2, "unproven": 0, "outdated": 1,
}  # fmt: skip


def forward(apps, schema_editor):
    Scale = apps.get_model("reviews", "Scale")
    old = Scale.objects.filter(name=NAME, version=1).first()
    new = Scale.objects.filter(name=NAME, version=2).first()
    if (new is None and old is None) or (new is not None and new.made_by_id is not None):
        return  # the house has another scale, or has made a second version of its own
    if new is None:
        new = Scale.objects.create(
            name=NAME, version=2, tolerance=old.tolerance, note=NOTE, replaces=old, made_at=timezone.now()
        )
        for rating in old.ratings.all():
            rating.pk, rating.scale = None, new
            rating.needed_origins = NEEDED[rating.slug]
            rating.save()
    if old is not None and old.is_default:
        _choose(Scale, new, instead_of=old)


def backward(apps, schema_editor):
    Scale = apps.get_model("reviews", "Scale")
    new = Scale.objects.filter(name=NAME, version=2, made_by=None).first()
    if new is None:
        return
    old = Scale.objects.filter(name=NAME, version=1, retired_at=None).first()
    if new.is_default and old is not None:
        _choose(Scale, old, instead_of=new)
    needed = [apps.get_model("reviews", name).objects.filter(scale=new).exists() for name in ("Review", "Policy")]
    if not any(needed) and not Scale.objects.filter(replaces=new).exists() and not (new.is_default and old is None):
        apps.get_model("reviews", "Rating").objects.filter(scale=new).delete()
        new.delete()


def _choose(Scale, chosen, *, instead_of):
    Scale.objects.filter(pk=instead_of.pk).update(is_default=False)
    Scale.objects.filter(pk=chosen.pk).update(is_default=True)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0011_reasons_of_decisions")]
    operations = [migrations.RunPython(forward, backward)]
