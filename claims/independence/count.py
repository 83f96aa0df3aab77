"""Sources and derivations to a number of independent origins."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from claims.independence.chains import Context, Graph, networks_of
from claims.independence.facts import Count, DerivationEdge, Origin, SourceNode
from claims.independence.fewest import Fewest


def origins(
    nodes: Iterable[SourceNode],
    edges: Iterable[DerivationEdge],
    *,
    claimants: Collection[str] = (),
    affiliations: Iterable[tuple[str, str]] = (),
    party_labels: Mapping[str, str] = {},
    count_claimant: bool = False,
    known: Iterable[SourceNode] = (),
    anonymous_parties: Collection[str] = (),
) -> Count:
    """Count the independent origins of the sources ``nodes``.

    ``claimants`` are ids of the parties that made the claim: a source whose chain passes through one of
    them, or through a party affiliated with one, adds nothing unless ``count_claimant``.
    ``affiliations`` are pairs of party ids and reach further, in both directions. ``known`` are sources
    that are no evidence themselves but stand in chains; a source in no list is known by its id only.
    Raises ValueError for two different nodes with one id and for an edge that leads nowhere.
    """
    wanted, given = list(nodes), list(edges)
    context = Context(_by_id([*wanted, *known]), networks_of(affiliations), party_labels, frozenset(anonymous_parties))
    claiming = frozenset(context.party_key(party) for party in claimants)
    free = frozenset() if count_claimant else claiming
    sure = Graph(context, [edge for edge in given if edge.settled])
    told = Graph(context, given)
    ids = sorted({node.id for node in wanted})
    counting = [s for s in ids if not sure.chain(s) & free]
    chosen = _choose(sure, counting)
    most = len(chosen)
    least = min(most, Fewest().of(told.chain(s) for s in ids if not told.chain(s) & free))

    found = [_origin(sure, key, [s for s in counting if key in sure.chain(s)], claiming) for key in chosen]
    for key in sorted(free):
        passed = [s for s in ids if key in sure.chain(s)]
        found += [_origin(sure, key, passed, claiming)] if passed else []
    found.sort(key=lambda origin: (origin.label, origin.key))
    return Count(_mark_doubtful(found, told, free, most - least), least, most)


def _choose(graph: Graph, sources: list[str]) -> list[str]:
    """The fewest keys that all sources rest on; of several such sets the one that lies where chains end."""
    chains = {source: graph.chain(source) for source in sources}
    end_of: dict[str, int] = {}
    for source in sources:
        for key in graph.ends(source):
            end_of[key] = end_of.get(key, 0) + 1
    solver = Fewest()
    left = frozenset(chains.values())
    fewest = solver.of(left)
    chosen = []
    every = {key for chain in left for key in chain}
    for key in sorted(every, key=lambda key: (-end_of.get(key, 0), key)):
        rest = frozenset(chain for chain in left if key not in chain)
        if left != rest and solver.of(rest) < fewest:
            chosen.append(key)
            left, fewest = rest, solver.of(rest)
    while left:
        # Left over only when the search ran out of steps: whichever key most chains share stands for them.
        best = min(every, key=lambda key: (-sum(key in chain for chain in left), key))
        chosen.append(best)
        left = frozenset(chain for chain in left if best not in chain)
    return chosen


def _origin(graph: Graph, key: str, resting: list[str], claiming: frozenset[str]) -> Origin:
    names = graph.names(key, resting)
    parties = [name.words for name in names if name.is_party]
    if key.startswith("circle:"):
        label = " and ".join(dict.fromkeys(name.words for name in names))
    else:
        label = ", ".join(dict.fromkeys(parties)) if parties else names[0].words
    return Origin(
        key=key,
        label=label,
        sources=tuple(resting),
        claimant=key in claiming,
        anonymous=all(name.anonymous for name in names),
        circle=graph.circle_in(key, resting),
    )


def _mark_doubtful(found: list[Origin], told: Graph, free: frozenset[str], how_many: int) -> tuple[Origin, ...]:
    """Mark as many origins as allegations may take away, each behind the one that it may be."""

    def partners(origin: Origin) -> list[str]:
        reached = frozenset(key for source in origin.sources for key in told.chain(source))
        return [one.key for one in found if one.key != origin.key and one.key in reached]

    counted = [origin for origin in found if origin.key not in free]
    likely = sorted(counted, key=lambda origin: not partners(origin))[:how_many]
    placed = [origin for origin in found if origin not in likely]
    for origin in likely:
        keys = [one.key for one in placed]
        behind = [keys.index(key) + 1 for key in partners(origin) if key in keys]
        placed.insert(min(behind, default=len(placed)), replace(origin, doubtful=True))
    return tuple(placed)


def _by_id(nodes: Iterable[SourceNode]) -> dict[str, SourceNode]:
    found: dict[str, SourceNode] = {}
    for node in nodes:
        if found.setdefault(node.id, node) != node:
            raise ValueError(f"Two different sources have the id {node.id}.")
    return found
