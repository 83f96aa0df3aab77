"""What independence is counted from, and what the count says."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceNode:
    """A source; ``party`` is the id of its publisher."""

    id: str
    label: str
    party: str | None
    anonymous: bool = False


@dataclass(frozen=True)
class DerivationEdge:
    """``source`` was taken from another source or from a party; ``settled`` is False when only alleged."""

    source: str
    from_source: str | None
    from_party: str | None
    settled: bool


@dataclass(frozen=True)
class Origin:
    """Where chains end; ``sources`` are the ids of those that rest on it.

    ``claimant``: it is, or is affiliated with, who made the claim. ``anonymous``: everything it ends at
    is unnamed. ``doubtful``: by an allegation that is not judged, it is no origin of its own. ``circle``:
    what the sources are called that chains end in by going round, in the order of their ids.
    """

    key: str
    label: str
    sources: tuple[str, ...]
    claimant: bool
    anonymous: bool
    circle: tuple[str, ...] = ()
    doubtful: bool = False

    @property
    def circular(self) -> bool:
        return bool(self.circle)


@dataclass(frozen=True)
class Count:
    """The origins when no alleged derivation is true (``most``), and how many if all are (``least``).

    ``origins`` are those of ``most``, and the claimant's, which may not count.
    """

    origins: tuple[Origin, ...]
    least: int
    most: int
