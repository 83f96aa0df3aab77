"""The fewest keys that leave no chain without one (minimum hitting set)."""

from collections.abc import Iterable

# The search for the fewest parties is exact. Only chains entangled on purpose need more steps than this;
# a lower bound, the cautious side, is then taken for what is left.
_MOST_STEPS = 500


class Fewest:
    """The size of the smallest set of keys that has one of each chain (minimum hitting set, exact).

    One object has _MOST_STEPS for all that it is asked; after them it gives lower bounds.
    """

    def __init__(self) -> None:
        self._steps = 0
        self._known: dict[frozenset[frozenset[str]], int] = {}

    def of(self, chains: Iterable[frozenset[str]]) -> int:
        """Give the size; 0 without chains."""
        left = _simplified(frozenset(chains))
        if len(left) < 2:
            return len(left)
        if left not in self._known:
            self._steps += 1
            if self._steps > _MOST_STEPS:
                return len(_disjoint(left))
            parts = _parts(left)
            if len(parts) > 1:
                self._known[left] = sum(self.of(part) for part in parts)
            else:
                self._known[left] = self._branch(left)
        return self._known[left]

    def _branch(self, left: frozenset[frozenset[str]]) -> int:
        bound = len(_disjoint(left))
        best = len(left)
        smallest = min(left, key=_by_size)
        for key in sorted(smallest):
            best = min(best, 1 + self.of(chain for chain in left if key not in chain))
            if best == bound:
                break
        return best


def _by_size(chain: frozenset[str]) -> tuple[int, list[str]]:
    return len(chain), sorted(chain)


def _simplified(chains: frozenset[frozenset[str]]) -> frozenset[frozenset[str]]:
    """Drop chains that fall whenever another does, and keys that another key can always replace."""
    while True:
        kept = frozenset(one for one in chains if not any(other < one for other in chains))
        standing: dict[str, set[frozenset[str]]] = {}
        for chain in kept:
            for key in chain:
                standing.setdefault(key, set()).add(chain)
        needless = {
            key
            for key, its in standing.items()
            if any(its < standing[other] or (its == standing[other] and other < key) for other in standing)
        }
        simpler = frozenset(chain - needless for chain in kept)
        if simpler == chains:
            return chains
        chains = simpler


def _disjoint(chains: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    """Chains that share nothing: each needs a key of its own, so there are never fewer keys."""
    found: list[frozenset[str]] = []
    for chain in sorted(chains, key=_by_size):
        if not any(chain & other for other in found):
            found.append(chain)
    return found


def _parts(chains: Iterable[frozenset[str]]) -> list[frozenset[frozenset[str]]]:
    """The groups of chains that share no key with another group."""
    parts: list[tuple[set[str], set[frozenset[str]]]] = []
    for chain in chains:
        keys, members = set(chain), {chain}
        apart = []
        for part in parts:
            if part[0] & chain:
                keys |= part[0]
                members |= part[1]
            else:
                apart.append(part)
        parts = [*apart, (keys, members)]
    return [frozenset(members) for _, members in parts]
