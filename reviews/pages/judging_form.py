"""What people type to judge: their own finding, a decision between two, a question."""

from collections.abc import Iterable
from typing import Any

from django import forms

from reviews.models import AttributionFinding, Confidence, Rating
from reviews.pages.forms import ATTRIBUTION_WORDS, DayField, LongText, Versioned, choices

_CONFIDENCE_WORDS = {
    Confidence.LOW: "Low: one more source could turn it",
    Confidence.MEDIUM: "Medium",
    Confidence.HIGH: "High: I would be surprised to be wrong",
}


class _Finding(forms.Form):
    """The three parts of a finding: the rating, whether they said it, and as of when."""

    rating = forms.ChoiceField(error_messages={"required": "Choose a rating."})
    attribution = forms.ChoiceField(label="Did they say it", choices=choices(AttributionFinding, ATTRIBUTION_WORDS))
    as_of = DayField(label="As of", help_text="The day on which the evidence was looked at.")

    def __init__(self, data: Any = None, *, ratings: Iterable[Rating], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        places = [(rating.slug, rating.label) for rating in ratings]
        self.fields["rating"] = forms.ChoiceField(
            label="Rating",
            choices=places,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose a rating."},
        )

    def clean_attribution(self) -> AttributionFinding:
        return AttributionFinding(self.cleaned_data["attribution"])


class AssessmentForm(_Finding):
    """A reviewer's own finding. No version goes with it: inside a blind round nobody learns the number."""

    rationale = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto", "data-cites": ""}),
        help_text="What you found, what carries it, what would change it. Markdown. Cite your evidence by its number, "
        "as [E1]: the card shows it.",
        error_messages={"required": "Give the rationale: what carries the finding, and what would change it."},
    )
    confidence = forms.ChoiceField(
        label="How sure are you", required=False, choices=[("", "Not said"), *choices(Confidence, _CONFIDENCE_WORDS)]
    )
    private_note = forms.CharField(
        label="Private note", required=False, widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Nobody but you ever reads this.",
    )  # fmt: skip
    override_reason = forms.CharField(
        label="Reason for submitting all the same", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with your assessment and shown to the editor.",
    )  # fmt: skip

    def clean_confidence(self) -> Confidence | None:
        return Confidence(self.cleaned_data["confidence"]) if self.cleaned_data["confidence"] else None


class DecisionForm(_Finding, Versioned):
    """What an adjudicator decides between two assessments."""

    reason = forms.CharField(
        label="What decided it", widget=forms.Textarea(attrs={"rows": 4, "data-cites": ""}),
        help_text="Both reviewers will read this. Cite evidence by its key, as [A.E1] or [B.E1].",
        error_messages={"required": "Say what decided it. Both reviewers will read this."},
    )  # fmt: skip
    rationale = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 6, "dir": "auto", "data-cites": "first"}),
        help_text="For readers. Left empty, the words of the assessment with this rating are taken. Cite evidence by "
        "its key, as [A.E1] or [B.E1], your own as [E1].",
    )  # fmt: skip
    review_by = DayField(label="Look again on", required=False)
    override_reason = forms.CharField(
        label="Reason for deciding below the gate", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Asked where the evidence is less than this rating needs. Kept and shown.",
    )  # fmt: skip


class QuestionForm(Versioned):
    """Why a review goes back."""

    question = LongText(
        label="What the next round is to find out",
        error_messages={"required": "Say what the next round is to find out."},
    )
