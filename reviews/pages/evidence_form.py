"""Forms of evidence and of what it was taken from."""

from django import forms

from claims.models import DerivationState

_JUDGEMENTS = [
    (DerivationState.SHOWN.value, "Shown: it says so, links to it, or has the same passage"),
    (DerivationState.ALLEGED.value, "Said by others, not shown"),
    (DerivationState.DISMISSED.value, "Dismissed: it was not taken from there"),
]


class JudgeForm(forms.Form):
    """What a person judges of a derivation."""

    state = forms.ChoiceField(label="Is it so", choices=_JUDGEMENTS, widget=forms.RadioSelect)
    basis = forms.CharField(
        label="On what basis", required=False, max_length=500,
        help_text="Left empty, what stands there stays. To dismiss it, give the reason.",
    )  # fmt: skip

    def clean_state(self) -> DerivationState:
        return DerivationState(self.cleaned_data["state"])
