"""The report of January 2026: rival figures on one day, most of the work still to be done."""

from decimal import Decimal

from claims.actions.claim_parts import Link, Number
from claims.extraction.candidate import Bound, Stance
from claims.models import Claim, Document
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.take_next import take_next
from reviews.demo import sources as s
from reviews.demo.desk import Desk
from reviews.demo.parties import MEK, NCRI, NYT, OFFICIAL, RIGHTS_GROUPS
from reviews.demo.scene import Said, Use
from reviews.models import EvidenceStance

EDITOR, OPENER = "cleo", "adam"
_DAY = "2026-01-13"


def _deaths(value: int, bound: Bound, as_of: str = _DAY) -> Number:
    return Number(Decimal(value), "deaths", bound, place="Iran", as_of=as_of)


SURPASSED_3000 = Said(
    "the death toll from the nationwide uprising against the brutal Iranian regime has surpassed 3,000",
    (Link(MEK, "claimed"),),
    _deaths(3000, Bound.MORE_THAN),
    said_on=_DAY,
)
CITIES_195 = Said(
    "casualties reported from 195 cities",
    (Link(MEK, "claimed"),),
    Number(Decimal(195), "cities", place="Iran", as_of=_DAY),
    said_on=_DAY,
)
OFFICIAL_2000 = Said(
    "an Iranian official confirmed the previously high-end estimate of 2,000 deaths in an interview with "
    "Reuters on Tuesday",
    (
        Link(("Reuters"), ("interview"), Stance.REPORTS),
        Link(OFFICIAL, ("confirmed"), Stance.CONFIRMS, is_anonymous=True),
    ),
    _deaths(2000, Bound.APPROX),
    said_on=_DAY,
)
AROUND_500 = Said(
    "Most independent human rights organizations had estimated around 500 deaths as of Monday",
    (Link(RIGHTS_GROUPS, "had estimated", is_anonymous=True),),
    _deaths(500, Bound.APPROX, "2026-01-12"),
    said_on="2026-01-12",
)
UNDER_CONTROL = Said(
    "the protests were “under control.”",
    (Link("Abbas Araghchi", "assertion"),),
    said_on="2026-01-12",
)
DEAD_3000 = Said("3,000 dead", (Link(NCRI, "said"),), _deaths(3000, Bound.EXACT), said_on=_DAY)
HOURS_96 = Said(
    "the internet severed for 96 hours",
    (Link(NCRI, "said"),),
    Number(Decimal(96), "hours", place="Iran", as_of=_DAY),
    said_on=_DAY,
)
NYT_PLAUSIBLE = Said(
    "found PMOI/MEK’s estimate of 3,000 deaths to be plausible",
    (Link(NYT, "found", Stance.REPORTS), Link(MEK, "estimate")),
    _deaths(3000, Bound.APPROX),
    said_on=_DAY,
)
HELP_ON_ITS_WAY = Said(
    "President Donald Trump urged the “patriots” of Iran to stay strong, and promised “help is on its way.”",
    (Link("Donald Trump", "promised"),),
    said_on=_DAY,
)
_QUEUED = ((AROUND_500, 2, 4.0), (NYT_PLAUSIBLE, 2, 5.0), (HOURS_96, 3, 7.0), (UNDER_CONTROL, 3, 8.0))
_DROPPED = ("PMOI/MEK strongly disputed the", "one doctor put it")

_OFFICIAL_GIVES_LESS = Use(
    s.OFFICIAL_2026,
    EvidenceStance.DISPUTES,
    "an Iranian official confirmed the previously high-end estimate of 2,000 deaths in an interview with "
    "Reuters on Tuesday.",
    "A lower figure of the same day, from an unnamed official; it includes security forces.",
)
_NYT_FINDS = Use(
    s.NYT_2026,
    EvidenceStance.CORROBORATES,
    "found PMOI/MEK’s estimate of 3,000 deaths to be plausible, based on comments from additional Iranian officials",
    "“Plausible” is no count.",
)


def triage(desk: Desk, document: Document) -> dict[Said, Claim]:
    """Keep the figures and the statements that rival each other, leave the rest to decide."""
    said = [each for each in globals().values() if isinstance(each, Said)]
    kept = {each: desk.keep(document, each, by=EDITOR) for each in said}
    desk.drop(document, _DROPPED, by=EDITOR)
    left = document.claims.filter(state="undecided").count()
    desk.say(f"Keeping {len(kept)} claims of it, {left} left to decide")
    return kept


def leave_open(desk: Desk, claims: dict[Said, Claim]) -> None:
    """One review is taken by whoever comes next, one is given away, the rest waits."""
    # The administrator sends these, so that the notices about them are his.
    desk.queue(claims[OFFICIAL_2000], by=OPENER, priority=1, due_in=1.5)
    taken = take_next(by=desk.people["noor"])
    if taken is None:
        raise RuntimeError("There was nothing for Noor Rahimi to take.")
    toll = desk.queue(claims[SURPASSED_3000], by=OPENER, priority=1, due_in=2)
    desk.assign(toll, "ada", by=EDITOR)
    desk.gather(toll, (_NYT_FINDS, _OFFICIAL_GIVES_LESS), by="ada")
    for said, priority, due_in in _QUEUED:
        desk.queue(claims[said], by=EDITOR, priority=priority, due_in=due_in)
    promise = desk.queue(claims[HELP_ON_ITS_WAY], by=OPENER, priority=3)
    close_review(
        promise.pk,
        by=desk.people[EDITOR],
        reason=CloseReason.OUT_OF_SCOPE,
        note="A promise about what is to come; it can be looked at when it has or has not come.",
    )
