"""How the demonstration newsroom is run: its desks, its policies, who is away and who stands too near."""

from datetime import timedelta

from django.utils import timezone

from factcheck.core.models import User
from reviews.actions.add_desk import add_desk
from reviews.actions.declare_interest import declare_interest
from reviews.actions.set_leave import set_leave
from reviews.actions.set_policy import set_policy
from reviews.demo.articles import ARRESTS_2019, DEATHS_2019, DEATHS_2026, INTERNET_2019
from reviews.demo.desk import Desk
from reviews.demo.parties import NYT

_DESKS = (("Iran desk", ("ada", "ben", "noor", "teo"), 12), ("Data desk", ("noor", "teo"), 3))
_HOUSE = {
    "due_days_urgent": 2, "due_days": 5, "due_days_low": 10, "lease_hours": 72, "load_limit": 6,
    "review_after_days": 180,
}  # fmt: skip
# Counts of one kind, which the data desk checks against lists: one person is enough.
_ONE_IS_ENOUGH = ARRESTS_2019
_OF_IRAN = (DEATHS_2019, INTERNET_2019, DEATHS_2026)


def set_up(desk: Desk, topics: dict[str, str]) -> None:
    """The desks with how much each may have in review, and the policies of house and topics, by slug."""
    administrator, editor = desk.people["adam"], desk.people["erin"]
    set_policy(by=editor, assessments_needed=2, numbers=_HOUSE)
    slugs = []
    for name, members, at_work in _DESKS:
        made = add_desk(name, by=administrator, members=members)
        set_policy(by=editor, desk=made.slug, numbers={"wip_limit": at_work})
        slugs.append(made.slug)
    iran, data = slugs
    for title in _OF_IRAN:
        set_policy(by=editor, topic=topics[title], works_at=iran)
    set_policy(by=editor, topic=topics[_ONE_IS_ENOUGH], works_at=data, assessments_needed=1)
    desk.say(f"Adding {len(slugs)} desks and {2 + len(slugs) + len(_OF_IRAN)} policies")


def say_who_may_not(people: dict[str, User]) -> None:
    """One person goes on leave next week; another declares an interest."""
    first = timezone.localdate() + timedelta(days=8)
    set_leave("noor", by=people["noor"], from_on=first, until_on=first + timedelta(days=6), note="Family visit")
    declare_interest("teo", NYT, by=people["teo"], note="Worked there as a researcher until 2024.")
