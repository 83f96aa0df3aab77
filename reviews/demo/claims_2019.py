"""What the article of January 2020 says that the desk takes up, with speakers and figures set right."""

from decimal import Decimal

from claims.actions.claim_parts import Link, Number
from claims.extraction.candidate import Bound, Stance
from reviews.demo.articles import ARRESTS_2019, INTERNET_2019
from reviews.demo.parties import HOOK, MEK, NCRI, NCRI_FAC, REGIME_SOURCES, STATE_MEDIA, TAATI
from reviews.demo.scene import Said


def _deaths(value: int, bound: Bound, as_of: str, place: str = "Iran") -> Number:
    return Number(Decimal(value), "deaths", bound, place=place, as_of=as_of)


NO_STATISTICS = Said(
    "The Iranian regime has not announced any statistics on the number of victims of the Iran protests in "
    "November 2019",
    (Link(TAATI),),
    said_on="2020-01",
)
AT_LEAST_1500 = Said(
    "the regime’s security forces killed at least 1,500 people",
    (Link(MEK, "according to"),),
    _deaths(1500, Bound.AT_LEAST, ""),
)
WOUNDED = Said(
    "The MEK put the number of wounded at 4,000",
    (Link(MEK, "put"),),
    Number(Decimal(4000), "wounded", place="Iran"),
)
DETAINED = Said(
    "some 12,000 protesters were detained",
    (Link(MEK, "said"),),
    Number(Decimal(12000), "arrests", Bound.APPROX, place="Iran"),
    topic=ARRESTS_2019,
)
INTERNET = Said(
    "the regime brought down the internet in the country for almost a week",
    (Link(TAATI),),
    Number(Decimal(1), "weeks", Bound.APPROX, place="Iran", as_of="2019-11"),
    topic=INTERNET_2019,
)
NAMED_620 = Said(
    "As of January 1, more than 620 victims had been identified",
    (Link(MEK),),
    Number(Decimal(620), "deaths identified", Bound.MORE_THAN, place="Iran", as_of="2020-01-01"),
    said_on="2020-01-01",
)
OVER_200 = Said(
    "More than 200 protesters have been killed during the Iranian people’s nationwide uprising",
    (Link(NCRI, "reported"),),
    _deaths(200, Bound.MORE_THAN, "2019-11-19"),
    said_on="2019-11-19",
)
THOUSANDS = Said("Thousands have been wounded", (Link(NCRI, "reported"),), said_on="2019-11-19")
POST_200 = Said(
    "More than 200 #protesters have been killed during the Iranian people’s nationwide uprising",
    (Link(NCRI_FAC),),
    _deaths(200, Bound.MORE_THAN, "2019-11-19"),
    said_on="2019-11-19",
)
IRGC_1000 = Said(
    "1,000 had been arrested",
    (Link(NCRI_FAC), Link("IRGC", "said")),
    Number(Decimal(1000), "arrests", place="Iran", as_of="2019-11-17"),
    said_on="2019-11-17",
    topic=ARRESTS_2019,
)
OVER_300 = Said(
    "the Iranian resistance put the casualty figure at over 300",
    (Link(NCRI, "put"),),
    Number(Decimal(300), "casualties", Bound.MORE_THAN, place="Iran", as_of="2019-11-23"),
    said_on="2019-11-23",
)
OVER_450 = Said(
    "the number of casualties had surpassed 450",
    (Link(MEK, "announced"),),
    Number(Decimal(450), "casualties", Bound.MORE_THAN, place="Iran", as_of="2019-11-26"),
    said_on="2019-11-26",
)
ABOVE_1000 = Said(
    "The number of those killed in the protests that swept across 189 cities has risen to above 1,000",
    (Link(NCRI, "announced"), Link(MEK, "according to")),
    _deaths(1000, Bound.MORE_THAN, "2019-12-04"),
    said_on="2019-12-04",
)
HOOK_1000 = Said(
    "the regime’s security forces may have killed more than 1000 people during the November uprising",
    (Link(HOOK, "said", Stance.REPORTS),),
    _deaths(1000, Bound.MORE_THAN, "2019-12-05"),
    said_on="2019-12-05",
)
OVER_1500 = Said(
    "over 1,500 protesters have been killed during the Iranian people’s nationwide uprising in different "
    "provinces across the country",
    (Link(MEK, "confirmed", Stance.CONFIRMS),),
    _deaths(1500, Bound.MORE_THAN, "2019-12-15"),
    said_on="2019-12-15",
)
PROVINCES = Said(
    "At least 400 have been killed in Tehran, 320 in Kermanshah, 270 in Fars, 240 in Khuzestan, 120 in "
    "Isfahan, and 100 in Alborz (Karaj)",
    (Link(MEK, "confirmed", Stance.CONFIRMS),),
    _deaths(1450, Bound.AT_LEAST, "2019-12-15", "Tehran, Kermanshah, Fars, Khuzestan, Isfahan, Alborz"),
    said_on="2019-12-15",
)
REUTERS_1500 = Said(
    "1,500 people had been killed during the protests",
    (
        Link(("Reuters"), ("cited"), Stance.REPORTS),
        Link(REGIME_SOURCES, ("confirmed"), Stance.CONFIRMS, is_anonymous=True),
    ),
    _deaths(1500, Bound.EXACT, "2019-12-23"),
    said_on="2019-12-23",
)
SOURCE_IS_MEK = Said(
    "the source of the figures contained in the report was the MEK", (Link(STATE_MEDIA, "pointed out"),)
)
JAMARAN_SAYS = Said(
    "The interesting fact is that the Reuters’ source is the Mujahedin-e Khalq [MEK] grouplet",
    (Link("Jamaran", "wrote"),),
    said_on="2019-12-24",
)
OVER_750 = Said(
    "there were over 750 casualties",
    (Link("Alef", "wrote", Stance.REPORTS), Link(MEK, "claimed")),
    Number(Decimal(750), "casualties", Bound.MORE_THAN, place="Iran", as_of="2019-12"),
    said_on="2019-12-24",
)
# The extractor makes two claims of this sentence; what Alef claims is the whole of it.
ALEF_ON_HOOK = Said(
    "A week later, Brian Hook, the US State Department’s special envoy for Iran, confirmed the MEK’s claim "
    "that more than 1,000 people had been killed by regime forces in Iran",
    (Link("Alef", "wrote"),),
    _deaths(1000, Bound.MORE_THAN, "2019-12"),
    said_on="2019-12-24",
)
DECLARATION_55 = Said(
    "December 15, the National Council of Resistance issued Declaration No. 55, and announced that the "
    "death toll has reached 1,500",
    (Link("Alef", "added"),),
    _deaths(1500, Bound.EXACT, "2019-12-15"),
    said_on="2019-12-24",
)
PERCENT_85 = Said(
    "More than 85 percent of those who lost their lives in the recent incidents in cities in Tehran "
    "Province did not participate in any of the protest gatherings",
    (Link("IRNA", "published", Stance.REPORTS), Link("Ali Shamkhani", "claimed")),
    Number(Decimal(85), "percent", Bound.MORE_THAN, place="Tehran Province"),
)

# Kept without a review so far: they belong on the topic's time axis.
KEPT_ONLY = (AT_LEAST_1500, NAMED_620, OVER_300, OVER_1500, SOURCE_IS_MEK)
# Headings, a rhetorical question and what repeats the words of a claim that is kept.
DROPPED = (
    "200-Plus Killed in Iran Uprising",
    "Iran Protests – Over 1,500 Killed in the Iranian People’s Nationwide Uprising Names of 504 Martyrs",
    "a key question lingers: Why has it not given its own estimates, more than six weeks after the uprising",
    "After all, Shamkhani left a very basic question unresolved: 85 percent of what total",
    "more than 1,000 people had been killed by regime forces in Iran",
    "Brian Hook, the US State Department’s special envoy for Iran, confirmed",
)
