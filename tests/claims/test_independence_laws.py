"""What holds of the number of origins for any sources, derivations and affiliations."""

import itertools
import random
import time
from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.independence import Count, DerivationEdge, SourceNode, origins
from tests.claims.chains import source, span, took, took_of

# Any small set of sources, parties and what connects them. Sources from s5 on are in chains only.
PARTIES = ["p0", "p1", "p2", "p3", "p4"]
NAMES = ["s0", "s1", "s2", "s3", "s4"]
IN_CHAINS = [*NAMES, "s5", "s6", "s7"]
maybe_party = st.one_of(st.none(), st.sampled_from(PARTIES))
node_lists = st.lists(st.sampled_from(NAMES), unique=True, max_size=5).flatmap(
    lambda names: st.tuples(*(st.builds(source, st.just(name), maybe_party) for name in names)).map(list)
)
one_edge = st.one_of(
    st.builds(
        lambda one, other, settled: DerivationEdge(one, other, None, settled=settled),
        st.sampled_from(IN_CHAINS),
        st.sampled_from(IN_CHAINS),
        st.booleans(),
    ),
    st.builds(
        lambda one, other, settled: DerivationEdge(one, None, other, settled=settled),
        st.sampled_from(IN_CHAINS),
        st.sampled_from(PARTIES),
        st.booleans(),
    ),
)
edge_lists = st.lists(one_edge, max_size=10)
affiliation_lists = st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)), max_size=3)
claimant_sets = st.frozensets(st.sampled_from(PARTIES), max_size=2)


def by_hand(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    free: Collection[str],
) -> int:
    """Try every set of parties, smallest first, until all the sources rest on one of it."""
    party_of = {node.id: node.party for node in nodes}

    def network(party: str) -> frozenset[str]:
        members = {party}
        while True:
            more = {x for pair in affiliations if members & set(pair) for x in pair}
            if more <= members:
                return frozenset(members)
            members |= more

    def rests_on(name: str) -> set[object]:
        seen, found = set(), set[object]()
        waiting = [name]
        while waiting:
            one = waiting.pop()
            if one in seen:
                continue
            seen.add(one)
            party = party_of.get(one)
            found.add(network(party) if party else one)
            for edge in edges:
                if edge.source == one and edge.from_party:
                    found.add(network(edge.from_party))
                if edge.source == one and edge.from_source:
                    waiting.append(edge.from_source)
        return found

    free_networks = {network(party) for party in free}
    chains = [chain for node in nodes if not (chain := rests_on(node.id)) & free_networks]
    every = sorted({key for chain in chains for key in chain}, key=repr)
    for size in range(len(chains) + 1):
        for chosen in itertools.combinations(every, size):
            if all(chain & set(chosen) for chain in chains):
                return size
    raise AssertionError("the sources themselves would do")


@settings(max_examples=400)
@given(node_lists, edge_lists, affiliation_lists, claimant_sets, st.booleans())
def test_the_count_is_the_fewest_parties_that_all_sources_rest_on(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    claimants: frozenset[str],
    count_claimant: bool,
) -> None:
    count = origins(nodes, edges, affiliations=affiliations, claimants=claimants, count_claimant=count_claimant)
    free = () if count_claimant else claimants
    assert count.least == by_hand(nodes, edges, affiliations, free)
    assert count.most == by_hand(nodes, [edge for edge in edges if edge.settled], affiliations, free)


@settings(max_examples=300)
@given(node_lists, edge_lists, affiliation_lists, claimant_sets, st.booleans())
def test_the_origins_are_those_that_were_counted(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    claimants: frozenset[str],
    count_claimant: bool,
) -> None:
    count = origins(nodes, edges, affiliations=affiliations, claimants=claimants, count_claimant=count_claimant)
    assert 0 <= count.least <= count.most <= len(nodes)
    counted = [origin for origin in count.origins if count_claimant or not origin.claimant]
    assert len(counted) == count.most
    assert sum(origin.doubtful for origin in counted) == count.most - count.least
    assert not any(origin.doubtful for origin in count.origins if origin not in counted)
    assert len({origin.key for origin in count.origins}) == len(count.origins)
    assert {s for origin in count.origins for s in origin.sources} == {node.id for node in nodes}
    for origin in count.origins:
        assert origin.sources
        assert origin.label


@settings(max_examples=300)
@given(node_lists, edge_lists, affiliation_lists, claimant_sets, st.booleans(), st.data())
def test_knowing_more_connections_never_raises_the_number(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    claimants: frozenset[str],
    count_claimant: bool,
    data: st.DataObject,
) -> None:
    def count(edges: list[DerivationEdge], affiliations: list[tuple[str, str]], claimants: frozenset[str]) -> Count:
        return origins(nodes, edges, affiliations=affiliations, claimants=claimants, count_claimant=count_claimant)

    before = count(edges, affiliations, claimants)
    pair = data.draw(st.tuples(st.sampled_from(PARTIES), st.sampled_from(PARTIES)))
    for after in (
        count([*edges, data.draw(one_edge)], affiliations, claimants),
        count(edges, [*affiliations, pair], claimants),
        count(edges, affiliations, claimants | {data.draw(st.sampled_from(PARTIES))}),
    ):
        assert after.least <= before.least
        assert after.most <= before.most
    judged = [DerivationEdge(e.source, e.from_source, e.from_party, settled=True) for e in edges]
    assert span(count(judged, affiliations, claimants)) == (before.least, before.least)
    dismissed = [edge for edge in edges if edge.settled]
    assert span(count(dismissed, affiliations, claimants)) == (before.most, before.most)


@settings(max_examples=200)
@given(node_lists, edge_lists, affiliation_lists, claimant_sets, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    claimants: frozenset[str],
    chance: random.Random,
) -> None:
    before = origins(nodes, edges, affiliations=affiliations, claimants=claimants)
    shuffled = [list(nodes), list(edges), [pair[:: chance.choice((1, -1))] for pair in affiliations]]
    for rows in shuffled:
        chance.shuffle(rows)
    after = origins(shuffled[0], shuffled[1], affiliations=shuffled[2], claimants=list(claimants)[::-1])
    assert after == before


@settings(max_examples=200)
@given(node_lists, edge_lists, affiliation_lists, maybe_party)
def test_one_more_source_adds_one_origin_at_most(
    nodes: list[SourceNode],
    edges: list[DerivationEdge],
    affiliations: list[tuple[str, str]],
    party: str | None,
) -> None:
    fresh = source("s7", party)
    before = origins(nodes, edges, known=[fresh], affiliations=affiliations)
    after = origins([*nodes, fresh], edges, affiliations=affiliations)
    assert before.least <= after.least <= before.least + 1
    assert before.most <= after.most <= before.most + 1


def test_a_long_chain_and_a_long_circle_end() -> None:
    nodes = [source(f"s{n:04}") for n in range(400)]
    chain = [took(f"s{n:04}", f"s{n + 1:04}") for n in range(399)]
    started = time.perf_counter()
    assert span(origins(nodes, chain)) == (1, 1)
    circle = origins(nodes[:200], [*chain[:199], took("s0199", "s0000")])
    assert span(circle) == (1, 1)
    assert circle.origins[0].circular
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize("seed", range(5))
def test_chains_entangled_on_purpose_are_counted_in_time_and_with_caution(seed: int) -> None:
    chance = random.Random(seed)
    nodes = [source(f"s{n:03}", f"p{n}") for n in range(120)]
    edges = [took_of(node.id, f"x{chance.randrange(80)}") for node in nodes for _ in range(3)]
    started = time.perf_counter()
    count = origins(nodes, edges)
    assert time.perf_counter() - started < 20
    assert 1 <= count.least <= count.most <= 120
    assert len(count.origins) == count.most
    assert {s for origin in count.origins for s in origin.sources} == {node.id for node in nodes}
