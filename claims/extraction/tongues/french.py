"""A small lexicon of French: what is certain."""

from claims.extraction.candidate import Bound, Stance
from claims.extraction.tongues.tongue import Lexicon

FRENCH = Lexicon(
    code="fr",
    numbers={
        "un|une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
        "dix": 10,
        "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "trente": 30,
        "quarante": 40, "cinquante": 50, "soixante": 60, "cent|cents": 100,
    },
    magnitudes={"mille": 1000, "million|millions": 10**6, "milliard|milliards": 10**9},
    people="personnes | personne | civils | civil | enfants | femmes | hommes | manifestants | soldats | policiers"
    " | habitants | migrants | passagers | patients | élèves | salariés | militaires | étudiants",
    units={
        "deaths": "morts | mort | décès | victimes", "wounded": "blessés | blessé | blessées",
        "arrests": "arrestations | interpellations", "percent": "% | pour cent | pourcent", "cases": "cas",
        "cities": "villes", "countries": "pays", "hours": "heures | heure", "days": "jours | jour",
        "weeks": "semaines",
        "months": "mois", "years": "ans | années", "euros": "euros | euro", "dollars": "dollars",
        "homes": "maisons | logements",
        "jobs": "emplois", "votes": "voix | votes", "seats": "sièges", "kilometres": "kilomètres | km",
        "hectares": "hectares", "tonnes": "tonnes", "displaced": "déplacés | réfugiés", "missing": "disparus",
        "schools": "écoles", "hospitals": "hôpitaux",
    },
    fates={
        "deaths": "tué | tués | tuée | tuées | mortes | morts | décédées | décédés | tuer | péri | tuant"
        " | mort de | vie",
        "wounded": "blessé | blessés | blessées | blessant", "arrests": "arrêté | arrêtés | arrêtées"
        " | interpellées | interpellés",
        "missing": "disparu | disparues", "displaced": "déplacées | évacuées | évacués",
        "cases": "contaminées | infectées",
    },
    acts={"deaths": "tué | tuant | mort de | fait", "wounded": "blessé | blessant",
    "arrests": "arrestation de | arrêté"},
    vague={20: "dizaines", 200: "centaines", 2000: "milliers"},
    bounds={
        Bound.MORE_THAN: "plus de | plus d'", Bound.AT_LEAST: "au moins | au minimum",
        Bound.APPROX: "environ | près de | quelque | autour de | à peu près", Bound.LESS_THAN: "moins de",
        Bound.AT_MOST: "au plus | jusqu'à | au maximum",
    },
    verbs={
        Stance.ASSERTS: "a déclaré | a dit | ont déclaré | a affirmé | ont affirmé | a indiqué | ont indiqué"
        " | a annoncé"
        " | ont annoncé | a ajouté | a écrit | a précisé | a expliqué | affirme | indique | déclare | a assuré"
        " | estime"
        " | a fait savoir",
        Stance.REPORTS: "a rapporté | rapporte | ont rapporté | a révélé",
        Stance.CONFIRMS: "a confirmé | ont confirmé | confirme | a reconnu",
        Stance.DENIES: "a démenti | ont démenti | dément | a nié | ont nié | nie",
    },
    according="selon | d' après | de source | aux dires de",
    citing="citant",
    that="que | qu'",
    pronouns="il | elle | ils | elles",
    joins="et | mais",
    name_ends="lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche | hier | dans | à | qui | lors"
    " | sur | au moins | ce"
    " | cette | jeudi",
    anonymous="sources | responsables | témoins | témoin | experts | habitants",
    among="dont | parmi lesquels",
    shares="sur",
    negations="n' a | n' ont | pas",
    months={
        1: "janvier", 2: "février", 3: "mars", 4: "avril", 5: "mai", 6: "juin", 7: "juillet", 8: "août",
        9: "septembre",
        10: "octobre", 11: "novembre", 12: "décembre",
    },
    weekdays={0: "lundi", 1: "mardi", 2: "mercredi", 3: "jeudi", 4: "vendredi", 5: "samedi", 6: "dimanche"},
    days={0: "aujourd'hui", -1: "hier", -2: "avant-hier"},
    years="en | année | depuis",
    adverbs="dans | lors | après | en | à | lundi | mardi | mercredi | jeudi | vendredi | samedi | dimanche",
    decimal_comma=True,
    light="de | d'",
    stops="de | du | des | le | la | les | et | ont | a | en | dans | par | pour | sur | sont | à | au | aux"
    " | qui | que | ou | est"
    " | était | depuis | selon | été | avec | contre | avant | après | d'entre | ne | un",
    between="entre",
    starts="de",
    parts_of="de | des | du | d' | de la",
    ranges="à | et",
)  # fmt: skip
