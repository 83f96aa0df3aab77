"""Lists for readers: verdicts with search and filters, and corrections."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.models import Publication
from reviews.public import wording
from reviews.public.answers import page_number, public, query_without
from reviews.queries.verdicts import corrections, current_verdicts, filter_choices

ROWS = 20
_FILTERS = ("q", "rating", "topic", "language")
_LONGEST_FILTER = 200
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Window(Generic[Row]):
    """Rows of one page, and the addresses of its neighbours where there are any."""

    rows: list[Row]
    newer: str
    older: str


@public
def verdicts(request: HttpRequest) -> HttpResponse:
    """Every verdict that is public, newest first, with search and filters."""
    chosen = {name: request.GET.get(name, "").strip()[:_LONGEST_FILTER] for name in _FILTERS}
    found = current_verdicts(q=chosen["q"], rating=chosen["rating"], topic=chosen["topic"], language=chosen["language"])
    window = _window(request, found, "sequence", lambda row: row.sequence)
    choices = filter_choices()
    languages = [(code, wording.language_name(code)) for code in choices.languages]
    selects = [
        ("rating", "Rating", "All ratings", choices.ratings),
        ("topic", "Topic", "All topics", choices.topics),
        ("language", "Language", "All languages", languages),
    ]
    context = {
        "window": window,
        "rows": [_row(publication) for publication in window.rows],
        "chosen": chosen,
        "is_filtered": any(chosen.values()),
        # A list of one value offers no choice, unless it was chosen and must be seen to be taken back. Not
        # every verdict has a topic, so that a single one is a choice.
        "selects": [each for each in selects if chosen[each[0]] or len(each[3]) > (0 if each[0] == "topic" else 1)],
        "topic_title": dict(choices.topics).get(chosen["topic"], ""),
    }
    return render(request, "public/verdicts.html", context)


@public
def corrections_page(request: HttpRequest) -> HttpResponse:
    """What was corrected, updated or withdrawn, newest first."""
    window = _window(request, corrections(), "publication__sequence", lambda row: row.publication.sequence)
    rows = [
        {
            "correction": row,
            "on": wording.long_date(row.at),
            "claim": row.publication.body["claim"],
            "headline": wording.headline(row.publication.body["claim"]),
            "direction": wording.direction(row.publication.language),
            "address": row.publication.body["url"],
            "changes": wording.changes(row.old, row.new),
        }
        for row in window.rows
    ]
    return render(request, "public/corrections.html", {"window": window, "rows": rows})


def _row(publication: Publication) -> dict[str, Any]:
    body = publication.body
    return {
        "body": body,
        "headline": wording.headline(body["claim"]),
        "direction": wording.direction(publication.language),
        "said": wording.speakers(body["claim"]),
        "as_of": wording.long_date(body["as_of"]),
        "published": wording.long_date(body["published_at"]),
        "updated": wording.long_date(body["updated_at"]),
    }


def _window(request: HttpRequest, rows: QuerySet[Row], key: str, key_of: Callable[[Row], int]) -> Window[Row]:
    """The page of `rows` (newest first by `key`) that the query's `before` or `after` asks for.

    Neighbours are found by the key and not by a count, so that the last page costs what the first does.
    """
    before, after = page_number(request.GET.get("before")), page_number(request.GET.get("after"))
    if after is not None:
        found = list(rows.filter(**{f"{key}__gt": after}).order_by(key)[: ROWS + 1])
        is_newer, is_older = len(found) > ROWS, True
        found = found[:ROWS][::-1]
    else:
        found = list((rows if before is None else rows.filter(**{f"{key}__lt": before}))[: ROWS + 1])
        is_newer, is_older = before is not None, len(found) > ROWS
        found = found[:ROWS]
    if not found:
        return Window([], "", "")

    def address(name: str, row: Row) -> str:
        return query_without(request, "before", "after", **{name: key_of(row)})

    return Window(
        found,
        newer=address("after", found[0]) if is_newer else "",
        older=address("before", found[-1]) if is_older else "",
    )
