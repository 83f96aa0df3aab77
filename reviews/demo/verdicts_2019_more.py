"""Further findings on the article of January 2020."""

from reviews.demo import sources as s
from reviews.demo.scene import Finding, Use
from reviews.demo.verdicts_2019 import AGAINST, AS_OF, CONTEXT, FOR

_HOOK_SAID = "said the regime’s security forces may have killed more than 1000 people during the November uprising."
_ANNOUNCED_1000 = "The number of those killed in the protests that swept across 189 cities has risen to above 1,000."
_ONE_BRIEFING = "What was said at one briefing has one origin, the briefing. No copy of it is kept."

# --- Alef on Brian Hook: right in part ----------------------------------------------------------------------

ALEF_ON_HOOK_ADA = Finding(
    "ada",
    "half-true",
    "Mr Hook named the number; he did not confirm it, and not a week later.\n\nThe NCRI announced “above "
    "1,000” on 4 December 2019. At his briefing of the following day Mr Hook said that more than 1,000 "
    "people “may have” been killed. That he took the number from the MEK is said by Alef and not "
    "shown.\n\nThe full text of the briefing would change this if it names a basis.",
    AS_OF,
    (
        Use(s.HOOK_BRIEFING, FOR, _HOOK_SAID, "The number is the same; “may have” is no confirmation."),
        Use(
            s.HOOK_BRIEFING,
            AGAINST,
            ("The following day in a briefing, Brian Hook"),
            ("A day later, not a week."),
        ),
        Use(s.ANNOUNCED_4_DEC, CONTEXT, _ANNOUNCED_1000, "", (s.FROM_MEK,)),
    ),
    _ONE_BRIEFING,
)
ALEF_ON_HOOK_TEO = Finding(
    "teo",
    "half-true",
    "The number is right, “confirmed” and “a week later” are not.\n\nThe briefing was on 5 December 2019, "
    "the day after the announcement, and Mr Hook hedged.\n\nA transcript in which he confirms the figure "
    "would change this.",
    AS_OF,
    (
        Use(s.HOOK_BRIEFING, FOR, _HOOK_SAID, "", (s.HOOK_SAID_FROM_MEK,)),
        Use(s.ANNOUNCED_4_DEC, CONTEXT, _ANNOUNCED_1000),
    ),
    _ONE_BRIEFING,
)

# --- Alef on declaration 55: what was announced -------------------------------------------------------------

_POST_15_DEC = Use(
    s.POST_15_DEC,
    FOR,
    "#IranProtests-Over 1,500 Killed in the Iranian People’s Nationwide Uprising Names of 504 Martyrs Released",
)
_QUOTED_55 = Use(
    s.STATEMENT_55,
    FOR,
    "over 1,500 protesters have been killed during the Iranian people’s nationwide uprising",
    "“Over 1,500”, not 1,500.",
    (s.FROM_MEK,),
)
_OWN_WORDS = "What a party announced is shown by its own announcement, which is one origin. No copy of it is kept."
DECLARATION_55_NOOR = Finding(
    "noor",
    "mostly-true",
    "The NCRI did announce it that day; the figure was “over 1,500”.\n\nIts account posted the statement on "
    "15 December 2019, and the article quotes the same words of the MEK. Whether the figure is right is "
    "another question.\n\nA different date or wording in the statement itself would change this.",
    AS_OF,
    (_QUOTED_55, _POST_15_DEC),
    _OWN_WORDS,
)
DECLARATION_55_BEN = Finding(
    "ben",
    "mostly-true",
    "The announcement is shown by the announcer; “over” is missing.\n\nThe post of 15 December 2019 links "
    "to the statement.\n\nThe statement’s own text would change this if it says otherwise.",
    AS_OF,
    (_QUOTED_55, _POST_15_DEC),
    _OWN_WORDS,
)

# --- 4,000 wounded: published, then withdrawn ---------------------------------------------------------------

_4000 = Use(
    s.POST_30_DEC,
    FOR,
    ("This resulted in over 1500 martyrs, 4,000 injured &12,000 arrests."),
    ("The same number."),
)
_TWO_PLACES = "The article and the post of 30 December give the same number. No copy of either is kept."
WOUNDED_NOOR = Finding(
    "noor",
    "half-true",
    "The number is given in two places, its basis in neither.\n\nThe article has it from the MEK, and the "
    "post of 30 December 2019 repeats it.\n\nRecords of hospitals would change this.",
    AS_OF,
    (_4000,),
    _TWO_PLACES,
)
WOUNDED_BEN = Finding(
    "ben",
    "half-true",
    "Two places give 4,000, neither says how it was counted.\n\nThe article and the post agree.\n\nA count "
    "by somebody else would change this.",
    AS_OF,
    (_4000,),
    _TWO_PLACES,
)
WOUNDED_WHAT = "This verdict is withdrawn. It had rated the number of 4,000 wounded Half true."
WOUNDED_WHY = (
    "We had counted the post of 30 December as a second source. It is by an account of the NCRI, which is "
    "affiliated with the MEK, so the claimant was the only source. The claim will be looked at again when "
    "another count is found."
)

# --- the origin of the Reuters figure: agreed, not public ---------------------------------------------------

_SAYS_SO = Use(
    s.ALEF,
    FOR,
    "Surprisingly, this statistic has now been reintroduced in the Reuters controversial report,",
    "Says the same; shows no more than that the numbers are equal.",
    (s.FROM_STATE_MEDIA,),
)
_NOT_SO = Use(
    s.REUTERS_REPORT,
    AGAINST,
    "Reuters cited sources within the regime that confirmed 1,500 people had been killed during the protests.",
    "Names another origin.",
)
JAMARAN_NOOR = Finding(
    "noor",
    "unproven",
    "It is said and denied, and shown by neither side.\n\nJamaran and Alef infer the origin from the equal "
    "number. Reuters cites sources whom it does not name.\n\nIt would change if Reuters, or one of its "
    "sources, said where the number came from.",
    AS_OF,
    (_SAYS_SO, _NOT_SO),
)
JAMARAN_TEO = Finding(
    "teo",
    "unproven",
    "The same number is no proof of the same origin.\n\nNo document or witness is named for it, and the "
    "report gives another origin.\n\nA showing of how the one came from the other would change this.",
    AS_OF,
    (_SAYS_SO, _NOT_SO),
)

# --- almost a week without internet: the two differ, nobody has decided yet ---------------------------------

_BLACKOUT = Use(
    s.POST_30_DEC,
    FOR,
    "the Iranian regime imposed an internet blackout.",
    "That it happened, not for how long.",
)
INTERNET_BEN = Finding(
    "ben",
    "unproven",
    "That access was cut is said twice; for how long is said by the article alone.\n\nThe post of 30 "
    "December 2019 speaks of a blackout without its length.\n\nA measurement of traffic for those days "
    "would change this.",
    AS_OF,
    (_BLACKOUT,),
)
INTERNET_TEO = Finding(
    "teo",
    "half-true",
    "The cut is shown by two accounts, its length is not.\n\nThe article and the post of 30 December 2019 "
    "agree that there was one.\n\nThe days on which access ended and came back would change this.",
    AS_OF,
    (_BLACKOUT,),
    "Only one account besides the claimant’s could be found in the article. No copy of it is kept.",
)

# --- Brian Hook’s figure: agreed, sent back with a question -------------------------------------------------

_REUTERS_ABOVE = Use(
    s.REUTERS_REPORT,
    FOR,
    "Reuters cited sources within the regime that confirmed 1,500 people had been killed during the protests.",
    "1,500 is also more than 1,000.",
)
HOOK_ADA = Finding(
    "ada",
    "unproven",
    "The briefing gives no basis, so the figure cannot be weighed.\n\nIt was the NCRI’s number of the day "
    "before, and Reuters reported a higher one from unnamed sources.\n\nA statement of the basis would "
    "change this.",
    AS_OF,
    (Use(s.ANNOUNCED_4_DEC, FOR, _ANNOUNCED_1000, "", (s.FROM_MEK,)), _REUTERS_ABOVE),
)
HOOK_NOOR = Finding(
    "noor",
    "unproven",
    "“May have” and no basis: it is not settled.\n\nThe number equals the NCRI’s of 4 December 2019.\n\nA "
    "basis of its own would change this.",
    AS_OF,
    (_REUTERS_ABOVE,),
)
HOOK_QUESTION = "On what did Mr Hook base the figure? Look for the transcript of the briefing of 5 December 2019."

# --- work that is not in yet --------------------------------------------------------------------------------

PROVINCES_BEN = (
    Use(s.STATEMENT_55, FOR, _QUOTED_55.quote, "The total to which the parts belong.", (s.FROM_MEK,)),
    Use(
        s.NAMES,
        CONTEXT,
        "Names of 504 Martyrs Released",
        "Whether the names carry a province is to be looked up.",
        (s.COUNTS_FROM_MEK,),
    ),
)
OVER_750_NOOR = Finding(
    "noor",
    "unproven",
    "Only an opponent quotes this figure.\n\nThe article gives over 450 on 26 November 2019 and above 1,000 "
    "on 4 December; a statement between them is named by Alef alone.\n\nThe text of statement 43 would "
    "change this.",
    AS_OF,
    (Use(s.ANNOUNCED_4_DEC, CONTEXT, _ANNOUNCED_1000, "The figure that followed.", (s.FROM_MEK,)),),
)
OVER_750_ADA = (
    Use(s.ALEF, FOR, (
        "in early December in the Statement No-43 claimed there were over 750 casualties."
    ), (
        "The claim’s own place. The statement itself is still to be found."
    )),
)  # fmt: skip
