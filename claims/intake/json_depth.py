"""How deep a JSON text is nested."""

import re

DEPTH_LIMIT = 64
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[{}\[\]]', re.DOTALL)


def depth_of(text: str) -> int:
    """How many brackets are open at once, at most."""
    depth = deepest = 0
    for found in _STRING_OR_BRACKET.finditer(text):
        if (mark := found.group()) in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "}]":
            depth -= 1
    return deepest
