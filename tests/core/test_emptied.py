"""A test that commits leaves nothing behind for the next, whatever it wrote."""

import pytest
from django.db import connection

from factcheck.core.models import Event, User
from reviews.models import Rating, Scale
from tests.emptied import KEPT, emptied
from tests.factories import make_publication

pytestmark = pytest.mark.django_db(transaction=True)


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if name not in KEPT]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names))  # noqa: S608
        return dict(cursor.fetchall())


def test_no_row_is_left_in_any_table(cast: dict[str, User]) -> None:
    make_publication(cast, split=True)
    assert Event.objects.exists()
    if not emptied():
        pytest.skip("not the embedded server: Django's own way is gone")
    assert {name: count for name, count in _rows().items() if count} == {}


def test_what_migrations_put_in_is_there_again() -> None:
    assert (Scale.objects.count(), Rating.objects.count()) == (2, 14)
    assert not User.objects.exists()
