"""The desk's claims: found by what is known of them, a page at a time, with what repeats each."""

from dataclasses import dataclass, field, replace

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from claims.access import visible_claims, visible_imports
from claims.intake.row_key import key_of_external_id
from claims.models import Claim, ImportRow, RowOutcome, Topic
from claims.queries.merges import with_merges
from claims.queries.search import says
from factcheck.core.permissions import Person

PAGE_SIZE = 50
SHOWN_REPEATS = 3  # rows, and claims, of those that repeat one claim
_LONGEST_SEARCH = 300
_MOST_LINKED = 1000


@dataclass(frozen=True)
class ClaimAsk:
    """What is asked for; "" and None ask for nothing.

    `q` is words (phrases in quotation marks, "or", a minus before a word), `external_id` what a sender calls the
    claim or a row that was linked to it, `tag` and `language` as written, `topic` a slug.
    """

    state: str = ""
    import_id: int | None = None
    topic: str = ""
    language: str = ""
    tag: str = ""
    external_id: str = ""
    q: str = ""
    document_id: int | None = None
    claim_id: int | None = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything but a state is asked for."""
        return replace(self, state="") != ClaimAsk()


@dataclass(frozen=True)
class ClaimPage:
    """One page of the list. `newer` and `older` are the ids to go on from, None at an end."""

    claims: list[Claim] = field(default_factory=list)
    newer: int | None = None
    older: int | None = None


@dataclass
class Repeats:
    """What repeats a claim, as far as a person may see it: how many rows and claims, and the first of each."""

    row_count: int = 0
    claim_count: int = 0
    rows: list[ImportRow] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.row_count + self.claim_count

    @property
    def hidden_count(self) -> int:
        """How many there are beside those that are at hand."""
        return self.count - len(self.rows) - len(self.claims)


def found_claims(person: Person, ask: ClaimAsk) -> QuerySet[Claim]:
    """Claims that a person may read and that fit what is asked for, newest first."""
    found = visible_claims(person).order_by("-id")
    if "\0" in f"{ask.state}{ask.topic}{ask.language}{ask.tag}{ask.external_id}":
        # PostgreSQL holds no NUL, so nothing can equal a text with one, and it refuses to be asked.
        return found.none()
    given = {
        "state": ask.state,
        "imported_in": ask.import_id,
        "document": ask.document_id,
        "pk": ask.claim_id,
        "language": ask.language,
    }
    found = found.filter(**{name: value for name, value in given.items() if value not in ("", None)})
    if ask.import_id is not None and not visible_imports(person).filter(pk=ask.import_id).exists():
        return found.none()
    if ask.topic:
        # One topic at most, looked up first: joined, PostgreSQL may read every claim to find that it has none.
        found = found.filter(topic=Subquery(Topic.objects.filter(slug=ask.topic).values("pk")))
    if ask.tag:
        found = found.filter(tags__contains=[ask.tag])
    if ask.external_id:
        found = found.filter(_sent_as(person, ask.external_id))
    if words := ask.q.replace("\0", " ").strip()[:_LONGEST_SEARCH]:
        asked = says(words)
        found = found.none() if asked is None else found.filter(asked)
    return found


def claims_page(person: Person, ask: ClaimAsk, *, before: int | None = None, after: int | None = None) -> ClaimPage:
    """`PAGE_SIZE` of the claims that fit, with all that a card shows at hand.

    The page ends before the claim `before`, or begins after `after`. Nothing is counted, so that the last page costs
    what the first does.
    """
    claims = with_surroundings(person, found_claims(person, ask).select_related("document__publisher", "imported_in"))
    claims = claims.defer("document__text", "imported_in__preview")
    if after is not None:
        found = list(claims.filter(pk__gt=after).order_by("id")[: PAGE_SIZE + 1])
        has_newer, has_older = len(found) > PAGE_SIZE, True
        found = found[:PAGE_SIZE][::-1]
    else:
        found = list((claims if before is None else claims.filter(pk__lt=before))[: PAGE_SIZE + 1])
        has_newer, has_older = before is not None, len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
    return ClaimPage(
        claims=found,
        newer=found[0].pk if found and has_newer else None,
        older=found[-1].pk if found and has_older else None,
    )


def with_surroundings(person: Person, claims: QuerySet[Claim]) -> QuerySet[Claim]:
    """Claims with speakers, figure and topic at hand, and what a person may know of where each stands.

    `sees_import`, `sees_original` and `sees_merged_into` say whether its import, the claim it repeats and the one it
    was merged into exist for the person; `repeating_rows` and `repeating_claims` count what repeats it, and
    `merged_here` are the claims that were merged into it, as far as the person may see those.
    """
    rows = _linked_rows(person).filter(claim=OuterRef("pk")).order_by().values("claim")
    others = visible_claims(person).filter(duplicate_of=OuterRef("pk")).order_by().values("duplicate_of")
    return (
        with_merges(person, claims)
        .select_related("topic")
        .prefetch_related("attributions__party", "figures")
        .annotate(
            sees_import=Exists(visible_imports(person).filter(pk=OuterRef("imported_in"))),
            sees_original=Exists(visible_claims(person).filter(pk=OuterRef("duplicate_of"))),
            repeating_rows=Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), IntegerField()), 0),
            repeating_claims=Coalesce(Subquery(others.annotate(n=Count("pk")).values("n"), IntegerField()), 0),
        )
    )


def repeats_of(person: Person, claims: list[Claim]) -> dict[int, Repeats]:
    """What repeats each claim of `with_surroundings`, by its id: the first `SHOWN_REPEATS` rows and claims of each.

    Three queries, however many claims; claims that nothing repeats are left out.
    """
    counts = {
        claim.pk: Repeats(claim.repeating_rows, claim.repeating_claims)  # type: ignore[attr-defined]  # annotated
        for claim in claims
    }
    found = {pk: repeats for pk, repeats in counts.items() if repeats.count}
    if not found:
        return {}
    rows = _linked_rows(person).filter(claim=OuterRef("pk")).order_by("pk").values("pk")[:SHOWN_REPEATS]
    others = visible_claims(person).filter(duplicate_of=OuterRef("pk")).order_by("pk").values("pk")[:SHOWN_REPEATS]
    first = Claim.objects.filter(pk__in=found).order_by()
    shown = first.annotate(row_ids=ArraySubquery(rows), claim_ids=ArraySubquery(others))
    ids = list(shown.values_list("row_ids", "claim_ids"))
    row_ids, claim_ids = ([pk for each in column for pk in each] for column in zip(*ids, strict=True))
    for row in ImportRow.objects.filter(pk__in=row_ids).select_related("work").defer("work__preview").order_by("pk"):
        found[row.claim_id or 0].rows.append(row)
    for claim in Claim.objects.filter(pk__in=claim_ids).select_related("document").order_by("pk"):
        found[claim.duplicate_of_id or 0].claims.append(claim)
    return found


def _sent_as(person: Person, external_id: str) -> Q:
    """Claims that came with an external id, and those that a row with it was linked to."""
    key = key_of_external_id(external_id)
    linked = list(_linked_rows(person).filter(row_key=key).values_list("claim_id", flat=True)[:_MOST_LINKED])
    return Q(row_key=key, external_id=external_id) | Q(pk__in=linked)


def _linked_rows(person: Person) -> QuerySet[ImportRow]:
    return ImportRow.objects.filter(work__in=visible_imports(person).order_by(), outcome=RowOutcome.DUPLICATE)
