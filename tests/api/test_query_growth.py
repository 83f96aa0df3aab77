"""Every call of the API that reads is asked how its queries grow (`tests.flows.test_query_growth`)."""

from tests.api.rights import NOT_READ, READS
from tests.api.routes import api_calls


def test_every_call_that_reads_is_among_them() -> None:
    names = {name for method, name in api_calls() if method == "GET"}
    assert names - {name for name, _, _ in READS} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
