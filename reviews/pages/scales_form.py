"""The forms of a scale with its ratings, and of a policy: to and from what the verbs take."""

from collections.abc import Iterable
from typing import Any

from django import forms

from factcheck.core.errors import Invalid
from reviews.actions.add_scale import MOST_ORIGINS, MOST_RATINGS, SIGNS, Place
from reviews.actions.set_policy import HIGHEST
from reviews.models import Colour, Desk, Policy, Scale

_COLOUR_WORDS = {
    Colour.R1: "Green",
    Colour.R2: "Light green",
    Colour.R3: "Ochre",
    Colour.R4: "Orange",
    Colour.R5: "Red",
    Colour.R6: "Grey, dashed",
    Colour.R7: "Grey",
}
_NUMBER_WORDS = {
    "due_days_urgent": ("Due, urgent", "days"),
    "due_days": ("Due", "days"),
    "due_days_low": ("Due, low priority", "days"),
    "lease_hours": ("A part is held for", "hours without work on it"),
    "load_limit": ("Parts a person may hold", "unfinished, at once"),
    "wip_limit": ("Reviews in review", "at once"),
    "review_after_days": ("Looked at again after", "days"),
}


class ScaleForm(forms.Form):
    """What a scale is, beside its ratings. A version keeps the name."""

    name = forms.CharField(max_length=100, required=False)
    tolerance = forms.FloatField(
        required=False, initial=0, help_text="How far apart two ratings may lie on the axis and still agree."
    )
    note = forms.CharField(required=False, max_length=500, help_text="What it is for, or what this version changes.")

    def __init__(self, data: Any = None, *, is_version: bool = False, **kwargs: Any) -> None:
        initial = {name: _plain(value) for name, value in kwargs.pop("initial", {}).items()}
        super().__init__(data, initial=initial, **kwargs)
        if is_version:
            del self.fields["name"]

    def clean_tolerance(self) -> float:
        return float(self.cleaned_data["tolerance"] or 0)


class RatingRow(forms.Form):
    """One rating. A row without name and definition is none."""

    label = forms.CharField(label="Name", required=False, max_length=60)
    definition = forms.CharField(required=False, max_length=300)
    value = forms.FloatField(label="Number", required=False)
    needed_origins = forms.IntegerField(label="Origins needed", required=False, min_value=0, max_value=MOST_ORIGINS)
    colour = forms.ChoiceField(
        required=False, choices=[("", "By place"), *((each.value, words) for each, words in _COLOUR_WORDS.items())]
    )
    sign = forms.ChoiceField(required=False, choices=[("", "The usual"), *((each, each) for each in SIGNS)])
    claimreview_value = forms.FloatField(label="ClaimReview", required=False)
    slug = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bound in self:
            kind = "select" if isinstance(bound.field.widget, forms.Select) else "input"
            look = f"{kind} wide" if bound.name in ("label", "definition") else kind
            bound.field.widget.attrs.update(
                {"class": look, "aria-label": f"{bound.label}, rating {int(str(self.prefix)[1:]) + 1}"}
            )

    @property
    def is_used(self) -> bool:
        return bool(self.cleaned_data.get("label") or self.cleaned_data.get("definition"))

    def place(self) -> Place:
        """The rating as the verb takes it."""
        sent = self.cleaned_data
        return Place(**{**sent, "needed_origins": sent["needed_origins"] or 0})


class RatingRows:
    """Room for as many ratings as a scale may have, in order."""

    def __init__(self, data: Any = None, places: Iterable[Place] = ()) -> None:
        initial = [{name: _plain(value) for name, value in vars(place).items()} for place in places]
        initial += [{} for _ in range(MOST_RATINGS - len(initial))]
        self.rows = [RatingRow(data, prefix=f"r{number}", initial=each) for number, each in enumerate(initial)]

    def is_valid(self) -> bool:
        checked = [row.is_valid() for row in self.rows]
        return all(checked)

    @property
    def used(self) -> list[RatingRow]:
        return [row for row in self.rows if row.is_used]

    def places(self) -> list[Place]:
        """The ratings that were sent, in order."""
        return [row.place() for row in self.used]


def _plain(value: object) -> object:
    """A number as people write it: 5 for 5.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def add_faults(form: ScaleForm, rows: RatingRows, error: Invalid) -> None:
    """Put each thing that a verb refused beside its field; what is of no one field stands over the form."""
    for fault in error.faults:
        parts = fault.pointer.strip("/").split("/")
        if len(parts) == 3:
            row = rows.used[int(parts[1])]
            row.add_error(parts[2] if parts[2] in row.fields else None, fault.detail)
        else:
            form.add_error(parts[0] if parts[0] in form.fields else None, fault.detail)


class PolicyForm(forms.Form):
    """How reviews are worked on; an empty field leaves it to the next wider policy."""

    works_at = forms.ChoiceField(label="Desk that reviews its claims", required=False)
    scale = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    assessments_needed = forms.TypedChoiceField(
        label="Assessments", required=False, coerce=int, empty_value=None,
        choices=[("", "Not decided here"), ("1", "One"), ("2", "Two, blind")],
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, policy: Policy | None, desks: Iterable[Desk], scales: Iterable[Scale], of_topic: bool
    ) -> None:
        super().__init__(data, initial=_initial(policy) if policy else None)
        for name, (words, unit) in _NUMBER_WORDS.items():
            self.fields[name] = forms.IntegerField(
                label=words, required=False, min_value=1, max_value=HIGHEST[name], help_text=unit
            )
        self._choose("works_at", [("", "No desk"), *((desk.slug, desk.name) for desk in desks if desk.is_open)])
        usable = [scale for scale in scales if scale.retired_at is None]
        self._choose("scale", [("", "Not decided here"), *((str(scale.pk), str(scale)) for scale in usable)])
        if not of_topic:
            del self.fields["works_at"]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        field.choices = choices

    def asked(self) -> dict[str, Any]:
        """What `set_policy` takes, but for what the policy is of."""
        sent = self.cleaned_data
        return {
            "works_at": sent.get("works_at") or None,
            "scale": sent["scale"],
            "assessments_needed": sent["assessments_needed"],
            "numbers": {name: sent[name] for name in HIGHEST},
        }


def _initial(policy: Policy) -> dict[str, Any]:
    numbers = {name: getattr(policy, name) for name in HIGHEST}
    desk = policy.works_at.slug if policy.works_at else ""
    return {
        **numbers, "works_at": desk, "scale": policy.scale_id, "assessments_needed": policy.assessments_needed,
    }  # fmt: skip
