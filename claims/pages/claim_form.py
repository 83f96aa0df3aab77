"""The form that corrects a claim: to and from what the verb takes."""

import re
from decimal import Decimal
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField

from claims.actions.claim_parts import WORDS_LIMIT, About, Link, Number, number_of
from claims.extraction.candidate import Bound, FigureNature, Stance
from claims.intake.values import REACH_LIMIT
from claims.models import Claim, Topic
from claims.pages.forms import PartialDate, topic_choices

_LEAST_ROWS = 3
_MOST_ROWS = 12
_BOUND_WORDS = {
    Bound.EXACT: "exactly",
    Bound.AT_LEAST: "at least",
    Bound.MORE_THAN: "more than",
    Bound.APPROX: "about",
    Bound.AT_MOST: "at most",
    Bound.LESS_THAN: "less than",
    Bound.BETWEEN: "between",
}
_NATURE_WORDS = {
    FigureNature.COUNT: "a count",
    FigureNature.SHARE: "a share of something",
    FigureNature.MONEY: "an amount of money",
    FigureNature.RATE: "a rate",
    FigureNature.RANK: "a rank",
    FigureNature.CHANGE: "a change",
}
_FIGURE_FIELDS = ("value", "value_max", "unit", *WORDS_LIMIT)


def _ungrouped(value: Any) -> Any:
    return re.sub(r"(?<=\d)[,\s](?=\d{3})", "", str(value)) if value else value


class NumberField(forms.DecimalField):
    """A number, thousands separated or not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_digits=30,
            decimal_places=6,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": "This is no number. Use digits, for example 1500."},
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit from int
        return super().to_python(_ungrouped(value))


class WholeNumberField(forms.IntegerField):
    """A whole number from 0, thousands separated or not."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=0,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={"invalid": "This is no whole number. Use digits, for example 1,200,000."},
            **kwargs,
        )

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_ungrouped(value))


class SpeakerRow(NamedTuple):
    """The fields of one speaker."""

    number: int
    name: BoundField
    cue: BoundField
    stance: BoundField
    unnamed: BoundField


class ClaimForm(forms.Form):
    """What a person can correct in a claim. Speakers stand outermost first, one row more than there are."""

    text = forms.CharField(label="Claim", strip=False, widget=forms.Textarea(attrs={"dir": "auto"}))
    said_on = PartialDate(label="Said on", help_text="A day, a month or a year, for example 2019-12.")
    topic = forms.ChoiceField(required=False)
    # With a figure these two are the figure's.
    place = forms.CharField(max_length=200, required=False, help_text="Where it is so, not where it was said.")
    as_of = PartialDate(label="As of", help_text="When it is so.")
    url = forms.CharField(
        label="Address",
        max_length=2000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="Where it was said.",
    )
    tags = forms.CharField(required=False, help_text="Separated by commas.")
    priority = forms.TypedChoiceField(
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "None wished"), ("1", "1, urgent"), ("2", "2"), ("3", "3")],
        help_text="For the review that may be opened.",
    )
    due_on = forms.DateField(
        label="Due on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "No such date. Use year-month-day, for example 2019-12-15."},
    )
    reach = WholeNumberField(
        max_value=REACH_LIMIT, help_text="How many people saw it, for example 1,200,000. Empty when nobody knows."
    )
    value = NumberField(label="Value")
    value_max = NumberField(label="Upper value")
    bound = forms.ChoiceField(
        label="How to read it",
        required=False,
        choices=[(bound.value, _BOUND_WORDS[bound]) for bound in Bound],
    )
    unit = forms.CharField(label="What is counted", max_length=100, required=False)
    nature = forms.ChoiceField(
        label="What sort of number",
        required=False,
        choices=[("", "as what is counted says"), *((nature.value, words) for nature, words in _NATURE_WORDS.items())],
    )
    denominator = forms.CharField(label="Share of what", max_length=WORDS_LIMIT["denominator"], required=False)
    per = forms.CharField(label="For each", max_length=WORDS_LIMIT["per"], required=False)
    since = forms.CharField(label="Against", max_length=WORDS_LIMIT["since"], required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, claim: Claim, topics: list[Topic]) -> None:
        self.claim = claim
        self.links = list(claim.attributions.all())
        self.figure = claim.figures.first()
        super().__init__(data, initial=self._initial())
        topic = self.fields["topic"]
        assert isinstance(topic, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        topic.choices = topic_choices(topics)
        sent = [int(key[5:]) for key in data or () if re.fullmatch(r"name_\d{1,2}", key)]
        self.row_count = min(max([_LEAST_ROWS, len(self.links) + 1, *(number + 1 for number in sent)]), _MOST_ROWS)
        for number in range(self.row_count):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        link = self.links[number] if number < len(self.links) else None
        self.fields[f"name_{number}"] = forms.CharField(
            label=f"Speaker {number + 1}", max_length=300, required=False, initial=link.name if link else ""
        )
        self.fields[f"cue_{number}"] = forms.CharField(
            label="Citing word", max_length=60, required=False, initial=link.cue if link else ""
        )
        self.fields[f"stance_{number}"] = forms.ChoiceField(
            label="Stance",
            required=False,
            choices=[(stance.value, stance.value) for stance in Stance],
            initial=link.stance if link else Stance.ASSERTS.value,
        )
        self.fields[f"unnamed_{number}"] = forms.BooleanField(
            label="unnamed", required=False, initial=bool(link and link.party and link.party.is_anonymous)
        )

    def _initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = {
            "text": self.claim.text,
            "said_on": self.claim.said_on,
            "topic": self.claim.topic.slug if self.claim.topic else "",
            "version": self.claim.version,
            "place": self.claim.place,
            "as_of": self.claim.as_of,
            "url": self.claim.url,
            "tags": ", ".join(self.claim.tags),
            "priority": self.claim.priority,
            "due_on": self.claim.due_on,
            "reach": self.claim.reach,
        }
        if self.figure is not None:
            upper = self.figure.value_max
            initial |= {
                "value": f"{self.figure.value.normalize():f}",
                "value_max": "" if upper is None else f"{upper.normalize():f}",
                "bound": self.figure.bound,
                "unit": self.figure.unit,
                "place": self.figure.place,
                "as_of": self.figure.as_of,
                "nature": self.figure.nature,
                "denominator": self.figure.denominator,
                "per": self.figure.per,
                "since": self.figure.since,
            }
        return initial

    def speaker_rows(self) -> list[SpeakerRow]:
        """The fields of the speakers, a row each."""
        return [
            SpeakerRow(number + 1, *(self[f"{name}_{number}"] for name in ("name", "cue", "stance", "unnamed")))
            for number in range(self.row_count)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "value" in cleaned and cleaned["value"] is None and "value" not in self.errors:
            named = [name for name in _FIGURE_FIELDS if name != "value" and cleaned.get(name)]
            if named:
                self.add_error("value", "Give the value, or empty the other fields of the figure.")
        return cleaned

    def new_links(self) -> list[Link] | None:
        """The speakers as sent; None when they are as they were. Who stays keeps the place in the text."""
        known = {(link.name, link.cue): link for link in self.links}
        links = []
        for number in range(self.row_count):
            name = " ".join(self.cleaned_data.get(f"name_{number}", "").split())
            if not name:
                continue
            cue = self.cleaned_data.get(f"cue_{number}", "")
            same = known.get((name, cue))
            links.append(
                Link(
                    name=name,
                    cue=cue,
                    stance=Stance(self.cleaned_data.get(f"stance_{number}") or Stance.ASSERTS),
                    is_anonymous=self.cleaned_data.get(f"unnamed_{number}", False),
                    start=same.start if same else None,
                    end=same.end if same else None,
                )
            )
        before = [(link.name, link.cue, link.stance) for link in self.links]
        return None if [(link.name, link.cue, link.stance.value) for link in links] == before else links

    def new_number(self) -> Number | None:
        """The figure as sent; None when there is none or it is as it was."""
        value = self.cleaned_data["value"]
        if value is None:
            return None
        number = Number(
            value=value,
            unit=" ".join(self.cleaned_data["unit"].split()),
            bound=Bound(self.cleaned_data["bound"] or Bound.EXACT),
            value_max=self.cleaned_data["value_max"],
            place=self.cleaned_data["place"].strip(),
            as_of=self.cleaned_data["as_of"],
            nature=FigureNature(self.cleaned_data["nature"]) if self.cleaned_data["nature"] else None,
            **{name: " ".join(self.cleaned_data[name].split()) for name in WORDS_LIMIT},
        )
        return None if self.figure is not None and number == number_of(self.figure) else number

    def about(self) -> About:
        """The rest of what is known of the claim, as sent."""
        return {
            "url": self.cleaned_data["url"],
            "place": self.cleaned_data["place"],
            "as_of": self.cleaned_data["as_of"],
            # A tag of a file may hold a comma: as they were, they are left whole.
            "tags": self.claim.tags if "tags" not in self.changed_data else self.cleaned_data["tags"].split(","),
            "priority": self.cleaned_data["priority"],
            "due_on": self.cleaned_data["due_on"],
            "reach": self.cleaned_data["reach"],
        }

    def drops_figure(self) -> bool:
        """Whether there was a figure and the value was emptied."""
        return self.figure is not None and self.cleaned_data["value"] is None
