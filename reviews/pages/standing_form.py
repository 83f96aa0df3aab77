"""What editors type about a verdict that is public already."""

from django import forms


class _Again(forms.Form):
    expected_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def _day(*, required: bool, help_text: str) -> forms.DateField:
    return forms.DateField(
        label="Look again on", required=required, help_text=help_text, input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": "No such date. Use year-month-day, for example 2019-12-15.",
            "required": "Give the day on which to look again.",
        },
    )  # fmt: skip


class LetStandForm(_Again):
    """Why the public verdict stands, and when to look again."""

    reason = forms.CharField(
        label="Why it stands", widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": "Say why the verdict stands."},
    )  # fmt: skip
    review_by = _day(
        required=False, help_text="Left empty, the day that is set stays; one that has passed is set anew by policy."
    )


class ReviewByForm(_Again):
    """When a published verdict is looked at again, and why then."""

    review_by = _day(required=True, help_text="On this day the review comes back to the queue by itself.")
    reason = forms.CharField(
        label="Why then", widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        error_messages={"required": "Say why that day."},
    )  # fmt: skip
