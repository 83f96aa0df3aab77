"""A person takes back what an import added, as far as nobody has worked on it."""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When
from django.utils import timezone

from claims.actions._in_use import protecting
from claims.actions._locked_import import locked_import, refuse_open
from claims.actions._write_claim_rows import write_in_turn
from claims.intake.kinds import Makes
from claims.models import Claim, ClaimState, ExternalCheck, Import, ImportRow
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import User
from factcheck.core.permissions import require

# Rows that are locked and deleted together: a fraction of a second.
CHUNK = 5_000
# Why a claim stays, in words that follow "n claims stay, because they".
WHY = {
    "decided": "were decided on",
    "edited": "were changed by hand",
    "linked": "are what rows of other imports were linked to",
    "reviews": "have a review",
    "merged": "have other claims merged into them",
}


@dataclass(frozen=True)
class TakenBack:
    """What became of an import's matter: claims and checks deleted, and claims that stay by why (see `WHY`)."""

    work: Import
    claims: int = 0
    checks: int = 0
    kept: dict[str, int] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The same in sentences, for whoever asked."""
        taken = [f"{number:,} {what}" for number, what in ((self.claims, "claims"), (self.checks, "checks")) if number]
        said = f"Taken back: {' and '.join(taken) or 'nothing'}."
        stays = [f"{number:,} {'claims stay' if number > 1 else 'claim stays'}, because {_they(why, number)}."
                 for why, number in self.kept.items()]  # fmt: skip
        return " ".join([said, *stays])


def take_back_import(import_id: int, *, by: User) -> TakenBack:
    """Delete the claims and checks that an import added, but for claims that somebody has worked on since.

    Only after its end. Works in chunks, each a transaction of its own, so that nothing waits long; cut short, it
    goes on where it stopped when asked again. The counts of the import stay as what happened. Documents, parties
    and topics stay always. Raises WrongState while the import goes on, for a dry run, for an import that made
    documents, and when it was taken back already.
    """
    require(by, Can.IMPORT)
    _refuse(import_id, by)
    after = 0
    while (last := _take_claims(import_id, by, after)) is not None:
        after = last
    after = 0
    while (last := _take_checks(import_id, by, after)) is not None:
        after = last
    return _finish(import_id, by)


@transaction.atomic
def _refuse(import_id: int, by: User) -> Import:
    work = locked_import(import_id, by=by)
    refuse_open(work, "nothing can be taken back yet")
    if work.dry_run:
        raise WrongState(f"Import {import_id} was a dry run. It added nothing that could be taken back.")
    if work.makes == Makes.DOCUMENTS:
        raise WrongState("Documents are never taken back. Drop the claims that were found in them.")
    if work.taken_back_at is not None:
        raise WrongState(f"Import {import_id} was taken back already, on {work.taken_back_at:%-d %b %Y at %H:%M} UTC.")
    return work


@transaction.atomic
def _take_claims(import_id: int, by: User, after: int) -> int | None:
    """Delete the free claims among the next rows; the last row looked at, or None at the end."""
    # No import links a row to a claim that is just going.
    write_in_turn(import_id)
    work = _refuse(import_id, by)
    free = Claim.objects.filter(imported_in=work, row_number__gt=after, state=ClaimState.UNDECIDED, version=1)
    rows = list(free.order_by("row_number").select_for_update().values_list("pk", "row_number")[:CHUNK])
    if not rows:
        return None
    # Asked only now, in a new statement: what was linked to a claim while its lock was waited for is seen.
    ids = [pk for pk, _ in rows]
    unused = [~exists for exists in (_linked(work), *protecting().values())]
    ids = list(Claim.objects.filter(*unused, pk__in=ids).values_list("pk", flat=True))
    ImportRow.objects.filter(work=work, claim__in=ids).update(claim=None)
    Claim.objects.filter(duplicate_of__in=ids).update(duplicate_of=None)
    _delete_claims(ids)
    return rows[-1][1]


@transaction.atomic
def _take_checks(import_id: int, by: User, after: int) -> int | None:
    work = _refuse(import_id, by)
    rows = ExternalCheck.objects.filter(imported_in=work, row_number__gt=after).order_by("row_number")
    found = list(rows.values_list("pk", "row_number")[:CHUNK])
    ExternalCheck.objects.filter(pk__in=[pk for pk, _ in found]).delete()
    return found[-1][1] if found else None


@transaction.atomic
def _finish(import_id: int, by: User) -> TakenBack:
    work = _refuse(import_id, by)
    left = Claim.objects.filter(imported_in=work)
    whys = left.annotate(why=Case(*_whens(work), default=Value("in_use"), output_field=CharField()))
    kept = {row["why"]: row["n"] for row in whys.order_by().values("why").annotate(n=Count("pk"))}
    gone = max(0, work.added - sum(kept.values()))
    makes_checks = work.makes == Makes.CHECKS
    answer = TakenBack(work, 0 if makes_checks else gone, gone if makes_checks else 0, dict(sorted(kept.items())))
    work.taken_back_at = timezone.now()
    work.save(update_fields=["taken_back_at"])
    data = {"claims": answer.claims, "checks": answer.checks, "kept": answer.kept}
    record(EventKind.IMPORT_TAKEN_BACK, by=by, about=work, data=data)
    return answer


def _linked(work: Import) -> Exists:
    return Exists(ImportRow.objects.filter(claim=OuterRef("pk")).exclude(work=work).order_by())


def _whens(work: Import) -> list[When]:
    in_use = [When(Q(exists), then=Value(name)) for name, exists in protecting().items()]
    return [
        *in_use,
        When(~Q(state=ClaimState.UNDECIDED), then=Value("decided")),
        When(version__gt=1, then=Value("edited")),
        When(Q(_linked(work)), then=Value("linked")),
    ]


def _delete_claims(ids: list[int]) -> None:
    """Delete claims with what belongs to them. In SQL: three hundred thousand must not be read first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE claims_figure SET part_of_id = NULL WHERE part_of_id IN"
            " (SELECT id FROM claims_figure WHERE claim_id = ANY(%s))",
            [ids],
        )
        for table in ("claims_figure", "claims_attribution", "claims_reading"):
            cursor.execute(f"DELETE FROM {table} WHERE claim_id = ANY(%s)", [ids])  # noqa: S608
        cursor.execute("DELETE FROM claims_matchdismissal WHERE claim_id = ANY(%s) OR other_id = ANY(%s)", [ids, ids])
        cursor.execute("DELETE FROM claims_claim WHERE id = ANY(%s)", [ids])


def _they(why: str, number: int) -> str:
    words = WHY.get(why, "are in use")
    if number > 1:
        return f"they {words}"
    return "it " + words.replace("were ", "was ", 1).replace("are ", "is ", 1).replace("have ", "has ", 1)
