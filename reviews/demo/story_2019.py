"""The article of January 2020: triage, and reviews in every state of the workflow."""

from datetime import timedelta

from django.utils import timezone

from claims.models import Claim, Document
from reviews.actions.add_comment import add_comment
from reviews.actions.adjudicate import adjudicate
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.hold_review import hold_review
from reviews.actions.publish import publish
from reviews.actions.retract import retract
from reviews.actions.save_draft import save_draft
from reviews.actions.send_back import send_back
from reviews.actions.set_review_by import set_review_by
from reviews.demo import claims_2019 as c
from reviews.demo import verdicts_2019 as v
from reviews.demo import verdicts_2019_later as w
from reviews.demo import verdicts_2019_more as m
from reviews.demo.desk import Desk
from reviews.demo.scene import Said
from reviews.models import AttributionFinding

EDITOR, DECIDER, ADMINISTRATOR = "erin", "cleo", "adam"


def triage(desk: Desk, document: Document) -> dict[Said, Claim]:
    """Keep what the story is about, drop what is no claim, leave the rest to decide."""
    said = [each for each in vars(c).values() if isinstance(each, Said)]
    kept = {each: desk.keep(document, each, by=EDITOR) for each in said}
    desk.drop(document, c.DROPPED, by=EDITOR)
    left = document.claims.filter(state="undecided").count()
    desk.say(f"Keeping {len(kept)} claims of it, {left} left to decide")
    return kept


def publish_verdicts(desk: Desk, claims: dict[Said, Claim]) -> None:
    """The verdicts that are public, one of them corrected and one withdrawn."""
    editor = desk.people[EDITOR]
    withdrawn = desk.judge(claims[c.WOUNDED], m.WOUNDED_NOOR, m.WOUNDED_BEN, by=EDITOR)
    publish(withdrawn.pk, by=editor)
    retract(withdrawn.pk, by=editor, what=m.WOUNDED_WHAT, why=m.WOUNDED_WHY)
    # It comes back by itself: its claimant's newer figure is among the claims that are kept.
    rounds = (
        (c.ABOVE_1000, w.ABOVE_1000_ADA, w.ABOVE_1000_TEO, EDITOR),
        (c.OVER_200, v.OVER_200_ADA, v.OVER_200_NOOR, EDITOR),
        (c.NO_STATISTICS, v.NO_STATISTICS_BEN, v.NO_STATISTICS_TEO, EDITOR),
        (c.ALEF_ON_HOOK, m.ALEF_ON_HOOK_ADA, m.ALEF_ON_HOOK_TEO, EDITOR),
        (
            c.DECLARATION_55,
            m.DECLARATION_55_NOOR,
            m.DECLARATION_55_BEN,
            ADMINISTRATOR,
        ),  # who opened it hears of it
    )
    for said, first, second, opener in rounds:
        review = desk.judge(claims[said], first, second, by=opener)
        publish(review.pk, by=editor)
        if said is c.NO_STATISTICS:
            soon = timezone.localdate() + timedelta(days=30)
            set_review_by(review.pk, by=editor, review_by=soon, reason="An official count may come any day.")
    _reuters(desk, claims)  # last, so that readers see it first
    desk.say(f"Publishing {len(rounds) + 1} verdicts, correcting one of them, withdrawing another")


def _reuters(desk: Desk, claims: dict[Said, Claim]) -> None:
    """The two reviewers differ, an editor who was in neither part decides; published, then corrected."""
    review = desk.judge(claims[c.REUTERS_1500], v.REUTERS_ADA, v.REUTERS_BEN, by=EDITOR, priority=1)
    assign_review(review.pk, by=desk.people[EDITOR], username=DECIDER)
    adjudicate(
        review.pk,
        by=desk.people[DECIDER],
        rating="unproven",
        attribution=AttributionFinding.CONFIRMED,
        as_of=v.AS_OF,
        reason=v.REUTERS_REASON,
        rationale=v.REUTERS_FIRST,
        review_by=timezone.now().date() + timedelta(days=180),
    )
    publish(review.pk, by=desk.people[EDITOR])
    correct(
        review.pk,
        by=desk.people[EDITOR],
        what=v.REUTERS_WHAT,
        why=v.REUTERS_WHY,
        rationale=v.REUTERS_CORRECTED,
    )


def leave_open(desk: Desk, claims: dict[Said, Claim]) -> None:
    """The reviews that somebody has still to do something about."""
    editor = desk.people[EDITOR]
    desk.judge(claims[c.JAMARAN_SAYS], m.JAMARAN_NOOR, m.JAMARAN_TEO, by=EDITOR)  # decided, to be published
    split = desk.judge(claims[c.INTERNET], m.INTERNET_BEN, m.INTERNET_TEO, by=EDITOR, due_in=2)
    assign_review(split.pk, by=editor, username=DECIDER)
    undecided = desk.judge(claims[c.OVER_450], w.OVER_450_ADA, w.OVER_450_BEN, by=EDITOR, due_in=3)
    for username, words in w.OVER_450_SAID:
        add_comment(undecided.pk, by=desk.people[username], body=words)

    asked = desk.judge(claims[c.HOOK_1000], m.HOOK_ADA, m.HOOK_NOOR, by=EDITOR, priority=3)
    send_back(asked.pk, by=editor, question=m.HOOK_QUESTION)

    provinces = desk.queue(claims[c.PROVINCES], by=EDITOR, due_in=0.3)
    desk.assign(provinces, "ben", "teo", by=EDITOR)
    desk.gather(provinces, m.PROVINCES_BEN, by="ben")
    save_draft(provinces.pk, by=desk.people["teo"], rating="unproven", rationale=w.PROVINCES_BEGUN)

    half_in = desk.queue(claims[c.OVER_750], by=EDITOR, due_in=-0.5)
    desk.assign(half_in, "noor", "ada", by=EDITOR)
    desk.submit(half_in, m.OVER_750_NOOR)
    desk.gather(half_in, m.OVER_750_ADA, by="ada")

    percent = desk.queue(claims[c.PERCENT_85], by=EDITOR, due_in=-1)
    desk.assign(percent, "ada", "noor", by=EDITOR)
    hold_review(
        percent.pk,
        by=editor,
        reason="The full remarks of Ali Shamkhani as IRNA published them: 85 percent of which total?",
        until=timezone.now().date() + timedelta(days=21),
    )

    desk.queue(claims[c.DETAINED], by=EDITOR)
    desk.queue(claims[c.IRGC_1000], by=EDITOR, priority=3, due_in=-2)
    desk.say("Queueing, assigning and holding reviews: in review, split, decided, on hold")


def close(desk: Desk, claims: dict[Said, Claim]) -> None:
    """The reviews that end without a verdict."""
    editor = desk.people[EDITOR]
    vague = desk.queue(claims[c.THOUSANDS], by=EDITOR, priority=3)
    close_review(
        vague.pk,
        by=editor,
        reason=CloseReason.NOT_CHECKABLE,
        note="“Thousands” without a number, and nobody else gives one for that day.",
    )
    again = desk.queue(claims[c.POST_200], by=EDITOR, priority=3)
    close_review(again.pk, by=editor, reason=CloseReason.DUPLICATE, duplicate_of=claims[c.OVER_200].pk)
