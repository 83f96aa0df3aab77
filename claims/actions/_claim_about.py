"""What is known of a claim besides words, speakers and figure: shared by the verbs that make or change claims."""

from collections.abc import Iterable
from dataclasses import replace

from claims.actions.addresses import refuse_bad_url
from claims.actions.claim_parts import About, Number, refuse_bad_day
from claims.intake.values import PLACE_LIMIT, REACH_LIMIT, TAG_LIMIT, TAGS_LIMIT
from claims.models import Claim
from factcheck.core.errors import Fault, Invalid
from factcheck.core.text import UnstorableText, refuse_unstorable


def set_about(claim: Claim, about: About, number: Number | None) -> Number | None:
    """Set what is given on a claim that is about to be saved; `number` is the figure that it will have.

    Where and as of when stand with the figure if there is one and on the claim if there is none: gives the figure with
    what it takes over. Raises Invalid with a pointer for each field that cannot be kept.
    """
    _refuse_bad(claim, about)
    claim.url = about.get("url", claim.url).strip()
    claim.tags = _each_once(about.get("tags", claim.tags))
    claim.priority = about.get("priority", claim.priority)
    claim.due_on = about.get("due_on", claim.due_on)
    claim.reach = about.get("reach", claim.reach)
    place, as_of = about.get("place", claim.place).strip(), about.get("as_of", claim.as_of)
    if number is None:
        claim.place, claim.as_of = place, as_of
        return None
    claim.place = claim.as_of = ""
    return replace(number, place=number.place or place, as_of=number.as_of or as_of)


def _refuse_bad(claim: Claim, about: About) -> None:
    faults: list[Fault] = []
    for name in ("url", "place"):
        value = str(about.get(name, ""))
        try:
            refuse_unstorable(value)
        except UnstorableText as error:
            faults.append(Fault(f"The {name} holds {error.what}. Remove it and send again.", f"/{name}"))
    if len(about.get("place", "").strip()) > PLACE_LIMIT:
        faults.append(Fault(f"The place has {len(about['place'])} characters; {PLACE_LIMIT} are kept.", "/place"))
    faults += _faults_of_tags(about.get("tags", ()))
    if about.get("priority") not in (None, 1, 2, 3):
        faults.append(Fault("Use 1 (urgent), 2 or 3.", "/priority"))
    if not 0 <= (reach := about.get("reach") or 0) <= REACH_LIMIT:
        faults.append(Fault(f"{reach:,} counts no people. Use a whole number from 0 to {REACH_LIMIT:,}.", "/reach"))
    # Rows of files may carry addresses that are let through there: one that stays as it is is no fault of the sender.
    if not faults and about.get("url", claim.url).strip() != claim.url:
        refuse_bad_url(about["url"].strip())
    if faults:
        raise Invalid(*faults)
    refuse_bad_day(about.get("as_of", ""), "/as_of")


def _faults_of_tags(tags: Iterable[str]) -> list[Fault]:
    faults = []
    for at, tag in enumerate(tags):
        try:
            refuse_unstorable(tag)
        except UnstorableText as error:
            faults.append(Fault(f"The tag holds {error.what}. Remove it and send again.", f"/tags/{at}"))
        if len(tag.strip()) > TAG_LIMIT:
            faults.append(Fault(f"The tag has {len(tag)} characters; {TAG_LIMIT} are kept.", f"/tags/{at}"))
    if len(kept := _each_once(tags)) > TAGS_LIMIT:
        faults.append(Fault(f"{len(kept)} tags were sent; a claim has at most {TAGS_LIMIT}.", "/tags"))
    return faults


def _each_once(tags: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words for tag in tags if (words := tag.strip())))
