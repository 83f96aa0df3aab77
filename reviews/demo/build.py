"""Making the demonstration newsroom, or what is missing of it."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from claims.actions.refresh_findings import refresh_findings
from claims.models import CopyState, Document, Source
from claims.queries.findings import topics_with_figures
from factcheck.core.models import User
from factcheck.core.once import only_one
from reviews.actions.age_reviews import age_reviews
from reviews.actions.bring_back import bring_back
from reviews.demo import handout, house, story_2019, story_2026
from reviews.demo.articles import ARTICLE_2019, ARTICLE_2026, TOPICS
from reviews.demo.desk import Desk
from reviews.demo.parties import confirm_names, introduce
from reviews.demo.people import gather_people, is_demonstration, reset_passwords
from reviews.notify.dispatch import drain

Say = Callable[[str], None]


class Busy(Exception):
    """Another process is making the demonstration now."""


def has_other_data() -> bool:
    """Whether this database holds people or documents and is no demonstration."""
    return not is_demonstration() and (User.objects.exists() or Document.objects.exists())


def build(say: Say) -> Path:
    """Make the demonstration newsroom and var/demo.json; where they are, make only what is missing.

    All of the data comes in one transaction, so a start that is broken off leaves nothing half made. Raises
    Busy while another process is at it, Conflict where a real account has a name of the demonstration's.
    """
    with only_one("reviews.demo") as is_ours:
        if not is_ours:
            raise Busy("Another process is making the demonstration. Wait for it to end.")
        with transaction.atomic():
            target = _build(say)
        told = drain()
    if told:
        say(f"Telling people: {told} events")
    return target


def _build(say: Say) -> Path:
    is_new = not is_demonstration()
    people = gather_people(is_new=is_new)
    if not is_new and not handout.read():
        reset_passwords(people)
    if not is_new:
        say("The demonstration newsroom is there already; its data is kept")
        return handout.write(people)
    say(f"Adding {len(people)} people and a service account")
    desk = Desk(people, say)
    desk.add_topics(TOPICS, by="erin")
    say(f"Adding {len(TOPICS)} topics and {introduce(by=people['erin'])} parties with their affiliations")
    house.set_up(desk, desk.topics)
    article = desk.read(ARTICLE_2019, by="erin")
    desk.say(f"Confirming {confirm_names(by=people['erin'])} proposals of names that are one organisation's")
    claims = story_2019.triage(desk, article)
    story_2019.publish_verdicts(desk, claims)
    story_2019.leave_open(desk, claims)
    story_2019.close(desk, claims)
    article = desk.read(ARTICLE_2026, by="cleo")
    desk.say(f"Confirming {confirm_names(by=people['cleo'])} more")
    story_2026.leave_open(desk, story_2026.triage(desk, article))
    house.say_who_may_not(people)
    found = sum(refresh_findings(pk).found for pk in topics_with_figures())
    desk.say(f"Looking for what does not fit among the figures: {found} findings")
    # What the clock does every few minutes, done at once: nobody is to wait for it before they look around.
    desk.say(f"Bringing back {bring_back()} verdict by itself, reminding and escalating {age_reviews()} reviews")
    # Its verdicts say that nothing was fetched, and a machine without internet would show failures.
    Source.objects.filter(copy_state=CopyState.ASKED).update(copy_state=CopyState.NONE, copy_asked_at=None)
    # Last, so that whoever waits for the file finds what it names; and before the commit, since it says to every
    # page that this is a demonstration.
    return handout.write(people)
