"""Which language a text is read in: what its tag says, or what its letters and commonest words are."""

import re
from itertools import islice

from claims.extraction.tongues.arabic import ARABIC
from claims.extraction.tongues.french import FRENCH
from claims.extraction.tongues.german import GERMAN
from claims.extraction.tongues.persian import PERSIAN
from claims.extraction.tongues.plain import PLAIN
from claims.extraction.tongues.russian import RUSSIAN
from claims.extraction.tongues.spanish import SPANISH
from claims.extraction.tongues.tongue import Tongue
from claims.extraction.tongues.turkish import TURKISH
from claims.extraction.tongues.words import folded
from claims.extraction.units import word_set

_TONGUES = {
    lexicon.code: Tongue(lexicon) for lexicon in (PERSIAN, ARABIC, FRENCH, GERMAN, SPANISH, TURKISH, RUSSIAN, PLAIN)
}
_CODES = {
    "fas": "fa", "per": "fa", "prs": "fa", "ara": "ar", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de",
    "spa": "es", "tur": "tr", "rus": "ru", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl",
}  # fmt: skip
_COMMON = {
    "en": word_set("the of and said were by at is that with to for was on it in a as has have an from are people"),
    "fr": word_set("le la les des et est une dans que pour du en qui sur au ont été selon plus par sont aux ce"),
    "de": word_set(
        "der die das und ist von mit den im nicht ein eine auf dem zu wurden mehr dass wir es werden sagte haben nach"
    ),
    "es": word_set("el los las que del en una por con para se y es al su la según más de"),
    "it": word_set("il di che la per un della in sono con gli del le non è"),
    "pt": word_set("o os que do da em um uma para com não dos as por se"),
    "nl": word_set("de het een van en is dat op in met voor niet zijn te"),
    "tr": word_set("ve bir bu için ile da de olarak olan çok daha en az kişi"),
}
_WORD = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufefe]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_PERSIAN_ONLY = re.compile(r"[پچژگکی]")
_ARABIC_ONLY = re.compile(r"[ةىيكأإ]")
_PERSIAN_WORDS = frozenset(
    map(folded, word_set("که از به را در این است شد شدند شده نفر های با برای او وی ها تا یک کرد"))
)
_ARABIC_WORDS = frozenset(map(folded, word_set("في من على إلى عن أن إن التي الذي مع قال بعد كان كما هذا هذه أو لا")))
_OTHER_ARABIC = re.compile(r"[ٹڈڑںےہێۆڕھۇې]")
_LOOKED_AT = 20_000  # characters


def tongue_of(text: str, language: str | None) -> Tongue | None:
    """The lexicon that a text is read with; None for English, which has a reader of its own.

    `language` is a BCP 47 tag. An unknown language is read for its figures, quotations and accounts only.
    """
    code = (language or "").lower().replace("_", "-").split("-")[0]
    code = _CODES.get(code, code)
    if code in ("", "und", "mul", "zxx"):
        code = _guessed(text)
    if code in ("en", "eng"):
        return None
    return _TONGUES.get(code) or _TONGUES["plain"]


def tongues_by_letters(words: str) -> list[Tongue]:
    """The lexicons of the languages that a few words may be in, by their letters."""
    if _ARABIC.search(words):
        codes = ["fa", "ar"]
    elif _CYRILLIC.search(words):
        codes = ["ru"]
    else:
        codes = ["fr", "de", "es", "tr"]
    return [_TONGUES[code] for code in (*codes, "plain")]


def _guessed(text: str) -> str:
    head = text[:_LOOKED_AT]
    letters = sum(map(len, _WORD.findall(head)))
    arabic = len(_ARABIC.findall(head))
    if letters and arabic > letters * 0.4:
        if len(_OTHER_ARABIC.findall(head)) > arabic * 0.02:
            return "plain"
        words = [folded(found.group()) for found in islice(_WORD.finditer(head), 2000)]
        persian = len(_PERSIAN_ONLY.findall(head)) + 3 * sum(1 for word in words if word in _PERSIAN_WORDS)
        other = len(_ARABIC_ONLY.findall(head)) + 3 * sum(1 for word in words if word in _ARABIC_WORDS)
        other += sum(2 for word in words if len(word) > 4 and word.startswith("ال"))
        return "fa" if persian > other else "ar"
    if letters and len(_CYRILLIC.findall(head)) > letters * 0.5:
        return "ru"
    words = [found.group().lower() for found in islice(_WORD.finditer(head), 2000)]
    if len(words) < 20 and not any(ord(c) > 0x24F and c.isalpha() for c in head):
        return _shortly(words)
    shares = {code: sum(1 for word in words if word in common) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: (shares[code], code == "en"))
    return best if shares[best] >= len(words) / 12 else ("en" if shares["en"] >= len(words) / 40 else "plain")


def _shortly(words: list[str]) -> str:
    """A few words are taken for English unless another language is plainly the likelier."""
    shares = {code: sum(1 for word in words if word in common) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= 3 and shares[best] >= 2 * shares["en"] + 1 else "en"
