"""Forms of evidence and of what it was taken from."""

from typing import Any

from django import forms

from claims.actions.take_snapshot import LIMIT
from claims.models import DerivationState

_JUDGEMENTS = [
    (DerivationState.SHOWN.value, "Shown: it says so, links to it, or has the same passage"),
    (DerivationState.ALLEGED.value, "Said by others, not shown"),
    (DerivationState.DISMISSED.value, "Dismissed: it was not taken from there"),
]


class CopyField(forms.FileField):
    """A copy of a source: what it is the verb finds out, whether it is empty or too large is said here."""

    widget = forms.FileInput(attrs={"accept": ".pdf,.html,.htm,.xhtml,.txt,application/pdf,text/html,text/plain"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            help_text=f"A PDF, a saved web page or plain text, at most {LIMIT // 2**20} MiB.",
            error_messages={
                "required": "Choose the file.",
                "empty": "The file is empty. Choose another.",
                "missing": "The file did not arrive. Choose it again.",
                "invalid": "The file did not arrive. Choose it again.",
            },
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if file and file.size > LIMIT:
            size = f"{file.size / 2**20:,.1f}"
            raise forms.ValidationError(
                f"{file.name} has {size} MiB; at most {LIMIT // 2**20} MiB are kept. Send less."
            )
        return file


class CopyForm(forms.Form):
    """A copy of a source, handed in."""

    file = CopyField()


class JudgeForm(forms.Form):
    """What a person judges of a derivation."""

    state = forms.ChoiceField(label="Is it so", choices=_JUDGEMENTS, widget=forms.RadioSelect)
    basis = forms.CharField(
        label="On what basis", required=False, max_length=500,
        help_text="Left empty, what stands there stays. To dismiss it, give the reason.",
    )  # fmt: skip

    def clean_state(self) -> DerivationState:
        return DerivationState(self.cleaned_data["state"])
