"""What people type when they run the queue: parsing and words only, the rules are the verbs'."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from reviews.actions.bulk_reviews import BulkReview, Terms
from reviews.actions.close_review import CloseReason
from reviews.models import Desk, Part
from reviews.pages.forms import Versioned
from reviews.queries.people import Candidate
from reviews.queries.queue_filters import DUE, LEVELS, ME, NO_DESK

_CLOSE_WORDS = {
    CloseReason.NOT_CHECKABLE: "Not checkable",
    CloseReason.OUT_OF_SCOPE: "Out of scope",
    CloseReason.ABANDONED: "Abandoned",
}
_NO_DATE = "No such date. Use year-month-day, for example 2019-12-15."


def _day(**kwargs: Any) -> forms.DateField:
    return forms.DateField(
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _NO_DATE, "required": "Give a day."},
        **kwargs,
    )


def end_of(day: date | None) -> datetime | None:
    """The last moment of a day where the desk is; None for no day."""
    return datetime.combine(day, time.max, tzinfo=timezone.get_default_timezone()) if day else None


class NarrowForm(forms.Form):
    """The rarer filters of the queue. Values that cannot be read are told by the query, not here."""

    desk = forms.ChoiceField(required=False)
    assignee = forms.ChoiceField(label="Who holds a part", required=False)
    level = forms.ChoiceField(label="Priority", required=False, choices=[("", "Any"), *LEVELS.items()])
    due = forms.ChoiceField(required=False, choices=[("", "Any time"), *DUE.items()])
    older_than = forms.CharField(
        label="Older than, in days", required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    language = forms.CharField(label="Language, a code", required=False, max_length=12)
    reason = forms.CharField(label="Worth checking for", required=False, max_length=60)

    def __init__(self, *args: Any, desks: Iterable[Desk], people: Iterable[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "f-%s", **kwargs})
        desk, assignee = self.fields["desk"], self.fields["assignee"]
        assert isinstance(desk, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        assert isinstance(assignee, forms.ChoiceField)  # noqa: S101
        desk.choices = [("", "Every desk"), (NO_DESK, "No desk"), *((each.slug, each.name) for each in desks)]
        assignee.choices = [("", "Anybody"), (ME, "I do"), *((one.username, one.name) for one in people)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "select" if isinstance(field.widget, forms.Select) else "input"


class _WithReason(Versioned):
    reason = forms.CharField(max_length=500, error_messages={"required": "Say why. It stands in the history."})


class PriorityForm(_WithReason):
    """How urgent a review is, and why."""

    level = forms.TypedChoiceField(label="Priority", coerce=int, choices=list(LEVELS.items()))
    field_order = ["level", "reason"]


class DueForm(_WithReason):
    """When a review is due, and why then."""

    due_at = _day(label="Due on", help_text="By the end of this day.")
    field_order = ["due_at", "reason"]

    def clean_due_at(self) -> datetime | None:
        return end_of(self.cleaned_data["due_at"])


class DeskForm(_WithReason):
    """Where a review goes, and why there."""

    desk = forms.ChoiceField(required=False)
    field_order = ["desk", "reason"]

    def __init__(self, *args: Any, desks: Iterable[Desk], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        desk = self.fields["desk"]
        assert isinstance(desk, forms.ChoiceField)  # noqa: S101
        desk.choices = [("", "No desk: everybody may take it"), *((each.slug, each.name) for each in desks)]


class ReassignForm(_WithReason):
    """Whose part goes to whom, and why."""

    part = forms.ChoiceField(label="The part", required=False)
    username = forms.ChoiceField(label="Goes to", error_messages={"required": "Choose a person."})
    field_order = ["part", "username", "reason"]

    def __init__(
        self, *args: Any, parts: Iterable[tuple[str, str]], people: Iterable[Candidate], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        part, user = self.fields["part"], self.fields["username"]
        assert isinstance(part, forms.ChoiceField)  # noqa: S101
        assert isinstance(user, forms.ChoiceField)  # noqa: S101
        part.choices = [("", "The only one at work"), *parts]
        user.choices = [("", "Choose a person"), *((one.username, one.label) for one in people)]

    def clean_part(self) -> Part | None:
        return Part(self.cleaned_data["part"]) if self.cleaned_data["part"] else None


class FilterForm(forms.Form):
    """The name of a filter, and whether others see it."""

    name = forms.CharField(max_length=60, error_messages={"required": "Give the filter a name."})
    is_shared = forms.BooleanField(label="Show it to everybody who may ask for the same", required=False)

    def __init__(self, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_share:
            del self.fields["is_shared"]


class BulkForm(forms.Form):
    """All that the bar below the queue can send; each errand reads its own fields."""

    first = forms.CharField(required=False, max_length=150)
    second = forms.CharField(required=False, max_length=150)
    assign_due = _day(required=False)
    level = forms.TypedChoiceField(required=False, coerce=int, empty_value=None, choices=[("", ""), *LEVELS.items()])
    priority_reason = forms.CharField(required=False, max_length=500)
    due_on = _day(required=False)
    due_reason = forms.CharField(required=False, max_length=500)
    desk = forms.CharField(required=False, max_length=60)
    desk_reason = forms.CharField(required=False, max_length=500)
    until = _day(required=False)
    hold_reason = forms.CharField(required=False, max_length=500)
    close_reason = forms.ChoiceField(
        required=False, choices=[("", "Choose why"), *((each.value, words) for each, words in _CLOSE_WORDS.items())]
    )
    close_note = forms.CharField(required=False, max_length=400)
    duplicate_of = forms.IntegerField(
        required=False, min_value=1, max_value=2**31, error_messages={"invalid": "Give the number of a claim."}
    )
    holder = forms.CharField(required=False, max_length=150)
    to = forms.CharField(required=False, max_length=150)
    reassign_reason = forms.CharField(required=False, max_length=500)
    release_reason = forms.CharField(required=False, max_length=500)

    def terms(self, what: BulkReview) -> Terms:
        """What an errand needs of what was sent. A claim that is repeated is reason enough to close."""
        sent = self.cleaned_data
        if what is BulkReview.ASSIGN:
            people = tuple(name for name in (sent["first"], sent["second"]) if name)
            return Terms(people=people, due_at=end_of(sent["assign_due"]))
        if what is BulkReview.REASSIGN:
            people = (sent["to"],) if sent["to"] else ()
            return Terms(people=people, holder=sent["holder"], reason=sent["reassign_reason"])
        if what is BulkReview.PRIORITISE:
            return Terms(level=sent["level"], reason=sent["priority_reason"])
        if what is BulkReview.DUE:
            return Terms(due_at=end_of(sent["due_on"]), reason=sent["due_reason"])
        if what is BulkReview.DESK:
            return Terms(desk="" if sent["desk"] == NO_DESK else sent["desk"] or None, reason=sent["desk_reason"])
        if what is BulkReview.HOLD:
            return Terms(until=sent["until"], reason=sent["hold_reason"])
        if what is BulkReview.RELEASE:
            return Terms(reason=sent["release_reason"])
        repeated = sent["duplicate_of"]
        chosen = CloseReason(sent["close_reason"]) if sent["close_reason"] else None
        return Terms(
            close_reason=CloseReason.DUPLICATE if repeated else chosen,
            duplicate_of=repeated,
            reason=sent["close_note"],
        )
