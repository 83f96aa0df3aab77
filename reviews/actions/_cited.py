"""Evidence as readers get it, and the citations of it in a verdict: shared by what is frozen and what is corrected."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from factcheck.core.markdown import Cited
from reviews.citations import Key, key_of, parse, renamed
from reviews.models import Evidence, QuoteState, Verdict, VerdictBasis
from reviews.queries.citable import keys_of, letters_in
from reviews.queries.gate_of import kept_copies

_ORDER = {"corroborates": 0, "disputes": 1, "context": 2}


class Told:
    """The evidence behind a verdict as public `entries` under keys of their own, which its citations become.

    A citation of what is not behind the verdict stays as it was typed.
    """

    def __init__(self, verdict: Verdict, evidence: Sequence[Evidence]) -> None:
        self.entries, public = _entries(evidence)
        keys = keys_of(evidence, letters_in(verdict.review, verdict.round))
        self._public = {key: public[pk] for pk, key in keys.items()}

    def words(self, markdown: str) -> str:
        """Markdown with the public keys in its citations."""
        return renamed(markdown, self._public)

    def cite(self, words: str) -> Cited | None:
        """What a citation points to on the public page, for `markdown.render`."""
        key = self._public.get(key_of(words))
        return None if key is None else Cited(str(key), f"evidence-{key}")


def cited_in_public(verdict: Verdict, markdown: str) -> str:
    """Words of a verdict, or in its place, with the public keys in their citations."""
    if not parse(markdown):
        return markdown
    return Told(verdict, evidence_behind(verdict)).words(markdown)


def evidence_behind(verdict: Verdict) -> list[Evidence]:
    """Evidence of those whose assessments or decision made the verdict: what somebody left who gave their part back
    carried nothing."""
    review = verdict.review
    deciding = review.verdicts.filter(round=verdict.round, basis=VerdictBasis.ADJUDICATION).values("decided_by")
    found = review.evidence.filter(
        Q(added_by__in=verdict.assessments.values("by")) | Q(added_by__in=deciding),
        round=verdict.round,
        withdrawn_at__isnull=True,
    )
    return list(found.select_related("source__publisher").prefetch_related(kept_copies()))


def _entries(evidence: Sequence[Evidence]) -> tuple[list[dict[str, Any]], dict[UUID, Key]]:
    """One entry a source and stance, since both reviewers may have brought the same, and the key of each piece's."""
    entries: dict[tuple[str, str, str], dict[str, Any]] = {}
    pieces: dict[UUID, tuple[str, str, str]] = {}
    for item in evidence:
        source = item.source
        same = (item.stance, source.url or source.title, item.quote)
        pieces[item.pk] = same
        entries.setdefault(
            same,
            {
                "stance": item.stance,
                "source": {
                    "title": source.title,
                    "url": source.url or None,
                    "kind": source.kind,
                    "publisher": source.publisher.name if source.publisher else None,
                    "published_on": source.published_on.isoformat() if source.published_on else None,
                },
                "quote": item.quote,
                "quote_found": item.quote_state == QuoteState.FOUND,
                "note": item.note,
                "archived": bool(source.snapshots.all()),
            },
        )
    placed = sorted(entries, key=lambda same: _ORDER[same[0]])
    keys = {same: Key("", number) for number, same in enumerate(placed, start=1)}
    public = [{"key": str(keys[same]), **entries[same]} for same in placed]
    return public, {pk: keys[same] for pk, same in pieces.items()}
