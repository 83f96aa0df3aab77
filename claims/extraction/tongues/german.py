"""A small lexicon of German: what is certain."""

from claims.extraction.candidate import Bound, Stance
from claims.extraction.tongues.tongue import Lexicon

GERMAN = Lexicon(
    code="de",
    numbers={
        "ein|eine|einen": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
        "zehn": 10, "elf": 11, "zwölf": 12, "zwanzig": 20, "dreißig": 30, "hundert": 100, "tausend": 1000,
    },
    magnitudes={"million|millionen": 10**6, "milliarde|milliarden": 10**9, "tausend": 1000},
    people="menschen | personen | person | zivilisten | demonstranten | kinder | frauen | männer | soldaten"
    " | polizisten"
    " | einwohner | patienten | passagiere",
    units={
        "deaths": "tote | toten | todesopfer | todesfälle", "wounded": "verletzte | verletzten",
        "percent": "% | prozent",
        "arrests": "festnahmen", "cases": "fälle | fällen", "cities": "städte | städten",
        "countries": "länder | ländern",
        "hours": "stunden", "days": "tage | tagen", "weeks": "wochen", "months": "monate | monaten",
        "years": "jahre | jahren",
        "euros": "euro", "dollars": "dollar", "homes": "häuser | wohnungen", "jobs": "stellen | arbeitsplätze",
        "kilometres": "kilometer | km", "tonnes": "tonnen", "seats": "sitze", "votes": "stimmen",
        "displaced": "flüchtlinge",
        "missing": "vermisste", "percentage points": "prozentpunkte | prozentpunkten", "hectares": "hektar",
    },
    fates={
        "deaths": "getötet | gestorben | ums leben | starben | tot | tötete | umgekommen",
        "wounded": "verletzt | verletzte",
        "arrests": "festgenommen | verhaftet | inhaftiert", "missing": "vermisst",
        "displaced": "vertrieben | evakuiert",
        "cases": "infiziert",
    },
    acts={"deaths": "tod von | tötung von | tötete | töteten", "arrests": "festnahme von"},
    vague={
        24: "dutzende | dutzenden", 200: "hunderte | hunderten", 2000: "tausende | tausenden",
    },
    bounds={
        Bound.MORE_THAN: "mehr als | über", Bound.AT_LEAST: "mindestens | wenigstens",
        Bound.APPROX: "etwa | rund | ungefähr | circa | ca | knapp | fast | gut",
        Bound.LESS_THAN: "weniger als | unter",
        Bound.AT_MOST: "höchstens | bis zu | maximal",
    },
    verbs={
        Stance.ASSERTS: "sagte | sagten | sagt | erklärte | erklärten | teilte | schrieb | behauptete | betonte"
        " | hieß es"
        " | warnte | kündigte",
        Stance.REPORTS: "berichtete | berichteten | meldete | meldeten",
        Stance.CONFIRMS: "bestätigte | bestätigten | räumte",
        Stance.DENIES: "dementierte | dementierten | bestritt | bestritten | leugnete",
    },
    according="laut | nach angaben | nach angaben von | zufolge",
    after_speaker="zufolge",
    that="dass | daß",
    pronouns="er | sie | es",
    joins="und | aber",
    name_ends="am | mit | in | im | wurden | wurde | sind | ist | haben | hat | kamen | starben | gab | gibt"
    " | auf | bei | gegenüber"
    " | die | das | zu | seien | sei | waren | der zeitung",
    anonymous="quellen | zeugen | augenzeugen | experten | beamte",
    among="darunter | davon",
    shares="von",
    negations="nicht",
    months={
        1: "januar | jänner", 2: "februar", 3: "märz", 4: "april", 5: "mai", 6: "juni", 7: "juli", 8: "august",
        9: "september",
        10: "oktober", 11: "november", 12: "dezember",
    },
    weekdays={
        0: "montag", 1: "dienstag", 2: "mittwoch", 3: "donnerstag", 4: "freitag", 5: "samstag | sonnabend",
        6: "sonntag",
    },
    days={0: "heute", -1: "gestern", -2: "vorgestern"},
    years="jahr | jahre | seit | in",
    adverbs="am | in | im | nach | bei | mit | auf | zu",
    decimal_comma=True,
    stops="der | die | das | und | von | in | im | am | mit | bei | zu | auf | für | sind | wurden | haben | hat"
    " | ist | war | aus"
    " | nach | an | den | dem | des | oder | als | gegen | seit | waren | mehr | gegenüber | uhr",
    between="zwischen",
    starts="von",
    parts_of="der | des | aller",
    ranges="bis | und",
)  # fmt: skip
