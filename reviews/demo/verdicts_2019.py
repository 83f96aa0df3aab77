"""What the people of the demonstration find on the article of January 2020: an exercise on its words alone.

Each rationale answers in order what the finding is, what carries it and what would change it.
"""

from datetime import date

from reviews.demo import sources as s
from reviews.demo.scene import Finding, Use
from reviews.models import EvidenceStance

FOR, AGAINST, CONTEXT = EvidenceStance.CORROBORATES, EvidenceStance.DISPUTES, EvidenceStance.CONTEXT
AS_OF = date(2020, 1, 1)
_AS_QUOTED = (
    "Reuters, the statement and the two outlets were read as the article quotes them: the texts themselves are still "
    "to be archived, and the order of size does not hang on their wording."
)
_OWN_FIGURES = (
    "That the party’s own figure was superseded is shown by its own later ones; the statements were read as the "
    "article quotes them, and their pages could not be kept."
)

_55 = Use(
    s.STATEMENT_55,
    FOR,
    "over 1,500 protesters have been killed during the Iranian people’s nationwide uprising",
    "The number 55 is from Alef; the address is in the account’s post of the same day.",
    (s.FROM_MEK,),
)
_POST = Use(s.POST_30_DEC, FOR, "This resulted in over 1500 martyrs, 4,000 injured &12,000 arrests.")
_POST_DERIVED = Use(s.POST_30_DEC, FOR, _POST.quote, "", (s.POST_FROM_55,))
_REUTERS = Use(
    s.REUTERS_REPORT,
    FOR,
    "Reuters cited sources within the regime that confirmed 1,500 people had been killed during the protests.",
    "The sources are not named. Read in the article that cites the report.",
)
_REUTERS_DOUBTED = Use(s.REUTERS_REPORT, FOR, _REUTERS.quote, _REUTERS.note, (s.REUTERS_SAID_FROM_MEK,))
_JAMARAN = Use(
    s.JAMARAN,
    AGAINST,
    "The interesting fact is that the Reuters’ source is the Mujahedin-e Khalq [MEK] grouplet.",
    "Disputes the origin and gives no number.",
    (s.FROM_STATE_MEDIA,),
)
_ALEF = Use(
    s.ALEF,
    AGAINST,
    "Surprisingly, this statistic has now been reintroduced in the Reuters controversial report,",
    "Disputes the origin and gives no number.",
    (s.FROM_STATE_MEDIA,),
)
_HOOK = Use(
    s.HOOK_BRIEFING,
    CONTEXT,
    "said the regime’s security forces may have killed more than 1000 people during the November uprising.",
    "“May have”; the basis is not stated.",
)
_PROVINCES = Use(
    s.PROVINCES,
    CONTEXT,
    "At least 400 have been killed in Tehran, 320 in Kermanshah, 270 in Fars, 240 in Khuzestan, 120 in "
    "Isfahan, and 100 in Alborz (Karaj).",
    "The six counts add up to 1,450, each of them a lower bound.",
    (s.COUNTS_FROM_MEK,),
)
_NAMES = Use(
    s.NAMES,
    CONTEXT,
    "As of January 1, more than 620 victims had been identified.",
    "By 15 December it was 504: “Names of 504 Martyrs Released”.",
    (s.COUNTS_FROM_MEK,),
)
_SILENCE = Use(
    s.NO_COUNT,
    CONTEXT,
    "The Iranian regime has not announced any statistics on the number of victims of the Iran protests in "
    "November 2019",
    "The article quotes no count by the Interior Ministry or any other authority.",
)

# --- the figure of 1,500 in the Reuters report: the two differ, an editor decides ---------------------------

_ARTICLE = Use(
    s.TAATI_ARTICLE,
    CONTEXT,
    "On December 23, Reuters cited sources within the regime that confirmed 1,500 people had been killed during the "
    "protests.",
    "The article in which we read the claim. It repeats the report and adds nothing to it.",
)
REUTERS_ADA = Finding(
    "ada",
    "unproven",
    "The figure is not settled. It rests on unnamed officials and on the MEK’s own count, and two state-run "
    "outlets say that the first repeats the second, without showing it.\n\nNo official count had been "
    "published by 1 January 2020, and more than 620 people had been named.\n\nA count that others can check "
    "would change this, and so would a showing of where the unnamed officials had the number from.",
    AS_OF,
    (_55, _REUTERS_DOUBTED, _POST_DERIVED, _JAMARAN, _ALEF, _HOOK, _NAMES, _PROVINCES, _SILENCE, _ARTICLE),
)
REUTERS_BEN = Finding(
    "ben",
    "half-true",
    "The order of size is shown, the exact number is not.\n\nReuters and the MEK give the same number eight "
    "days apart, and the post of 30 December repeats it. The counts for six provinces add up to 1,450, "
    "which fits “over 1,500”. Jamaran objects to the origin and gives no number.\n\nA new count would "
    "change this, above all one that names the dead.",
    AS_OF,
    (_55, _REUTERS, _POST, _JAMARAN, _HOOK, _PROVINCES),
    _AS_QUOTED,
)
REUTERS_REASON = (
    "The post of 30 December derives from statement 55, so it is not a further origin. Whether the Reuters "
    "sources are separate is asserted and denied, but not shown."
)
_DECIDED = (
    "Two lines of sourcing give this figure, but it is not shown that they are separate, and no count that "
    "others could check had been published.\n\nReuters reported the figure on 23 December 2019, citing "
    "sources whom it did not name. Eight days earlier the MEK had published “over 1,500”, with counts for "
    "six provinces that add up to at least 1,450{names}. State-run Jamaran and Alef answered that the "
    "Reuters figure is the MEK’s. Neither showed how the one came from the other, and neither gave a number "
    "of its own.\n\nA count that others can check would change this, and so would a showing of whether the "
    "two lines are one."
)
# The first version says of 15 December what was so on 1 January; the correction sets it right.
REUTERS_FIRST = _DECIDED.format(names="; by that day it had published 620 names")
REUTERS_CORRECTED = _DECIDED.format(
    names=("; it had published 504 names by that day and more than 620 by 1 January 2020")
)
REUTERS_WHAT = (
    "We had written that 620 names were published by 15 December. That day it was 504; more than 620 was "
    "reached by 1 January 2020. The rating is unchanged."
)
REUTERS_WHY = "The article gives both numbers with their dates, and we had joined the later one to the earlier date."

# --- more than 200, the first figure ------------------------------------------------------------------------

_200 = Use(s.STATEMENT_200, FOR, "200-Plus Killed in Iran Uprising", "The claimant’s own statement.", (s.FROM_MEK,))
_HOOK_FOR = Use(s.HOOK_BRIEFING, FOR, _HOOK.quote, "More than 1,000 is also more than 200. “May have”.")
_1000 = Use(
    s.ANNOUNCED_4_DEC,
    CONTEXT,
    "The number of those killed in the protests that swept across 189 cities has risen to above 1,000.",
    "The same party’s later figure.",
    (s.FROM_MEK,),
)
_55_LATER = Use(s.STATEMENT_55, CONTEXT, _55.quote, "The same party’s later figure.", (s.FROM_MEK,))

OVER_200_ADA = Finding(
    "ada",
    "outdated",
    "The figure was the NCRI’s first and has been superseded by its own later ones.\n\nThe NCRI said over "
    "300 four days later and above 1,000 on 4 December 2019, and the MEK over 1,500 on 15 December. Mr "
    "Hook, who is not affiliated with them, spoke on 5 December of more than 1,000 who may have been "
    "killed.\n\nA count that others can check and that stays near 200 would change this.",
    AS_OF,
    (_200, _HOOK_FOR, _1000, _55_LATER),
    _OWN_FIGURES,
)
OVER_200_NOOR = Finding(
    "noor",
    "outdated",
    "This was said on 19 November 2019 and has been superseded.\n\nThe same party announced higher figures "
    "on 4 and 15 December.\n\nIt would change if the later figures were withdrawn.",
    AS_OF,
    (_200, _HOOK_FOR, _55_LATER),
    _OWN_FIGURES,
)

# --- no statistics announced --------------------------------------------------------------------------------

_SHAMKHANI = Use(
    s.SHAMKHANI,
    FOR,
    "More than 85 percent of those who lost their lives in the recent incidents in cities in Tehran "
    "Province did not participate in any of the protest gatherings",
    "An official speaks of the dead and gives a share, no number.",
    (s.FROM_STATE_MEDIA,),
)
_JAMARAN_SILENT = Use(
    s.JAMARAN,
    FOR,
    "Reuters published a special report about the death toll during the November incidents and claimed "
    "1,500 people have lost their lives.",
    "Rejects a number and sets none against it.",
    (s.FROM_STATE_MEDIA,),
)
_WHY_NOT = Use(
    s.TAATI_ARTICLE,
    CONTEXT,
    "Why has it not given its own estimates, more than six weeks after the uprising?",
    "The claimant’s own.",
)
_SILENCE_ONE_SIDE = (
    "A silence is shown by what those who could speak did say, and all of them here are the Iranian "
    "state’s: one origin."
)
NO_STATISTICS_BEN = Finding(
    "ben",
    "mostly-true",
    "No count by an Iranian authority is quoted up to 1 January 2020; one official did announce a "
    "share.\n\nMr Shamkhani spoke of “more than 85 percent” of the dead in Tehran Province without a total. "
    "State-run Jamaran and Alef rejected the number 1,500 and gave none.\n\nAn official count dated 1 "
    "January 2020 or earlier would change this.",
    AS_OF,
    (_SHAMKHANI, _JAMARAN_SILENT, _WHY_NOT),
    _SILENCE_ONE_SIDE,
)
NO_STATISTICS_TEO = Finding(
    "teo",
    "mostly-true",
    "No total was announced as far as the article shows. The detail to add is the percentage of Mr "
    "Shamkhani.\n\nHis remarks are the only official figure quoted, and they have no base.\n\nA total from "
    "before that date would change this.",
    AS_OF,
    (_SHAMKHANI, _WHY_NOT),
    _SILENCE_ONE_SIDE,
)
