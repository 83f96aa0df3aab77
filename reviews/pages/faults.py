"""What a verb refused, put beside the fields of the form that was sent."""

from django import forms

from factcheck.core.errors import Invalid, Stale, VerbError

_MEANWHILE = (
    "This changed while you were writing, and nothing was saved. What you typed is still here: "
    "look at what is new, then send it again."
)


def show(form: forms.Form, error: VerbError) -> int:
    """Add a refusal to a bound form, each fault at its field; the status of the answer with it."""
    if isinstance(error, Invalid):
        for fault in error.faults:
            name = fault.pointer.rsplit("/", 1)[-1]
            form.add_error(name if name in form.fields else None, fault.detail)
    elif isinstance(error, Stale):
        form.add_error(None, _MEANWHILE)
        _renew_version(form)
    else:
        form.add_error(None, error.detail)
    return error.status


def _renew_version(form: forms.Form) -> None:
    """Draw the form with its initial version, that of now: the sent one would be refused for ever."""
    form.data = {**dict(form.data.items()), "expected_version": form.initial.get("expected_version")}
