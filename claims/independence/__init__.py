"""How many independent origins stand behind a set of sources.

Every source rests on a chain: its own publisher, whatever it was taken from, and so on to where the
derivations end. The number of origins is the smallest number of parties that would all have to be
wrong for every one of the sources to fall. So ten reports of one agency's figure are one origin, two
statements of one organisation are one, and a circle is one. A source taken from several others falls
with any of them: alone it is one origin, and it never joins two that are otherwise independent.

Three things follow and are relied on: knowing of one more derivation, affiliation or claimant never
raises the number; least is never more than most; the order in which rows arrive does not matter.

A publisher counts as one party even when its reports end at different origins, since all of them pass
through its hands.
"""

from claims.independence.count import origins
from claims.independence.facts import Count, DerivationEdge, Origin, SourceNode

__all__ = ["Count", "DerivationEdge", "Origin", "SourceNode", "origins"]
