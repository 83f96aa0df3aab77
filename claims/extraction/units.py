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
    "three-quarter": Decimal(75),
    **{
        f"{times}{name}{'s' if times not in ('', 'one-') else ''}": Decimal(100 * count) / parts
        for name, parts in (("fifth", 5), ("tenth", 10), ("eighth", 8))
        for times, count in (
            ("", 1),
            ("one-", 1),
            ("two-", 2),
            ("three-", 3),
            ("four-", 4),
            ("five-", 5),
            ("seven-", 7),
            ("nine-", 9),
        )
        if count < parts
    },
    "sixth": Decimal(17),
    "one-sixth": Decimal(17),
    "five-sixths": Decimal(83),
    "seventh": Decimal(14),
    "hundredth": Decimal(1),
}
# Nouns that stand for persons: what is counted is what befell them, when the clause says so.
PEOPLE = word_set(
    "people persons person protesters protester demonstrators demonstrator civilians civilian victims "
    "victim men man women woman children child boys girls boy girl students student pupils pupil soldiers soldier "
    "troops fighters fighter militants militant officers officer police policemen policeman workers "
    "worker residents patients patient passengers passenger prisoners prisoner migrants migrant refugees refugee "
    "villagers rioters insurgents inmates nationals citizens citizen tourists members member doctors nurses "
    "teachers journalists medics aid-workers adults minors infants babies baby personnel rebels guards guard "
    "individuals others suspects hostages crew staff miners miner firefighters athletes spectators pilgrims "
    "worshippers survivors employees marchers activists reporters guests drivers voters commuters farmers fishermen "
    "sailors pilots youths teenagers teens pensioners families family households relatives mourners bystanders "
    "strikers marines conscripts reservists recruits recipients paramedics sailors seafarers divers climbers hikers "
    "detainees captives settlers asylum-seekers evacuees attendees delegates americans russians ukrainians iranians "
    "israelis palestinians syrians afghans iraqis muslims christians jews servicemen servicewomen gunmen terrorists "
    "menschen personen personnes personas pessoas persone نفر تن شخص أشخاص"
)
# Verbs and participles that say what befell people; the first in reach decides.
FATES: dict[str, str] = {
    word: unit
    for unit, words in {
        "deaths": "killed kill kills killing died die dies dying dead perished slain murdered martyred drowned "
        "massacred succumbed slaughtered "
        "claimed-lives کشته جان‌باخته قتيل "
        "getötet gestorben tote morts mortes mort tués tuées muertos muertas murieron mortos morti قُتل",
        "executions": "executed executing hanged",
        "wounded": "wounded wounding injured injuring injures injure hurt maimed hurting "
        "verletzt verletzte blessés heridos feridos feriti زخمی مجروح جريح",
        "arrests": "arrested arresting detained detaining imprisoned jailed rounded-up "
        "festgenommen arrêtés detenidos بازداشت دستگیر معتقل",
        "displaced": "displaced displacing fled fleeing evacuated evacuating homeless uprooted",
        "missing": "missing disappeared unaccounted",
        "cases": "infected infecting sickened",
        "hospitalisations": "hospitalised hospitalized hospitalising hospitalizing",
        "identified": "identified",
        "rescued": "rescued rescuing",
        "layoffs": "laid-off",
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
        "missing": "missing",
        "displaced": "displaced",
        "cases": "cases case infections infection",
        "hospitalisations": "hospitalisations hospitalizations",
        "percent": "percent percentage pc pct percents % ٪ درصد",
        "percentage points": "percentage-points",
        "cities": "city cities شهر",
        "provinces": "provinces province استان",
        "countries": "country countries nations",
        "seconds": "seconds second-long secs",
        "hours": "hour hours hour-long hrs ساعت",
        "minutes": "minutes minute minute-long mins",
        "days": "day days day-long days-long روز",
        "weeks": "week weeks week-long هفته",
        "months": "month months month-long ماه",
        "years": "year years year-long سال",
        "decades": "decades decade decade-long",
        "dollars": "دلار",
        "rials": "ریال",
        "tomans": "تومان",
        "kilometres": "kilometres kilometers kilometre kilometer km kms",
        "metres": "metres meters metre meter",
        "centimetres": "centimetres centimeters centimetre centimeter cm cms",
        "millimetres": "millimetres millimeters millimetre millimeter mm",
        "miles": "mile miles",
        "inches": "inch inches",
        "feet": "feet foot ft",
        "yards": "yard yards",
        "hectares": "hectare hectares",
        "acres": "acre acres",
        "tonnes": "tonne tonnes",
        "tons": "ton tons",
        "kilograms": "kilograms kilogram kilogrammes kg kgs kilo kilos",
        "grams": "gram grams grammes",
        "milligrams": "milligram milligrams mg",
        "micrograms": "microgram micrograms",
        "barrels": "barrel barrels bpd",
        "litres": "litres liters litre liter",
        "gallons": "gallon gallons",
        "degrees": "degrees degree °c °f celsius fahrenheit",
        "megawatts": "megawatts megawatt mw",
        "gigawatts": "gigawatts gigawatt gw",
        "kilowatt-hours": "kilowatt-hours kwh",
        "jobs": "jobs job",
        "votes": "votes vote",
        "seats": "seats seat",
        "homes": "homes houses home house",
        "schools": "schools",
        "hospitals": "hospitals",
        "doses": "dose doses",
        "bodies": "body bodies corpses",
        "aircraft": "aircraft",
        "times": "times",
        "magnitude": "magnitude",
    }.items()
    for word in words.split(" ")
}
DURATIONS = word_set("seconds hours minutes days weeks months years decades")
CURRENCIES = {
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "¥": "yen",
    "₹": "rupees",
    "₽": "roubles",
    "﷼": "rials",
    "₴": "hryvnias",
    "₺": "liras",
    "₦": "naira",
    "₩": "won",
    "₪": "shekels",
    "₫": "dong",
    "₱": "pesos",
    "฿": "baht",
    "₵": "cedis",
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
    "about under over out off through via until amid despite following including compared versus toward towards "
    "around near outside inside like then however therefore already also still just only even according"
)
