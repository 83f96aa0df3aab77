"""What people type on the desk, as Django forms: parsing and words only, the rules are the verbs'."""

from collections.abc import Iterable
from typing import Any

from django import forms

from claims.models import DerivationState, SourceKind
from reviews.actions.close_review import CloseReason
from reviews.models import AttributionFinding, CorrectionKind, EvidenceStance, Part
from reviews.pages.evidence_form import CopyField
from reviews.queries.people import Candidate

ATTRIBUTION_WORDS = {
    AttributionFinding.CONFIRMED: "Confirmed: they said it",
    AttributionFinding.MISQUOTED: "Misquoted: they said something else",
    AttributionFinding.OUT_OF_CONTEXT: "Out of context: said, but meant otherwise",
    AttributionFinding.NOT_FOUND: "Not found: nothing shows that they said it",
}
_STANCE_WORDS = {
    EvidenceStance.CORROBORATES: "Corroborates",
    EvidenceStance.DISPUTES: "Disputes",
    EvidenceStance.CONTEXT: "Context",
}
_CLOSE_WORDS = {
    CloseReason.NOT_CHECKABLE: "Not checkable",
    CloseReason.DUPLICATE: "Repeats another claim",
    CloseReason.OUT_OF_SCOPE: "Out of scope",
    CloseReason.ABANDONED: "Abandoned",
}
_DERIVATION_WORDS = {
    DerivationState.SHOWN: "Shown: it says so, links to it, or has the same passage",
    DerivationState.ALLEGED: "Said by others, not shown",
}


def choices(values: Iterable[Any], words: dict[Any, str] | None = None) -> list[tuple[str, str]]:
    known = words or {}
    return [(value.value, known.get(value, value.value.replace("_", " ").capitalize())) for value in values]


class DayField(forms.DateField):
    """A day as browsers send it and as people type it without a date field: 2019-12-15."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "No such date. Use year-month-day, for example 2019-12-15."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class LongText(forms.CharField):
    widget = forms.Textarea(attrs={"rows": 3})


class Versioned(forms.Form):
    """A form that is sent with the version of the review that it was drawn from."""

    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """A source and how it bears on the claim."""

    stance = forms.ChoiceField(choices=choices(EvidenceStance, _STANCE_WORDS), widget=forms.RadioSelect)
    url = forms.CharField(
        label="Address", required=False, max_length=2000,
        widget=forms.TextInput(attrs={"inputmode": "url", "dir": "ltr"}),
        help_text="Where it can be read. Without one, give the citation below.",
    )  # fmt: skip
    title = forms.CharField(label="Title or citation", required=False, max_length=500)
    publisher = forms.CharField(
        required=False, max_length=300, help_text="Who published it. Origins are counted by it."
    )
    kind = forms.ChoiceField(choices=choices(SourceKind), required=False, initial=SourceKind.DOCUMENT.value)
    published_on = DayField(label="Published on", required=False)
    quote = LongText(label="Quotation", required=False, help_text="The words that bear on the claim, exactly.")
    note = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 2}))
    file = CopyField(label="Upload a copy", required=False)

    def clean_stance(self) -> EvidenceStance:
        return EvidenceStance(self.cleaned_data["stance"])

    def clean_kind(self) -> SourceKind:
        return SourceKind(self.cleaned_data["kind"] or SourceKind.DOCUMENT.value)


class DeriveForm(forms.Form):
    """What a source took its matter from: another piece of one's own evidence, or a party."""

    from_evidence = forms.ChoiceField(label="Another source of mine", required=False)
    from_party = forms.CharField(label="Or a party", required=False, max_length=300)
    basis = forms.CharField(max_length=500, help_text="For example: it cites it, it links to it.")
    state = forms.ChoiceField(
        label="How sure",
        choices=choices(_DERIVATION_WORDS, _DERIVATION_WORDS),
        initial=DerivationState.SHOWN.value,
    )

    def __init__(self, data: Any = None, *, others: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["from_evidence"] = forms.ChoiceField(
            label="Another source of mine", required=False, choices=[("", "None of these"), *others]
        )

    def clean_state(self) -> DerivationState:
        return DerivationState(self.cleaned_data["state"])


class PublishForm(Versioned):
    """What changed, where an earlier version is public."""

    what = LongText(label="What changed", required=False)
    why = LongText(label="Why", required=False)


class CorrectForm(Versioned):
    """A correction of what is public. The rating stays: another one takes another round."""

    kind = forms.ChoiceField(
        choices=[
            (CorrectionKind.CORRECTION.value, "Correction: it was wrong"),
            (CorrectionKind.UPDATE.value, "Update: it has changed since"),
        ]
    )
    what = LongText(label="What was wrong, and what it says now", error_messages={"required": "Say what was wrong."})
    why = LongText(label="Why it changes", error_messages={"required": "Say why it changes."})
    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text="Evidence is cited by its key on the review’s board, as [A.E1]. Readers see its number for them.",
    )
    attribution = forms.ChoiceField(label="Did they say it", choices=choices(AttributionFinding, ATTRIBUTION_WORDS))
    as_of = DayField(label="As of")

    def clean_kind(self) -> CorrectionKind:
        return CorrectionKind(self.cleaned_data["kind"])

    def clean_attribution(self) -> AttributionFinding:
        return AttributionFinding(self.cleaned_data["attribution"])


class RetractForm(Versioned):
    """Why a published verdict is withdrawn."""

    why = LongText(label="Why it is withdrawn", error_messages={"required": "Say why it is withdrawn. Readers see it."})
    what = forms.CharField(
        label="What readers are told", required=False, max_length=500,
        help_text="Left empty: “This verdict is withdrawn.”",
    )  # fmt: skip


class ReopenForm(Versioned):
    """Why a review is looked at again."""

    reason = LongText(label="Why it is looked at again", error_messages={"required": "Say why it is looked at again."})


class HoldForm(Versioned):
    """What a review waits for, and until when."""

    reason = LongText(label="What it waits for", error_messages={"required": "Say what the review waits for."})
    until = DayField(label="Until", help_text="On this day it goes on by itself.")


class CloseForm(Versioned):
    """Why a review ends without a verdict."""

    reason = forms.ChoiceField(choices=choices(CloseReason, _CLOSE_WORDS))
    duplicate_of = forms.IntegerField(
        label="Number of the claim it repeats", required=False, min_value=1, max_value=2**31
    )
    merge = forms.BooleanField(label="Merge its claim into that one as well", required=False)
    note = forms.CharField(required=False, max_length=400)

    def clean_reason(self) -> CloseReason:
        return CloseReason(self.cleaned_data["reason"])


class AssignForm(Versioned):
    """Who is given a part; without `part` the first that is free."""

    username = forms.ChoiceField(label="Give a part to", error_messages={"required": "Choose a person."})

    def __init__(self, data: Any = None, *, people: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [("", "Choose a person"), *((one.username, one.label) for one in people)]
        self.fields["username"] = forms.ChoiceField(
            label="Give a part to", choices=choices, error_messages={"required": "Choose a person."}
        )


class ReleaseForm(forms.Form):
    """Whose part is handed back; without `part` one's own."""

    part = forms.ChoiceField(required=False, choices=[("", ""), *choices(Part)])

    def clean_part(self) -> Part | None:
        return Part(self.cleaned_data["part"]) if self.cleaned_data["part"] else None
