"""What is here already of what a claim or a text says: claims of the desk and fact-checks of others.

Found by the same words, then by likeness of words (`likeness`), and labelled by their fields
(`claims.matching.compare`). Nothing is merged or decided here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet

from claims.access import visible_checks, visible_claims
from claims.matching.compare import Relation, compare
from claims.matching.facts import Facts, facts_of_text
from claims.matching.words import asked_words
from claims.models import Claim, ClaimState, ExternalCheck
from claims.queries.asked_terms import CHECKS, CLAIMS, Terms, terms_of
from claims.queries.claim_facts import facts_of_check, facts_of_claim
from claims.queries.likeness import nearest
from claims.queries.nearness import nearest_in_meaning, vector_of
from factcheck.core.capabilities import Can
from factcheck.core.permissions import Person, may
from factcheck.core.words import fingerprint

MOST = 50
# Of claims in the very same words so many are enough.
_OF_SAME_WORDS = 3
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
    """One thing found, before it is compared."""

    kind: MatchKind
    target: Claim | ExternalCheck
    likeness: _Likeness


def find_matches(
    person: Person,
    asked: Claim | str,
    limit: int = 10,
    *,
    kinds: Iterable[MatchKind] = (MatchKind.CLAIM, MatchKind.CHECK),
    language: str = "",
    least: float = 0.0,
) -> list[Match]:
    """Claims and checks that a person may see and that are like a claim or a text, the likest first.

    `limit` is at most 50, `least` the lowest score. Dropped claims are left out; for a merged one stands the claim it
    was merged into. Of a text the first 5,000 characters are read. Makes the same number of queries however many
    there are, and looks at a bounded number of rows.
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
        claims = visible_claims(person).exclude(state=ClaimState.DROPPED).filter(**filters)
        if isinstance(asked, Claim):
            claims = claims.exclude(pk=asked.pk)
        likenesses = _likenesses(claims, terms[CLAIMS], same, meant, limit)
        found += _found(MatchKind.CLAIM, _claims(person, asked, likenesses), likenesses)
    if MatchKind.CHECK in kinds:
        checks = visible_checks(person).filter(**filters)
        likenesses = _likenesses(checks, terms[CHECKS], same, meant, limit)
        rows = {row.pk: row for row in checks.filter(pk__in=likenesses).select_related("publisher")}
        found += _found(MatchKind.CHECK, rows, likenesses)
    found = [one for one in found if one.likeness.score >= least]
    found.sort(key=lambda one: (-one.likeness.score, one.kind != MatchKind.CHECK, one.target.pk))
    return [_match(one, ours) for one in found[:limit]]


def _likenesses(
    rows: QuerySet[Any], terms: Terms, same: str, meant: tuple[str, list[float]] | None, limit: int
) -> dict[int, _Likeness]:
    """How like what was found is, by key, by its words and, where a model is named, by its meaning.

    The score by words is the share of what was asked for. With a model it is the mean of that and the cosine; what
    only one of the two found has, for the other, the least that the other found.
    """
    exact = set(rows.filter(fingerprint=same).order_by("id").values_list("pk", flat=True)[:_OF_SAME_WORDS])
    # Repeats in the same words are passed over below: some more are looked for.
    like = dict(nearest(rows, terms, limit=limit + 10))
    near = dict(nearest_in_meaning(rows, *meant, limit=limit + 10)) if meant else {}
    share = {pk: min(1.0, score / terms.most) if terms.most else 0.0 for pk, score in like.items()}
    least_share, least_cosine = min(share.values(), default=0.0), min(near.values(), default=0.0)
    found = {}
    for pk in {*exact, *like, *near}:
        score = share.get(pk, least_share)
        if near:
            score = (score + near.get(pk, least_cosine)) / 2
        bm25 = like.get(pk, terms.most if pk in exact else 0.0)
        found[pk] = _Likeness(1.0 if pk in exact else max(score, 0.0), bm25, pk in exact, near.get(pk))
    return found


def _claims(person: Person, asked: Claim | str, likenesses: dict[int, _Likeness]) -> dict[int, Claim]:
    """The claims to show, by the key of what was found: for a merged one the claim it was merged into."""
    rows = visible_claims(person).select_related("topic", "document__publisher").defer("document__text")
    rows = rows.prefetch_related("attributions__party", "figures")
    found = {row.pk: row for row in rows.filter(pk__in=likenesses)}
    into = {row.merged_into_id for row in found.values() if row.merged_into_id is not None}
    kept = {row.pk: row for row in rows.filter(pk__in=into)} if into else {}
    shown: dict[int, Claim] = {}
    own = asked.pk if isinstance(asked, Claim) else None
    for pk, row in found.items():
        target = kept.get(row.merged_into_id) if row.merged_into_id is not None else row
        if target is not None and target.pk != own and (target is row or target.pk not in found):
            shown[pk] = target
    return shown


def _found(kind: MatchKind, rows: dict[int, Any], likenesses: dict[int, _Likeness]) -> list[_Found]:
    found, shown = [], set()
    repeats: Counter[str] = Counter()
    for pk, likeness in sorted(likenesses.items(), key=lambda item: (not item[1].is_same, -item[1].score, item[0])):
        row = rows.get(pk)
        if row is None or row.pk in shown or repeats[row.fingerprint] >= _OF_SAME_WORDS:
            continue
        shown.add(row.pk)
        repeats[row.fingerprint] += 1
        found.append(_Found(kind, row, likeness))
    return found


def _match(found: _Found, ours: Facts) -> Match:
    target, likeness = found.target, found.likeness
    judged = compare(ours, facts_of_claim(target) if isinstance(target, Claim) else facts_of_check(target))
    return Match(found.kind, target, round(likeness.score, 4), judged.relation, judged.why, likeness.parts)
