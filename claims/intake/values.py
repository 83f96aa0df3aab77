"""Cells as values: every function takes what a cell holds and gives what a claim keeps.

All raise ValueError with a sentence that says what is wrong, what was received (cut short) and what to do.
"""

import re
from collections.abc import Sequence
from typing import Final

from claims.extraction.candidate import Stance
from claims.intake.amounts import amount
from claims.intake.rows import Cell
from factcheck.core.text import fold

TEXT_LIMIT: Final = 20_000
UNIT_LIMIT: Final = 100
PLACE_LIMIT: Final = 200
NAME_LIMIT: Final = 300
CHAIN_LIMIT: Final = 12
TOPIC_LIMIT: Final = 200
TAG_LIMIT: Final = 60
TAGS_LIMIT: Final = 30
ADDRESS_LIMIT: Final = 2000
EXTERNAL_ID_LIMIT: Final = 200
LANGUAGE_LIMIT: Final = 12
REACH_LIMIT: Final = 10**15

_ARROW = re.compile(r"\s*(?:[-=]*>|→|⟶|➔|›)\s*")
_TAG_GAP = re.compile(r"[;,|،؛\n]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_LABEL = r"[a-z0-9\u00a1-\uffff](?:[a-z0-9\u00a1-\uffff_-]{0,61}[a-z0-9\u00a1-\uffff])?"
_ADDRESS = re.compile(
    r"https?://(?:[^\s:@/?#]{1,200}(?::[^\s:@/?#]{0,200})?@)?"
    rf"(?:{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9a-f:.]{{2,45}}\])"
    r"(?::\d{1,5})?(?:[/?#][^\s\x00-\x1f\x7f-\x9f]*)?\Z",
    re.IGNORECASE,
)
_LONGEST_HOST = 253
_GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}\Z", re.ASCII)
_MILLIONS = re.compile(r"(?<=\d)\s*[mM]\b(?!\.)")

_PRIORITIES = {
    **dict.fromkeys(
        [
            "1",
            "high",
            "urgent",
            "critical",
            "highest",
            "top",
            "p1",
            "asap",
            "فوری",
            "بالا",
            "عاجل",
            "عالية",
            "haute",
            "urgente",
            "alta",
            "hoch",
            "dringend",
        ],
        1,
    ),
    **dict.fromkeys(
        [
            "2",
            "medium",
            "normal",
            "middle",
            "moderate",
            "default",
            "p2",
            "متوسط",
            "متوسطة",
            "moyenne",
            "normale",
            "media",
            "mittel",
        ],
        2,
    ),
    **dict.fromkeys(
        ["3", "low", "lowest", "minor", "p3", "پایین", "کم", "منخفضة", "basse", "faible", "baja", "niedrig", "gering"],
        3,
    ),
}
_STANCES = {
    **dict.fromkeys(
        [
            "asserts",
            "assert",
            "asserted",
            "claims",
            "claimed",
            "says",
            "said",
            "states",
            "stated",
            "for",
            "supports",
            "affirms",
        ],
        Stance.ASSERTS,
    ),
    **dict.fromkeys(
        ["denies", "deny", "denied", "rejects", "rejected", "refutes", "refuted", "against", "disputes"], Stance.DENIES
    ),
    **dict.fromkeys(["doubts", "doubt", "doubted", "questions", "questioned"], Stance.DOUBTS),
    **dict.fromkeys(["reports", "report", "reported", "cites", "cited", "quotes", "quoted"], Stance.REPORTS),
    **dict.fromkeys(["confirms", "confirm", "confirmed", "corroborates"], Stance.CONFIRMS),
}
_LANGUAGES = {
    code: names.split("|")
    for code, names in {
        "ar": "arabic|العربية|عربي|arabe|árabe|arabisch|ara",
        "bn": "bengali|bangla|বাংলা|ben",
        "de": "german|deutsch|allemand|alemán|deu|ger",
        "el": "greek|ελληνικά|ell|gre",
        "en": "english|anglais|inglés|englisch|eng|انگلیسی|الإنجليزية",
        "es": "spanish|español|castellano|espagnol|spanisch|spa",
        "fa": "persian|farsi|فارسی|persan|persa|persisch|fas|per|dari",
        "fr": "french|français|francés|französisch|fra|fre",
        "he": "hebrew|עברית|heb",
        "hi": "hindi|हिन्दी|hin",
        "id": "indonesian|bahasa indonesia|ind",
        "it": "italian|italiano|italien|italienisch|ita",
        "ja": "japanese|日本語|jpn",
        "ko": "korean|한국어|kor",
        "ku": "kurdish|kurdî|کوردی|kur",
        "nl": "dutch|nederlands|nld|dut",
        "pl": "polish|polski|pol",
        "pt": "portuguese|português|por",
        "ro": "romanian|română|ron|rum",
        "ru": "russian|русский|rus",
        "sv": "swedish|svenska|swe",
        "tr": "turkish|türkçe|tur",
        "uk": "ukrainian|українська|ukr",
        "ur": "urdu|اردو|urd",
        "vi": "vietnamese|tiếng việt|vie",
        "zh": "chinese|中文|汉语|mandarin|zho|chi",
    }.items()
}
_BY_LANGUAGE_NAME = {fold(name): code for code, names in _LANGUAGES.items() for name in names}


def one(cell: Cell) -> str:
    """The one value of a cell, without space around it."""
    if isinstance(cell, str):
        return cell.strip()
    if len(cell) > 1:
        raise ValueError(f"{len(cell)} values were sent where one is expected, the first {cell[0][:40]}. Send one.")
    return cell[0].strip() if cell else ""


def short(text: str, limit: int, what: str) -> str:
    """A text on one line that is kept as it is, at most ``limit`` characters. ``what`` names it: "The unit"."""
    if len(text) > limit:
        raise ValueError(f"{what} has {len(text):,} characters ({text[:40]}…); {limit} are kept. Shorten it.")
    return text


def claim_text(text: str) -> str:
    """The words of a claim, exactly as sent."""
    if len(text) > TEXT_LIMIT:
        raise ValueError(
            f"The text has {len(text):,} characters; a claim has at most {TEXT_LIMIT:,}. "
            "Bring an article in as a document instead."
        )
    return text


def chain(cell: Cell) -> tuple[str, ...]:
    """Who quotes whom, outermost first: a list, or names with > or an arrow between them."""
    names = _ARROW.split(cell.strip()) if isinstance(cell, str) else [name.strip() for name in cell]
    if not any(names):
        return ()
    if not all(names):
        raise ValueError(f"{_shown(cell)} names nobody between two arrows. Write Reuters > an official.")
    if len(names) > CHAIN_LIMIT:
        raise ValueError(f"{_shown(cell)} names {len(names):,} speakers; a chain has at most {CHAIN_LIMIT}.")
    return tuple(short(name, NAME_LIMIT, "The claimant's name") for name in names)


def stance(text: str) -> Stance:
    """How the claimant stands to the claim."""
    known = _STANCES.get(fold(text[:100]))
    if known is None:
        raise ValueError(f"{text[:40]} is no stance. Use asserts, denies, doubts, reports or confirms.")
    return known


def priority(text: str) -> int:
    """1 (most urgent) to 3."""
    known = _PRIORITIES.get(fold(text[:100]).removesuffix(".0"))
    if known is None:
        raise ValueError(f"{text[:40]} is no priority. Use 1 (high), 2 (medium) or 3 (low).")
    return known


def reach(text: str) -> int:
    """How many people saw it: a whole number, grouped or in words such as 1.2 million, also with what is counted."""
    # Nobody counts people in thousandths: 1.200 can only be 1200.
    plain = text.replace(".", "") if _GROUPED.match(text) else _MILLIONS.sub(" million", text)
    said = amount(plain)
    if said.value_max is not None:
        raise ValueError(f"{text[:40]} is a range. Write one number, for example 1,200,000.")
    if said.value != int(said.value) or not 0 <= said.value <= REACH_LIMIT:
        raise ValueError(f"{text[:40]} counts no people. Use a whole number from 0 to {REACH_LIMIT:,}.")
    return int(said.value)


def tags(cell: Cell) -> tuple[str, ...]:
    """Each tag once, in the order sent: a list, or words with ; , or | between them."""
    words = _TAG_GAP.split(cell) if isinstance(cell, str) else cell
    kept = dict.fromkeys(short(word.strip(), TAG_LIMIT, "A tag") for word in words if word.strip())
    if len(kept) > TAGS_LIMIT:
        raise ValueError(f"{len(kept):,} tags were sent; a claim has at most {TAGS_LIMIT}. Keep those that matter.")
    return tuple(kept)


def language(text: str) -> str:
    """A language tag (BCP 47) with usual capitals: fa, fa-IR, zh-Hant; a language's name gives its tag."""
    named = _BY_LANGUAGE_NAME.get(fold(text[:100]))
    if named:
        return named
    if not _LANGUAGE.match(text) or len(text) > LANGUAGE_LIMIT:
        raise ValueError(f"{text[:40]} is no language. Use a tag such as en or fa-IR, or a name such as English.")
    first, *rest = text.replace("_", "-").split("-")
    usual = [part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part.lower() for part in rest]
    return "-".join([first.lower(), *usual])


def address(text: str) -> str:
    """A web address of http or https, as sent."""
    if len(text) > ADDRESS_LIMIT:
        raise ValueError(f"The address has {len(text):,} characters; {ADDRESS_LIMIT:,} are kept. Send a shorter one.")
    if not _ADDRESS.match(text) or (len(text) > _LONGEST_HOST and len(host_of(text)) > _LONGEST_HOST):
        raise ValueError(f"{text[:40]} is no address. Use one that begins with https:// or http://.")
    return text


def host_of(url: str) -> str:
    """The host in an address, as written but in small letters; "" where there is none."""
    rest = url.partition("://")[2]
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rpartition("@")[2]
    return (host.partition("]")[0] + "]" if host.startswith("[") else host.partition(":")[0]).lower()


def external_id(text: str) -> str:
    """What the claim is called elsewhere, as sent."""
    return short(text, EXTERNAL_ID_LIMIT, "The id")


def _shown(cell: Cell | Sequence[str]) -> str:
    return (cell if isinstance(cell, str) else " > ".join(cell))[:40]
