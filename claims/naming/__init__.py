"""Which names may be one party's, and which parties belong together, by what a text says of them.

Rules look at the words of one document and at who speaks in it. They only propose, with the words that show it; people
confirm or dismiss. Speakers without a name are never among them: whom "an official" means is for no program to say.
"""

from claims.naming.facts import Relation, Rule, Speaker, Suggestion
from claims.naming.spelling import loose
from claims.naming.suggest import suggest

__all__ = ["Relation", "Rule", "Speaker", "Suggestion", "loose", "suggest"]
