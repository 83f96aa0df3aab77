"""What a source may have been taken from, by what its own text and links show.

Three rules look at the kept texts of one review: a link to another source, a party named with a citing verb in the
sentence of the claim's figure, and a passage that two texts share. A rule only proposes, with the words that show it;
people judge.
"""

from claims.proposing.facts import Matter, Named, Outgoing, Page, Proposal, Rule
from claims.proposing.propose import propose

__all__ = ["Matter", "Named", "Outgoing", "Page", "Proposal", "Rule", "propose"]
