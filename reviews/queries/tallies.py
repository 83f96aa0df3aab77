"""How many rows there are, counted no further than anybody needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

from factcheck.core.models import User

# Nothing is counted beyond this, so that pages answer as fast when a million reviews wait.
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Tally:
    """How many there are, or of how many at least."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"{self.number:,}{'+' if self.is_more else ''}"

    def __bool__(self) -> bool:
        return self.number > 0


class Counted(Subquery):
    """How many rows a query gives, in one number."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


def tallies(person: User, asked: Mapping[str, QuerySet[Any]]) -> dict[str, Tally]:
    """How many rows each query gives, by its name, in one statement that reads few more than `MOST_COUNTED` of each."""
    counted = {name: Counted(rows.order_by().values("pk")[: MOST_COUNTED + 1]) for name, rows in asked.items()}
    numbers = User.objects.filter(pk=person.pk).annotate(**counted).values(*counted).get()
    return {name: Tally(min(number, MOST_COUNTED), number > MOST_COUNTED) for name, number in numbers.items()}
