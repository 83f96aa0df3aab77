"""Findings on the article of January 2020 that are looked at again or not settled yet, and what is said of them."""

from datetime import date

from reviews.demo import sources as s
from reviews.demo.scene import Finding, Use
from reviews.demo.verdicts_2019 import AS_OF, CONTEXT, FOR

_ANNOUNCED_1000 = "The number of those killed in the protests that swept across 189 cities has risen to above 1,000."
_HOOK_SAID = "said the regime’s security forces may have killed more than 1000 people during the November uprising."
_THE_NEXT_DAY = date(2019, 12, 5)

# --- above 1,000: published, and come back by itself since the same party gave a newer figure ----------------

_ANNOUNCED = Use(s.ANNOUNCED_4_DEC, FOR, _ANNOUNCED_1000, "The claimant’s own announcement.", (s.FROM_MEK,))
_BRIEFING = Use(s.HOOK_BRIEFING, FOR, _HOOK_SAID, "The day after; “may have”, without a basis.")
ABOVE_1000_ADA = Finding(
    "ada",
    "unproven",
    "The figure is the MEK’s own, and who else names it gives no basis.\n\nThe NCRI announced it on 4 December "
    "2019. Mr Hook said a day later that more than 1,000 people “may have” been killed, and that he had a count of "
    "his own is not shown.\n\nA count that others can check would change this.",
    _THE_NEXT_DAY,
    (_ANNOUNCED, _BRIEFING),
)
ABOVE_1000_TEO = Finding(
    "teo",
    "unproven",
    "One party counted, and nobody could look at the count that day.\n\nThe announcement names 189 cities and no "
    "list. The briefing of the following day repeats the number with “may have”.\n\nNames with places would change "
    "this, and so would a count by somebody else.",
    _THE_NEXT_DAY,
    (_ANNOUNCED, _BRIEFING),
)

# --- over 450: the two differ, and who decides is still to be chosen ----------------------------------------

_LATER = Use(s.ANNOUNCED_4_DEC, CONTEXT, _ANNOUNCED_1000, "The figure that followed eight days later.", (s.FROM_MEK,))
OVER_450_ADA = Finding(
    "ada",
    "unproven",
    "“Casualties” may be the dead or the dead and the wounded, and the article does not say which.\n\nThe figure "
    "stands between over 300 three days before and above 1,000 killed on 4 December 2019.\n\nThe wording of the "
    "announcement itself would change this.",
    AS_OF,
    (_LATER,),
)
OVER_450_BEN = Finding(
    "ben",
    "outdated",
    "It was the figure of 26 November 2019, and the same party has superseded it.\n\nAbove 1,000 was announced on 4 "
    "December 2019.\n\nIt would change if the two figures turned out to count different things.",
    AS_OF,
    (_LATER,),
    "That a party has superseded its own figure only that party can show. The page of the announcement could not be "
    "archived: the article gives no address of it.",
)
OVER_450_SAID = (
    (
        "ben",
        "@ada We read “casualties” in two ways. If it means the dead, it is superseded; if it counts the wounded too, "
        "the later figure does not replace it.",
    ),
    (
        "ada",
        "Agreed that this is all that divides us. The article uses the word for both: “over 750 casualties” stands "
        "beside figures of the dead.",
    ),
    (
        "erin",
        "@cleo Could you look who is free to decide this one? Neither of them took part in your report of 2026.",
    ),
)

# --- six provinces: one of the two has begun to write -------------------------------------------------------

PROVINCES_BEGUN = (
    "The six counts are the MEK’s own, and they add up to 1,450.\n\nWhat is still to be found is whether the 504 names "
    "say in which"
)
