"""The form of a feed: to and from what the verbs take."""

from typing import Any

from django import forms

from claims.models import Feed, Topic
from claims.models.feeds import LEAST_MINUTES, MOST_MINUTES
from claims.pages.forms import LANGUAGES, topic_choices
from factcheck.core.templatetags.languages import language_name

INTERVALS = [
    (15, "every 15 minutes"),
    (30, "every half hour"),
    (60, "every hour"),
    (180, "every 3 hours"),
    (360, "every 6 hours"),
    (720, "every 12 hours"),
    (1440, "every day"),
    (10080, "every week"),
]


class FeedForm(forms.Form):
    """What a person says of a feed. `version` is that of the feed which the form shows, none for a new one."""

    url = forms.URLField(
        label="Address of the feed",
        max_length=2000,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        error_messages={
            "required": "Give the address of the feed. It begins with https:// or http://.",
            "invalid": "This is no address. Use one that begins with https:// or http://.",
        },
    )
    title = forms.CharField(
        max_length=300, required=False, help_text="Left empty, the feed takes the title that it gives itself."
    )
    publisher = forms.CharField(
        max_length=300, required=False, help_text="Named on each document, for example Reuters."
    )
    topic = forms.ChoiceField(required=False)
    language = forms.ChoiceField(initial="en")
    minutes = forms.TypedChoiceField(label="How often to read it", coerce=int, initial=60)
    version = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, topics: list[Topic], feed: Feed | None = None) -> None:
        super().__init__(data, initial=_initial(feed) if feed else None)
        codes = LANGUAGES if feed is None or feed.language in LANGUAGES else [*LANGUAGES, feed.language]
        intervals = dict(INTERVALS)
        if feed is not None:
            intervals.setdefault(feed.minutes, f"every {feed.minutes:,} minutes")
        self._choose("topic", topic_choices(topics))
        self._choose("language", [(code, language_name(code)) for code in codes])
        self._choose("minutes", sorted((each, words) for each, words in intervals.items() if _fits(each)))

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (tells the type checker what stands above)
        field.choices = choices


def _fits(minutes: int) -> bool:
    return LEAST_MINUTES <= minutes <= MOST_MINUTES


def _initial(feed: Feed) -> dict[str, Any]:
    return {
        "url": feed.url,
        "title": feed.title,
        "publisher": feed.publisher.name if feed.publisher else "",
        "topic": feed.topic.slug if feed.topic else "",
        "language": feed.language,
        "minutes": feed.minutes,
        "version": feed.version,
    }
