"""Whom people name as members of a topic: parsing and words only, the rules are the verbs'."""

from django import forms

_NAMES = "Usernames with a space between them."


class _Names(forms.CharField):
    """Usernames as people type them: "ada, ben"."""

    widget = forms.Textarea(attrs={"rows": 2, "dir": "ltr"})

    def clean(self, value: object) -> list[str]:
        return str(super().clean(value)).replace(",", " ").split()


class RestrictForm(forms.Form):
    members = _Names(
        required=False, max_length=20_000, help_text=f"{_NAMES} You are a member in any case.", label="Members"
    )


class MembersForm(forms.Form):
    add = _Names(max_length=20_000, help_text=_NAMES, label="Add members")
