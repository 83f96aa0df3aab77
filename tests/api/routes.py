"""The routes of the product, read from its map of addresses."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its pattern, as a route from the root."""
    yield from _below("", get_resolver())


def api_routes() -> dict[str, Any]:
    """The view class behind each route of the API, by its name."""
    found = {}
    for route, pattern in routes():
        if route.startswith("api/"):
            assert pattern.name, f"{route} has no name"
            assert pattern.name not in found, f"{pattern.name} names two routes"
            found[pattern.name] = pattern.callback.view_class  # type: ignore[attr-defined]
    return found


def api_calls() -> set[tuple[str, str]]:
    """Every (method, route name) that the API answers; HEAD goes with GET, OPTIONS does nothing."""
    methods = ("get", "post", "put", "patch", "delete")
    return {
        (method.upper(), name) for name, view in api_routes().items() for method in methods if hasattr(view, method)
    }


def page_names() -> set[str]:
    """The name of every route that is no part of the API."""
    return {pattern.name or route for route, pattern in routes() if not route.startswith("api/")}


def _below(prefix: str, resolver: URLResolver) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _below(route, entry)
        else:
            yield route, entry
