"""Typed numbers in claims."""

from django.db import models
from django.db.models import F, Q

from claims.extraction.candidate import Bound, FigureNature, Precision
from claims.models.claims import Claim
from factcheck.core.models import choices_of, one_of


class Figure(models.Model):
    """A typed number in a claim. `unit` says what is counted ("deaths", "percent"), `bound` how to read the value.

    `denominator` is what a share is of, `per` what a rate is for each of, `since` what a change is against, in the
    words of the text. `nature` is empty only for figures written before it was kept.
    """

    # Its index is the unique one on the position.
    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="figures", db_index=False)
    position = models.PositiveSmallIntegerField(default=0)
    value = models.DecimalField(max_digits=30, decimal_places=6)
    value_max = models.DecimalField(max_digits=30, decimal_places=6, null=True, blank=True)
    bound = models.CharField(max_length=20, choices=choices_of(Bound), default=Bound.EXACT.value)
    unit = models.CharField(max_length=100)
    place = models.CharField(max_length=200, blank=True, default="")
    as_of = models.CharField(max_length=10, blank=True, default="", help_text="ISO date, month or year")
    precision = models.CharField(max_length=10, choices=choices_of(Precision), blank=True, default="")
    nature = models.CharField(max_length=10, choices=choices_of(FigureNature), blank=True, default="", db_default="")
    denominator = models.CharField(max_length=200, blank=True, default="", db_default="")
    per = models.CharField(max_length=100, blank=True, default="", db_default="")
    since = models.CharField(max_length=100, blank=True, default="", db_default="")
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts", db_index=False
    )

    class Meta:
        ordering = ["claim_id", "position"]
        constraints = [
            one_of("bound", Bound, table="figure"),
            models.CheckConstraint(
                condition=Q(nature__in=["", *(nature.value for nature in FigureNature)]), name="figure_nature_known"
            ),
            models.UniqueConstraint(fields=["claim", "position"], name="figure_one_a_position"),
            models.CheckConstraint(
                # An unknown comparison passes a check, so that there is an upper value must be said.
                condition=Q(bound="between", value_max__isnull=False, value_max__gt=F("value"))
                | (~Q(bound="between") & Q(value_max__isnull=True)),
                name="figure_upper_value_only_between",
            ),
            models.CheckConstraint(
                condition=Q(as_of="", precision="")
                | Q(as_of__regex=r"^\d{4}$", precision="year")
                | Q(as_of__regex=r"^\d{4}-\d\d$", precision="month")
                | Q(as_of__regex=r"^\d{4}-\d\d-\d\d$", precision="day"),
                name="figure_as_of_with_its_precision",
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("id")), name="figure_not_part_of_itself"
            ),
        ]
        indexes = [models.Index(fields=["part_of"], name="figure_parts", condition=Q(part_of__isnull=False))]

    def __str__(self) -> str:
        return f"{self.bound} {self.value} {self.unit}"
