"""What evidence there is: only what the two articles show or quote, word for word.

An address stands only where an article gives it. Nothing is fetched, so nothing has an archived copy.
"""

from datetime import date

from claims.models import DerivationState, SourceKind
from reviews.demo.articles import ARTICLE_2019, ARTICLE_2026
from reviews.demo.parties import HOOK, MEK, NCRI, NCRI_FAC, NYT, OFFICIAL, RIGHTS_GROUPS, STATE_MEDIA, TAATI
from reviews.demo.scene import Cited, Taken

_NCRI_PAGES = "ncr-iran.org/en/ncri-statements/iran-protests/"

STATEMENT_200 = Cited(
    "NCRI statement of 19 November 2019",
    NCRI,
    url=f"http://www.{_NCRI_PAGES}26908-200-plus-killed-in-iran-uprising",
    published_on=date(2019, 11, 19),
)
STATEMENT_55 = Cited(
    "NCRI statement 55, 15 December 2019",
    NCRI,
    url=f"https://www.{_NCRI_PAGES}27081-over-1-500-killed-in-the-iranian-people-s-nationwide-uprising-"
    "names-of-504-martyrs-released",
    published_on=date(2019, 12, 15),
)
ANNOUNCED_4_DEC = Cited("NCRI announcement of 4 December 2019", NCRI, published_on=date(2019, 12, 4))
POST_19_NOV = Cited(
    "@iran_policy, post of 19 November 2019",
    NCRI_FAC,
    kind=SourceKind.SOCIAL_POST,
    published_on=date(2019, 11, 19),
)
POST_15_DEC = Cited(
    "@iran_policy, post of 15 December 2019",
    NCRI_FAC,
    kind=SourceKind.SOCIAL_POST,
    published_on=date(2019, 12, 15),
)
POST_30_DEC = Cited(
    "@iran_policy, post of 30 December 2019",
    NCRI_FAC,
    kind=SourceKind.SOCIAL_POST,
    published_on=date(2019, 12, 30),
)
PROVINCES = Cited(
    "Counts for six provinces, MEK, 15 December 2019",
    MEK,
    kind=SourceKind.DATASET,
    published_on=date(2019, 12, 15),
)
NAMES = Cited(
    "Names published by the MEK, 504 on 15 December 2019, more than 620 by 1 January 2020",
    MEK,
    kind=SourceKind.DATASET,
    published_on=date(2020, 1, 1),
)
HOOK_BRIEFING = Cited(
    "Briefing by Brian Hook, US Special Representative for Iran, 5 December 2019",
    HOOK,
    kind=SourceKind.TESTIMONY,
    published_on=date(2019, 12, 5),
)
REUTERS_REPORT = Cited(
    "Reuters special report, 23 December 2019",
    ("Reuters"),
    kind=SourceKind.REPORT,
    published_on=date(2019, 12, 23),
)
JAMARAN = Cited("Jamaran, 24 December 2019", "Jamaran", published_on=date(2019, 12, 24))
ALEF = Cited("Alef, 24 December 2019", "Alef", published_on=date(2019, 12, 24))
SHAMKHANI = Cited("Remarks of Ali Shamkhani, published by IRNA", "IRNA", kind=SourceKind.TESTIMONY)
NO_COUNT = Cited("No count announced by any Iranian authority by 1 January 2020", TAATI)
TAATI_ARTICLE = Cited(f"Hamideh Taati: “{ARTICLE_2019.title}”", TAATI, copy=ARTICLE_2019)

OFFICIAL_2026 = Cited(
    "Reuters interview with an Iranian official, 13 January 2026",
    OFFICIAL,
    kind=SourceKind.TESTIMONY,
    published_on=date(2026, 1, 13),
)
RIGHTS_2026 = Cited(
    "Estimates of independent human rights organizations, 12 January 2026",
    RIGHTS_GROUPS,
    published_on=date(2026, 1, 12),
)
NYT_2026 = Cited(("The New York Times, 13 January 2026"), NYT, kind=SourceKind.REPORT, published_on=date(2026, 1, 13))
REPORT_2026 = Cited(ARTICLE_2026.title, "", published_on=ARTICLE_2026.published_on)

# What was taken from what.
FROM_MEK = Taken("The NCRI announced its figures “according to the MEK”.", party=MEK)
POST_FROM_55 = Taken("The post gives the figures of statement 55, fifteen days later.", source=STATEMENT_55)
COUNTS_FROM_MEK = Taken("The article quotes the counts as the MEK’s.", party=MEK)
HOOK_SAID_FROM_MEK = Taken(
    "Alef says that Mr Hook confirmed the MEK’s claim. It does not show that he had it from there.",
    party=MEK,
    state=DerivationState.ALLEGED,
)
REUTERS_SAID_FROM_MEK = Taken(
    "Jamaran and Alef said on 24 December 2019 that the sources of Reuters are the MEK. Neither showed it.",
    party=MEK,
    state=DerivationState.ALLEGED,
)
FROM_STATE_MEDIA = Taken(
    "State-run; the article reports the same objection from Iranian state media for days.",
    party=STATE_MEDIA,
)
