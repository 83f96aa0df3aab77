"""The day on which a verdict is to be looked at again. Days are the desk's, by the database's clock."""

from datetime import date, timedelta

from factcheck.core.clock import database_now
from factcheck.core.errors import Fault, Invalid
from reviews.models import Review
from reviews.queries.policy import rules_of


def today() -> date:
    """The day it is on the desk."""
    return database_now().date()


def look_again_on(review: Review) -> date:
    """The day on which a verdict of the review that is reached now is looked at again, by policy."""
    return today() + timedelta(days=rules_of(review).review_after_days)


def refuse_past(day: date | None) -> None:
    """Raise Invalid for a day to look again on that is not in the future."""
    if day is not None and day <= today():
        raise Invalid(Fault(f"{day} is not in the future. Give the day on which to look again.", "/review_by"))
