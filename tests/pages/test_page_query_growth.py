"""Every page is asked how its queries grow (`tests.flows.test_query_growth`)."""

from tests.pages.rights import NOT_READ, READS, ROWS


def test_every_page_is_among_them() -> None:
    names = {name for method, name, _, *cells in ROWS if method == "GET" and "200" in cells}
    assert names - {name for name, _, _ in READS} - set(NOT_READ) == set()
    assert set(NOT_READ) - names == set()
