"""What people type about themselves and others: parsing and words only, the rules are the verbs'."""

from typing import Any

from django import forms

from factcheck.core.capabilities import Role
from factcheck.core.models import User, choices_of
from reviews.models import Desk
from reviews.pages.forms import DayField

_CODES = "Codes with a space between them, for example en fa ckb."


class LanguagesField(forms.CharField):
    """Language codes as people type them: "en, fa"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, help_text=_CODES, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return str(super().clean(value)).replace(",", " ").split()


class LanguagesForm(forms.Form):
    languages = LanguagesField(label="Languages you read")


class InterestForm(forms.Form):
    party = forms.CharField(label="Person, organisation or outlet", max_length=300, help_text="By any name it goes by.")
    note = forms.CharField(
        required=False, max_length=300, help_text="What the interest is. You and administrators read it."
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(label="Why it is one no longer", max_length=500)


class LeaveForm(forms.Form):
    from_on = DayField(label="First day away")
    until_on = DayField(label="Last day away")
    note = forms.CharField(required=False, max_length=300, help_text="You and administrators read it.")


class PersonForm(forms.Form):
    """A person's entry, as who manages people changes it."""

    name = forms.CharField(max_length=200)
    role = forms.ChoiceField(choices=choices_of(Role))
    languages = LanguagesField()
    load_limit = forms.IntegerField(
        label="Parts held at once", required=False, min_value=1, max_value=999,
        help_text="Empty leaves it to the policy of the desk.",
    )  # fmt: skip
    is_active = forms.BooleanField(label="Works here", required=False)

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])

    def clean_load_limit(self) -> int:
        return self.cleaned_data["load_limit"] or 0

    @staticmethod
    def of(person: User) -> dict[str, Any]:
        """The entry as it stands."""
        return {name: getattr(person, name) for name in ("name", "role", "languages", "load_limit", "is_active")}


class PersonAddForm(forms.Form):
    username = forms.CharField(max_length=150, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}))
    name = forms.CharField(max_length=200)
    role = forms.ChoiceField(choices=choices_of(Role), initial=Role.REVIEWER.value)
    email = forms.EmailField(required=False)
    password = forms.CharField(max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean_role(self) -> Role:
        return Role(self.cleaned_data["role"])


class DeskForm(forms.Form):
    """A desk; `members` are usernames with a space between them."""

    name = forms.CharField(max_length=100)
    members = forms.CharField(
        required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text="Usernames with a space between them.",
    )  # fmt: skip

    def clean_members(self) -> list[str]:
        return str(self.cleaned_data["members"]).replace(",", " ").split()


class DeskChangeForm(DeskForm):
    is_open = forms.BooleanField(label="Open: takes reviews", required=False)

    @staticmethod
    def of(desk: Desk) -> dict[str, Any]:
        """The desk as it stands."""
        members = " ".join(sorted(person.username for person in desk.members.all()))
        return {"name": desk.name, "members": members, "is_open": desk.is_open}
