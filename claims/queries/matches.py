"""What is here already of what a claim or a text says: claims of the desk and fact-checks of others.

Found by the same words, then by likeness of words (`likeness`), and labelled by their fields
(`claims.matching.compare`). Nothing is merged or decided here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet, Value

from claims.access import visible_checks, visible_claims
from claims.matching.compare import Relation, compare
from claims.matching.facts import Facts, facts_of_text
from claims.matching.words import asked_words
from claims.models import Claim, ClaimState, ExternalCheck
from claims.queries.asked_terms import CHECKS, CLAIMS, Terms, terms_of
from claims.queries.claim_facts import facts_of_check, facts_of_claim
from claims.queries.likeness import REPEATS, Near, nearest
from claims.queries.nearness import nearest_in_meaning, vector_of
from factcheck.core.capabilities import Can
from factcheck.core.permissions import Person, may
from factcheck.core.words import fingerprint

MOST = 50
# So many more are looked for, in place of repeats and of what turns out not to be shown.
_SPARE = 5
_ALL = Q()
LONGEST = 5_000


class MatchKind(StrEnum):
    """What was found: a claim of the desk, a claim whose verdict is public, or a fact-check of others."""

    CLAIM = "claim"
    VERDICT = "verdict"
    CHECK = "check"


@dataclass(frozen=True)
class Match:
    """One thing found. `score` is 0 to 1: how much of what was asked for is in it, rare words counting more; 1 for the
    very same words. `parts` are what it comes from: `bm25` as computed, `words`, 1 where they are the same, and
    `cosine`, where a model is named and finds it near in meaning.
    """

    kind: MatchKind
    target: Claim | ExternalCheck
    score: float
    relation: Relation
    why: tuple[str, ...]
    parts: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class _Likeness:
    """How like one thing is: its BM25, the cosine of its vector where a model is named, the score made of both."""

    score: float
    bm25: float = 0.0
    is_same: bool = False
    cosine: float | None = None

    @property
    def parts(self) -> dict[str, float]:
        parts = {"bm25": round(self.bm25, 3), "words": float(self.is_same)}
        return parts if self.cosine is None else {**parts, "cosine": round(self.cosine, 4)}


@dataclass(frozen=True)
class _Found:
    """One thing found, before it is fetched and compared."""

    kind: MatchKind
    pk: int
    likeness: _Likeness


def find_matches(
    person: Person,
    asked: Claim | str,
    limit: int = 10,
    *,
    kinds: Iterable[MatchKind] = (MatchKind.CLAIM, MatchKind.CHECK),
    language: str = "",
    least: float = 0.0,
    among: Q = _ALL,
) -> list[Match]:
    """Claims and checks that a person may see and that are like a claim or a text, the likest first.

    `limit` is at most 50, `least` the lowest score, `among` a condition on claims. Dropped claims are left out; for a
    merged one stands the claim it was merged into. Of a text the first 5,000 characters are read. Makes the same
    number of queries however many there are, and looks at a bounded number of rows.
    """
    text = (asked.text if isinstance(asked, Claim) else asked)[:LONGEST].replace("\0", " ")
    words = asked_words(text)
    if not words or not may(person, Can.SEE_DESK) or "\0" in language:
        return []
    limit, kinds = min(max(limit, 0), MOST), set(kinds)
    terms = terms_of(words)
    ours = facts_of_claim(asked) if isinstance(asked, Claim) else facts_of_text(text, language=language)
    same = asked.fingerprint if isinstance(asked, Claim) else fingerprint(text)
    meant = vector_of(asked if isinstance(asked, Claim) else text)
    filters = {"language": language} if language else {}
    found: list[_Found] = []
    if MatchKind.CLAIM in kinds:
        claims = visible_claims(person).exclude(state=ClaimState.DROPPED).filter(among, **filters)
        if isinstance(asked, Claim):
            claims = claims.exclude(pk=asked.pk)
        found += _found(MatchKind.CLAIM, claims, terms[CLAIMS], same, meant, limit)
    if MatchKind.CHECK in kinds:
        checks = visible_checks(person).filter(**filters)
        found += _found(MatchKind.CHECK, checks, terms[CHECKS], same, meant, limit)
    found = [one for one in found if one.likeness.score >= least]
    found.sort(key=lambda one: (-one.likeness.score, one.kind != MatchKind.CHECK, one.pk))
    own = asked.pk if isinstance(asked, Claim) else None
    return _matches(person, [one for one in found if (one.kind, one.pk) != (MatchKind.CLAIM, own)], ours, limit)


def _found(
    kind: MatchKind, rows: QuerySet[Any], terms: Terms, same: str, meant: tuple[str, list[float]] | None, limit: int
) -> list[_Found]:
    """The likest rows, each once; for a merged claim the one it was merged into. Repeats are passed over."""
    by_words = {row.pk: row for row in nearest(rows, terms, same=same, limit=limit + _SPARE)}
    by_meaning = dict(nearest_in_meaning(rows, *meant, limit=limit + _SPARE)) if meant else {}
    of = {pk: (row.fingerprint, row.merged_into) for pk, row in by_words.items()}
    if meant:
        into = F("merged_into") if kind is MatchKind.CLAIM else Value(None, BigIntegerField())
        only = rows.filter(pk__in=by_meaning.keys() - of.keys()).order_by().annotate(into=into)
        of |= {pk: tuple(rest) for pk, *rest in only.values_list("pk", "fingerprint", "into")}
    likenesses = _likenesses(by_words, by_meaning, terms)
    found, shown = [], set()
    repeats: Counter[str] = Counter()
    for pk, likeness in sorted(likenesses.items(), key=lambda item: (not item[1].is_same, -item[1].score, item[0])):
        mark, merged_into = of.get(pk, ("", None))
        target = merged_into or pk
        if target in shown or repeats[mark] >= REPEATS:
            continue
        shown.add(target)
        repeats[mark] += 1
        found.append(_Found(kind, target, likeness))
    return found


def _likenesses(by_words: dict[int, Near], by_meaning: dict[int, float], terms: Terms) -> dict[int, _Likeness]:
    """How like what was found is, by key, by its words and, where a model is named, by its meaning.

    The score by words is the share of what was asked for. With a model it is the mean of that and the cosine; what
    only one of the two found has, for the other, the least that the other found.
    """
    share = {pk: min(1.0, row.score / terms.most) if terms.most else 0.0 for pk, row in by_words.items()}
    least_share, least_cosine = min(share.values(), default=0.0), min(by_meaning.values(), default=0.0)
    found = {}
    for pk in {*by_words, *by_meaning}:
        row = by_words.get(pk)
        is_same = row is not None and row.is_same
        score = share.get(pk, least_share)
        if by_meaning:
            score = (score + by_meaning.get(pk, least_cosine)) / 2
        likeness = 1.0 if is_same else round(max(score, 0.0), 4)
        found[pk] = _Likeness(likeness, row.score if row else 0.0, is_same, by_meaning.get(pk))
    return found


def _matches(person: Person, found: list[_Found], ours: Facts, limit: int) -> list[Match]:
    """The first of what was found, as rows that the person may see, each compared."""
    first = found[: limit + _SPARE]
    sought = {kind: [one.pk for one in first if one.kind == kind] for kind in MatchKind}
    rows: dict[tuple[MatchKind, int], Claim | ExternalCheck] = {}
    if keys := sought[MatchKind.CLAIM]:
        claims = visible_claims(person).select_related("topic", "document__publisher").defer("document__text")
        shown = claims.filter(pk__in=keys).prefetch_related("attributions__party", "figures")
        rows |= {(MatchKind.CLAIM, row.pk): row for row in shown}
    if keys := sought[MatchKind.CHECK]:
        checks = visible_checks(person).filter(pk__in=keys).select_related("publisher")
        rows |= {(MatchKind.CHECK, row.pk): row for row in checks}
    # What a claim was merged into may be hidden from the person, though the claim is not.
    seen = [(one, rows[one.kind, one.pk]) for one in first if (one.kind, one.pk) in rows][:limit]
    return [_match(one, row, ours) for one, row in seen]


def _match(found: _Found, target: Claim | ExternalCheck, ours: Facts) -> Match:
    judged = compare(ours, facts_of_claim(target) if isinstance(target, Claim) else facts_of_check(target))
    return Match(found.kind, target, found.likeness.score, judged.relation, judged.why, found.likeness.parts)
