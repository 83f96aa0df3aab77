"""A person corrects a claim; the correction is kept as data."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Unpack

from django.db import transaction

from claims.access import claim_for, topic_for
from claims.actions._claim_about import set_about
from claims.actions._figures_changed import figures_changed
from claims.actions._set_words import set_words
from claims.actions._write_claim import write_figure, write_links
from claims.actions.claim_parts import About, Link, Number, number_of, refuse_bad_day
from claims.actions.link_duplicate import link_duplicate
from claims.models import Claim
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable

_CHANGED = (
    "text", "fingerprint", "words", "said_on", "topic", "url", "place", "as_of", "tags", "priority", "due_on", "reach",
)  # fmt: skip


@transaction.atomic
def edit_claim(
    claim_id: int,
    *,
    by: User,
    expected_version: int | None = None,
    text: str | None = None,
    links: Sequence[Link] | None = None,
    number: Number | None = None,
    drop_figure: bool = False,
    said_on: str | None = None,
    topic: str | None = None,
    **about: Unpack[About],
) -> Claim:
    """Change what is given, leave the rest. `topic` "" takes the claim out of its topic.

    Where and as of when are the figure's while there is one: without it they stay with the claim (see `About`).
    Before and after stand in the event: people's corrections are the desk's own data. The quote and its span
    never change; they are what the document says.
    """
    require(by, Can.TRIAGE)
    claim = claim_for(by, claim_id, lock=True, expected_version=expected_version)
    before, before_topic = as_data(claim), claim.topic_id
    if text is not None:
        claim.text = _checked(text)
        _relink(claim, by)
    if said_on is not None:
        refuse_bad_day(said_on, "/said_on")
        claim.said_on = said_on
    if topic is not None:
        claim.topic = topic_for(by, topic) if topic else None
    if links is not None:
        write_links(claim, links)
    _set_rest(claim, number, about, drop_figure=drop_figure)
    after = as_data(claim)
    if after == before:
        return claim
    claim.version += 1
    claim.save(update_fields=[*_CHANGED, "version"])
    changed = {key: {"before": before[key], "after": after[key]} for key in after if after[key] != before[key]}
    record(EventKind.CLAIM_EDITED, by=by, about=claim, claim_id=claim.pk, data=changed)
    after_commit("reviews.rerank_claim", claim_id=claim.pk)
    figures_changed(before_topic, claim.topic_id)
    return claim


def _relink(claim: Claim, by: User) -> None:
    """A claim with other words repeats another claim, or none."""
    before = claim.fingerprint
    set_words(claim)
    if claim.fingerprint != before:
        claim.duplicate_of = None
        claim.save(update_fields=["fingerprint", "words", "duplicate_of"])
        link_duplicate(claim, by=by)


def _set_rest(claim: Claim, number: Number | None, about: About, *, drop_figure: bool) -> None:
    figure = claim.figures.first()
    before = number_of(figure) if figure else None
    if before is not None and number is None:
        where: About = {"place": before.place, "as_of": before.as_of}
        about = {**where, **about}
        # What is given takes the place of what the figure said, "" as well.
        number = None if drop_figure else replace(before, place="", as_of="")
    number = set_about(claim, about, number)
    if number != before:
        write_figure(claim, number)


def as_data(claim: Claim) -> dict[str, Any]:
    """What a person can correct in a claim, as JSON values."""
    figure = claim.figures.first()
    return {
        "text": claim.text,
        "said_on": claim.said_on,
        "topic": claim.topic.slug if claim.topic else "",
        "url": claim.url,
        "place": claim.place,
        "as_of": claim.as_of,
        "tags": claim.tags,
        "priority": claim.priority,
        "due_on": claim.due_on.isoformat() if claim.due_on else None,
        "reach": claim.reach,
        "speakers": [{"name": link.name, "cue": link.cue, "stance": link.stance} for link in claim.attributions.all()],
        "figure": None
        if figure is None
        else {
            "value": f"{figure.value.normalize():f}",
            "value_max": None if figure.value_max is None else f"{figure.value_max.normalize():f}",
            "bound": figure.bound,
            "unit": figure.unit,
            "place": figure.place,
            "as_of": figure.as_of,
            "nature": figure.nature,
            "denominator": figure.denominator,
            "per": figure.per,
            "since": figure.since,
        },
    }


def _checked(text: str) -> str:
    try:
        refuse_unstorable(text)
    except UnstorableText as error:
        raise Invalid(Fault(f"The text holds {error.what}. Remove it and send again.", "/text")) from error
    if not text.strip():
        raise Invalid(Fault("A claim needs words.", "/text"))
    return text.strip()
