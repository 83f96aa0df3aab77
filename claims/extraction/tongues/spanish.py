"""A small lexicon of Spanish: what is certain."""

from claims.extraction.candidate import Bound, Stance
from claims.extraction.tongues.tongue import Lexicon

SPANISH = Lexicon(
    code="es",
    numbers={
        "uno|una|un": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9,
        "diez": 10, "once": 11, "doce": 12, "quince": 15, "veinte": 20, "treinta": 30, "cien|ciento": 100,
    },
    magnitudes={"mil": 1000, "millón|millones": 10**6},
    people="personas | persona | civiles | niños | mujeres | hombres | manifestantes | soldados | policías"
    " | habitantes"
    " | migrantes | pacientes",
    units={
        "deaths": "muertos | muertes | fallecidos | víctimas mortales | víctimas", "wounded": "heridos | herido",
        "arrests": "detenidos | arrestos | detenciones", "percent": "% | por ciento", "cases": "casos",
        "cities": "ciudades",
        "countries": "países", "hours": "horas", "days": "días", "weeks": "semanas", "months": "meses",
        "years": "años",
        "euros": "euros", "dollars": "dólares", "homes": "casas | viviendas", "jobs": "empleos", "votes": "votos",
        "seats": "escaños", "kilometres": "kilómetros | km", "tonnes": "toneladas", "hectares": "hectáreas",
        "displaced": "desplazados | refugiados", "missing": "desaparecidos",
    },
    fates={
        "deaths": "murieron | muertos | muertas | mató | mataron | fallecieron | fallecido | muerto | asesinadas"
        " | asesinados",
        "wounded": "heridas | heridos | resultaron heridas", "arrests": "detenidas | detenidos | arrestadas"
        " | arrestados | detuvo",
        "missing": "desaparecidas | desaparecieron", "displaced": "desplazadas | evacuadas", "cases": "contagiadas",
    },
    acts={"deaths": "mató a | mató | muerte de | murieron | fallecieron",
    "arrests": "detención de | detuvo a | arresto de"},
    vague={20: "decenas", 24: "docenas", 200: "cientos | centenares", 2000: "miles"},
    bounds={
        Bound.MORE_THAN: "más de", Bound.AT_LEAST: "al menos | por lo menos | como mínimo",
        Bound.APPROX: "unos | unas | cerca de | alrededor de | aproximadamente | casi | en torno a",
        Bound.LESS_THAN: "menos de", Bound.AT_MOST: "hasta | como máximo",
    },
    verbs={
        Stance.ASSERTS: "dijo | dijeron | afirmó | afirmaron | aseguró | aseguraron | señaló | anunció"
        " | anunciaron | declaró"
        " | indicó | explicó | escribió | sostuvo | añadió | agregó",
        Stance.REPORTS: "informó | informaron | reportó | reportaron | publicó",
        Stance.CONFIRMS: "confirmó | confirmaron | reconoció | admitió",
        Stance.DENIES: "negó | negaron | desmintió | desmintieron | rechazó",
    },
    according="según | de acuerdo con | a juicio de",
    citing="citando a",
    that="que",
    pronouns="él | ella | ellos",
    joins="y | pero | e",
    name_ends="lunes | martes | miércoles | jueves | viernes | sábado | domingo | ayer | en | este | tras"
    " | durante | al menos | que | el lunes"
    " | el martes",
    anonymous="fuentes | testigos | funcionarios | expertos | vecinos",
    among="entre ellos | entre ellas",
    negations="no",
    months={
        1: "enero", 2: "febrero", 3: "marzo", 4: "abril", 5: "mayo", 6: "junio", 7: "julio", 8: "agosto",
        9: "septiembre | setiembre",
        10: "octubre", 11: "noviembre", 12: "diciembre",
    },
    weekdays={0: "lunes", 1: "martes", 2: "miércoles", 3: "jueves", 4: "viernes", 5: "sábado", 6: "domingo"},
    days={0: "hoy", -1: "ayer", -2: "anteayer"},
    years="en | desde | año",
    adverbs="en | tras | durante | el lunes | el martes | el miércoles | el jueves | el viernes | el sábado"
    " | el domingo",
    decimal_comma=True,
    light="de",
    stops="de | del | la | el | los | las | y | en | por | para | con | han | ha | que | se | a | al | es | son"
    " | fue | desde | tras"
    " | o | según | contra | sobre | entre | más",
    between="entre",
    starts="de",
    parts_of="de | del",
    ranges="a | y",
)  # fmt: skip
