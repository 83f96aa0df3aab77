"""Sources and derivations in few words."""

from claims.independence import Count, DerivationEdge, SourceNode


def source(name: str, party: str | None = None, *, anonymous: bool = False) -> SourceNode:
    """A source named Text and its id."""
    return SourceNode(id=name, label=f"Text {name}", party=party, anonymous=anonymous)


def took(name: str, from_source: str) -> DerivationEdge:
    """A derivation that is judged true."""
    return DerivationEdge(name, from_source, None, settled=True)


def took_of(name: str, from_party: str) -> DerivationEdge:
    """A derivation from a party that is judged true."""
    return DerivationEdge(name, None, from_party, settled=True)


def alleged(edge: DerivationEdge) -> DerivationEdge:
    """The same derivation, not judged."""
    return DerivationEdge(edge.source, edge.from_source, edge.from_party, settled=False)


def span(count: Count) -> tuple[int, int]:
    """The range."""
    return count.least, count.most


def labels(count: Count) -> list[str]:
    """The origins by name, in their order."""
    return [origin.label for origin in count.origins]
