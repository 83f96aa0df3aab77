"""Fact-checks of others: searched, and found for the claims of the desk."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from claims.access import visible_checks
from claims.models import Alias, Claim, ExternalCheck
from claims.queries.search import CHECK_WORDS, holds
from factcheck.core.permissions import Person
from factcheck.core.text import fold

PAGE_SIZE = 25
SHOWN_A_CLAIM = 20
_LONGEST_SEARCH = 300


@dataclass(frozen=True)
class CheckAsk:
    """What is searched for; "" and None ask for nothing.

    `q` is words (phrases in quotation marks, "or", a minus before a word), `publisher` a name that a Party goes by or
    the site it publishes on, `rating` a normalised one. Both days are included.
    """

    q: str = ""
    publisher: str = ""
    rating: str = ""
    language: str = ""
    published_after: date | None = None
    published_before: date | None = None

    @property
    def is_filtered(self) -> bool:
        return self != CheckAsk()


@dataclass(frozen=True)
class CheckPage:
    """One page of the list. `newer` and `older` are the ids to go on from, None at an end."""

    rows: list[ExternalCheck] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


def found_checks(person: Person, ask: CheckAsk) -> QuerySet[ExternalCheck]:
    """Checks that a person may read and that fit what is asked for, with publishers, newest brought in first."""
    found = visible_checks(person).select_related("publisher").order_by("-id")
    if "\0" in f"{ask.publisher}{ask.rating}{ask.language}":
        # PostgreSQL holds no NUL, so nothing can equal a text with one, and it refuses to be asked.
        return found.none()
    if words := ask.q.replace("\0", " ").strip()[:_LONGEST_SEARCH]:
        found = found.filter(holds(CHECK_WORDS, words))
    if ask.publisher:
        found = _published_by(found, ask.publisher)
    if ask.rating:
        found = found.filter(rating=ask.rating)
    if ask.language:
        found = found.filter(language=ask.language)
    if ask.published_after is not None:
        found = found.filter(published_on__gte=ask.published_after)
    if ask.published_before is not None:
        found = found.filter(published_on__lte=ask.published_before)
    return found


def checks_page(person: Person, ask: CheckAsk, *, before: int | None = None, after: int | None = None) -> CheckPage:
    """`PAGE_SIZE` of the checks that fit. The page ends before the check `before`, or begins after `after`.

    Nothing is counted, so that the last page costs what the first does.
    """
    checks = found_checks(person, ask)
    if after is not None:
        found = list(checks.filter(pk__gt=after).order_by("id")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        found = list((checks if before is None else checks.filter(pk__lt=before))[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return CheckPage(
        rows=found,
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
    )


def checks_of_words(person: Person, claim: Claim) -> QuerySet[ExternalCheck]:
    """Checks of the same words as a claim's, folded, with publishers, newest brought in first."""
    return visible_checks(person).select_related("publisher").filter(fingerprint=claim.fingerprint).order_by("-id")


def checks_of_claim(person: Person, claim: Claim) -> list[ExternalCheck]:
    """The last `SHOWN_A_CLAIM` checks of a claim's very words, the last published first."""
    return checks_of_claims(person, [claim]).get(claim.pk, [])


def checks_of_claims(person: Person, claims: Iterable[Claim]) -> dict[int, list[ExternalCheck]]:
    """`checks_of_claim` by the claim's id, for all of them in one query; claims without any are left out."""
    sought: defaultdict[str, list[int]] = defaultdict(list)
    for claim in claims:
        sought[claim.fingerprint].append(claim.pk)
    last_published = F("published_on").desc(nulls_last=True)
    nth = Window(RowNumber(), partition_by=F("fingerprint"), order_by=[last_published, F("id").desc()])
    checks = (
        visible_checks(person)
        .filter(fingerprint__in=sought)
        .select_related("publisher")
        .annotate(nth=nth)
        .filter(nth__lte=SHOWN_A_CLAIM)
        .order_by("fingerprint", "nth")
    )
    found: defaultdict[int, list[ExternalCheck]] = defaultdict(list)
    for check in checks if sought else ():
        for pk in sought[check.fingerprint]:
            found[pk].append(check)
    return dict(found)


def _published_by(checks: QuerySet[ExternalCheck], name: str) -> QuerySet[ExternalCheck]:
    party = Alias.objects.filter(folded=fold(name)[:300]).values_list("party_id", flat=True).first()
    if party is not None:
        return checks.filter(publisher_id=party)
    site = name.strip().lower().removeprefix("www.")
    # Sites have no index of their own; the words hold them.
    return checks.filter(holds(CHECK_WORDS, f'"{site}"'), site=site)
