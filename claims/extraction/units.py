"""What English counts: units, the verbs that say what befell people, and number words."""

import re
from decimal import Decimal


def word_set(words: str) -> frozenset[str]:
    """The words of a space-separated list."""
    return frozenset(words.split())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_WORDS: dict[str, int] = {
    **{word: number for number, word in enumerate(re.split(" ", _SMALL))},
    **{word: number * 10 for number, word in enumerate(re.split(" ", _TENS), start=2)},
}
MAGNITUDES: dict[str, Decimal] = {
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
    "k": Decimal(1000),
    "lakh": Decimal(100_000),
    "million": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "crore": Decimal(10_000_000),
    "billion": Decimal(1_000_000_000),
    "bn": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
    "tn": Decimal(1_000_000_000_000),
    "dozen": Decimal(12),
    "هزار": Decimal(1000),
    "میلیون": Decimal(1_000_000),
    "میلیارد": Decimal(1_000_000_000),
    "ألف": Decimal(1000),
    "آلاف": Decimal(1000),
    "مليون": Decimal(1_000_000),
    "مليار": Decimal(1_000_000_000),
}
FRACTIONS: dict[str, Decimal] = {
    "half": Decimal(50),
    "one-half": Decimal(50),
    "third": Decimal(33),
    "one-third": Decimal(33),
    "two-thirds": Decimal(67),
    "quarter": Decimal(25),
    "one-quarter": Decimal(25),
    "three-quarters": Decimal(75),
    "fifth": Decimal(20),
    "one-fifth": Decimal(20),
    "two-fifths": Decimal(40),
    "three-fifths": Decimal(60),
    "four-fifths": Decimal(80),
    "tenth": Decimal(10),
    "one-tenth": Decimal(10),
}
VAGUE = word_set("thousands hundreds dozens scores millions tens billions")

# Nouns that stand for persons: what is counted is what befell them, when the clause says so.
PEOPLE = word_set(
    "people persons person protesters protester demonstrators demonstrator civilians civilian victims "
    "victim men man women woman children child boys girls boy girl students student soldiers soldier "
    "troops fighters fighter militants militant officers officer police policemen policeman workers "
    "worker residents patients patient passengers passenger prisoners prisoner migrants migrant "
    "villagers rioters insurgents inmates nationals citizens citizen tourists members doctors nurses "
    "teachers journalists medics aid-workers adults minors infants babies personnel rebels guards "
    "individuals others suspects hostages crew miners firefighters athletes spectators pilgrims "
    "worshippers survivors "
    "menschen personen personnes personas pessoas persone نفر تن شخص أشخاص"
)
# Verbs and participles that say what befell people; the first in reach decides.
FATES: dict[str, str] = {
    word: unit
    for unit, words in {
        "deaths": "killed kill kills killing died die dies dead perished slain murdered martyred drowned "
        "massacred "
        "claimed-lives کشته جان‌باخته قتيل "
        "getötet gestorben tote morts mortes mort tués tuées muertos muertas murieron mortos morti قُتل",
        "executions": "executed executing hanged",
        "wounded": "wounded wounding injured injuring hurt maimed "
        "verletzt verletzte blessés heridos feridos feriti زخمی مجروح جريح",
        "arrests": "arrested arresting detained detaining imprisoned jailed rounded-up "
        "festgenommen arrêtés detenidos بازداشت دستگیر معتقل",
        "displaced": "displaced displacing fled evacuated evacuating homeless uprooted",
        "missing": "missing disappeared unaccounted",
        "cases": "infected hospitalised hospitalized",
        "identified": "identified",
        "rescued": "rescued",
        "layoffs": "laid-off fired",
    }.items()
    for word in words.split(" ")
}
UNITS: dict[str, str] = {
    word: unit
    for unit, words in {
        "deaths": "death deaths dead fatality fatalities killed martyrs martyr killings lives کشته",
        "casualties": "casualties casualty",
        "executions": "executions hangings executed",
        "wounded": "wounded injured injuries injury زخمی مجروح",
        "arrests": "arrests arrest arrested detentions detainees detained بازداشتی",
        "prisoners": "prisoners inmates",
        "missing": "missing",
        "displaced": "displaced refugees",
        "cases": "cases case infections infection",
        "hospitalisations": "hospitalisations hospitalizations admissions",
        "percent": "percent percentage pc % ٪ درصد",
        "percentage points": "points",
        "cities": "city cities towns شهر",
        "villages": "villages",
        "provinces": "provinces province استان",
        "countries": "countries nations",
        "hours": "hour hours hrs ساعت",
        "minutes": "minutes minute",
        "days": "day days day-long days-long روز",
        "weeks": "week weeks week-long هفته",
        "months": "month months month-long ماه",
        "years": "year years year-long سال",
        "decades": "decades decade",
        "dollars": "dollars dollar usd دلار",
        "euros": "euros euro eur",
        "pounds": "pounds pound gbp",
        "rials": "rials rial ریال",
        "tomans": "tomans toman تومان",
        "rupees": "rupees",
        "yuan": "yuan renminbi",
        "yen": "yen",
        "kilometres": "kilometres kilometers kilometre kilometer km kms",
        "square kilometres": "sq-km",
        "miles": "miles mile",
        "metres": "metres meters metre meter",
        "hectares": "hectares acres",
        "tonnes": "tonnes tonne tons ton",
        "kilograms": "kilograms kilogram kg kilos",
        "barrels": "barrels bpd",
        "litres": "litres liters",
        "degrees": "degrees °c °f celsius",
        "megawatts": "megawatts mw gigawatts gw",
        "jobs": "jobs job",
        "votes": "votes vote",
        "seats": "seats seat",
        "homes": "homes houses home",
        "buildings": "buildings",
        "schools": "schools",
        "hospitals": "hospitals",
        "doses": "doses",
        "tests": "tests",
        "attacks": "attacks strikes raids",
        "missiles": "missiles rockets",
        "drones": "drones drone",
        "warships": "warships ships vessels",
        "aircraft": "aircraft planes jets flights",
        "times": "times",
    }.items()
    for word in words.split(" ")
}
DURATIONS = word_set("hours minutes days weeks months years decades")
CURRENCIES = {
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₹": "rupees",
    "₽": "roubles",
    "﷼": "rials",
}
# Words between a number and its noun, or between a fate and its number, that carry no meaning for the unit.
LIGHT = word_set(
    "of the its their his her our other more new additional further confirmed reported such these "
    "those many a an different separate some about least at nearly almost around approximately "
    "roughly over than as up to estimated another all fewer most"
)
STOPS = word_set(
    "in on at from by with for to into during after before since while when as per across between "
    "among within against who which that where and or but is are was were be been being has have had "
    "do did does will would could can may might should must not than because if so although though "
    "about under over out off through via until"
)
# Units that are money.
MONEY = frozenset(CURRENCIES.values()) | frozenset({"dollars", "tomans", "pounds", "euros", "rials", "rupees", "yuan"})
