"""Forms of intake and triage: they parse and say what is missing; what holds is for the verbs to decide."""

import re
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from claims.models import Topic
from factcheck.core.errors import Invalid
from factcheck.core.templatetags.languages import language_name

LANGUAGES = ["en", "fa", "ar", "ckb", "de", "es", "fr", "he", "hi", "it", "nl", "pt", "ru", "tr", "uk", "ur"]
_ISO_PART = re.compile(r"^\d{4}(-\d\d(-\d\d)?)?$")


def add_faults(form: forms.Form, error: Invalid) -> None:
    """Put each fault of a verb beside its field; those of no field stand above the form."""
    for fault in error.faults:
        name = fault.pointer.rsplit("/", 1)[-1]
        form.add_error(name if name in form.fields else None, fault.detail)


def topic_choices(topics: list[Topic]) -> list[tuple[str, str]]:
    """Choices of a topic by its slug, none first."""
    return [("", "No topic"), *((topic.slug, topic.title) for topic in topics)]


class ExactText(forms.CharField):
    """A text as it was typed. Browsers send line ends as CR LF whatever was pasted: they become LF again.

    What cannot be stored is for the verb to name, with its line.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
        self.validators = []

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class PartialDate(forms.CharField):
    """An ISO date, month or year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=10, **kwargs)

    def clean(self, value: Any) -> str:
        words = (super().clean(value) or "").strip()
        if not words:
            return ""
        try:
            if not _ISO_PART.match(words):
                raise ValueError(words)
            date.fromisoformat(words + "-01-01"[: 10 - len(words)] if len(words) < 10 else words)
        except ValueError:
            raise ValidationError(
                f"{words} is no such date. Use year-month-day, year-month or year, for example 2019-12-15."
            ) from None
        return words


class DocumentForm(forms.Form):
    """A text and what is known of it."""

    title = forms.CharField(
        max_length=500, required=False, help_text="Left empty, the article's own title or first line is taken."
    )
    text = ExactText(
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto", "class": "article-field"}),
        help_text="The whole article or post, as it stands. It is kept exactly as it is and never changed.",
    )
    file = forms.FileField(
        required=False,
        widget=forms.FileInput(attrs={"accept": ".txt,.html,.htm,.pdf,text/plain,text/html,application/pdf"}),
        help_text="Plain text, a saved web page or a PDF. Files of claims are brought in as an import.",
        error_messages={"empty": "The file is empty. Choose another."},
    )
    # A field of type url would refuse an address without https:// before it is sent; here it is put in front.
    url = forms.URLField(
        label="Address",
        max_length=2000,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        help_text="Given alone, the page is fetched and a copy of it is kept.",
        error_messages={"invalid": "This is no address. Use one that begins with https:// or http://."},
    )
    publisher = forms.CharField(max_length=300, required=False)
    published_on = forms.DateField(
        label="Published on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text="Words such as Tuesday are read against it.",
        error_messages={"invalid": "No such date. Use year-month-day, for example 2019-12-15."},
    )
    language = forms.ChoiceField(
        choices=[("", "As the page says, or English"), *((code, language_name(code)) for code in LANGUAGES)],
        required=False,
    )
    topic = forms.ChoiceField(required=False)
    new_topic = forms.CharField(label="Or a new topic", max_length=200, required=False)

    def __init__(self, *args: Any, topics: list[Topic], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["topic"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        field.choices = topic_choices(topics)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("file") and (cleaned.get("text") or "").strip():
            self.add_error("file", "Send a file or paste the text, not both.")
        if cleaned.get("topic") and (cleaned.get("new_topic") or "").strip():
            self.add_error("new_topic", "Choose a topic or name a new one, not both.")
        return cleaned


class ClaimByWordsForm(forms.Form):
    """A claim that was missed: its exact words, and where they stand when they stand there more than once."""

    quote = ExactText(
        label="The exact words",
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto"}),
        help_text="Copied from the document.",
    )
    start = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    at = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
