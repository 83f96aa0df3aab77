"""Pure work on text: what cannot be stored, what is written alike, slugs and surroundings."""

import re
import unicodedata
from collections.abc import Callable

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_LINE_END = re.compile("\r\n|\r|\n")

# One entry for each letter, quotation mark or sign that has a plainer form. Latin accents stay: they
# tell names apart, while the Arabic and Persian variants below are ways of typing the same letter.
_PLAIN: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛‹›′‵ʻʼʽʹˈ`´＇｀", "'"),
        **dict.fromkeys("“”„‟«»″‶〝〞〟＂", '"'),
        **dict.fromkeys("−﹣－⁃", "-"),
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("يىئېےۍﻯﻱ", "ی"),
        **dict.fromkeys("كڪﻙ", "ک"),
        **dict.fromkeys("ةۀەہھۂۃۿ", "ه"),
        **dict.fromkeys("ؤۆۇ", "و"),
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٪": "%",
        "٫": ".",
        "٬": ",",
        "۔": ".",
        "ـ": "",
    }
)

_ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
_JOINED_ARABIC = re.compile(f"(?<=[\u0600-\u08ff]){_ZWNJ}(?=[\u0600-\u08ff])")
_CHARACTERS_REMEMBERED = 20_000
# Longer runs of combining marks occur in no language (Unicode UAX 15, Stream-Safe Text Format), and
# normalising one takes time that grows with the square of its length.
_MARKS_IN_A_ROW = 30
# A minus and a per cent sign change what a figure says, so they are no mere punctuation at the ends.
_KEPT_AT_END = frozenset("%‰‱")


class UnstorableText(ValueError):
    """A text holds a character that PostgreSQL cannot store.

    ``line`` and ``column`` count from 1, the column in code points; ``what`` names the character.
    """

    def __init__(self, line: int, column: int, what: str) -> None:
        super().__init__(
            f"Line {line}, column {column} holds {what}, which cannot be stored. "
            "Remove that character and send the text again."
        )
        self.line = line
        self.column = column
        self.what = what


def refuse_unstorable(text: str) -> None:
    """Raise UnstorableText for the first NUL or lone surrogate; lines end with LF, CR or CR LF."""
    found = _UNSTORABLE.search(text)
    if found is None:
        return
    line, line_start = 1, 0
    for end in _LINE_END.finditer(text, 0, found.start()):
        line, line_start = line + 1, end.end()
    code = ord(found.group())
    what = "a NUL character (U+0000)" if code == 0 else f"half of a character pair (U+{code:04X})"
    raise UnstorableText(line, found.start() - line_start + 1, what)


def fold(text: str) -> str:
    """Give the form in which two spellings of the same words are equal.

    NFKC and case folding; quotes, dashes and spaces to one kind each; Arabic and Persian letter
    variants, vowel signs and digits of any script to their plain forms; invisible characters dropped
    (a ZWNJ inside an Arabic-script word becomes a space, since both are typed there); punctuation at
    both ends stripped, but for a minus before a digit and a per cent sign after one, and unless
    nothing would be left. Folding a folded text changes nothing.
    """
    folded = _fold_once(text)
    if text.isascii():
        return folded
    # Dropping an invisible character can bring two together that compose, which the next round does.
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def slug(text: str, limit: int = 60) -> str:
    """Give a lower-case part of a URL: letters of any script, digits, hyphens; at most ``limit`` of them.

    Cut at a word where the cut loses less than half. Never empty: without a letter or digit it is
    "verdict". Raises ValueError for a limit under 1.
    """
    if limit < 1:
        raise ValueError(f"A slug needs a limit of at least 1, received {limit}.")
    plain = unicodedata.normalize("NFKC", _cap_marks(text)).lower()
    plain = re.sub(r"(?<=\d)[,٬](?=\d)|['’ʼ]", "", plain)
    letters: list[str] = []
    for character in plain:
        kind = unicodedata.category(character)
        if kind == "Nd":
            letters.append(str(unicodedata.decimal(character)))
        elif kind[0] in "LN" or (kind[0] == "M" and letters and letters[-1] != "-"):
            if character != "ـ" and not _is_arabic_mark(character):
                letters.append(character)
        elif letters and letters[-1] != "-" and (kind != "Cf" or character == _ZWNJ):
            # An invisible character other than ZWNJ stands inside a word and does not end it.
            letters.append("-")
    whole = "".join(letters).strip("-")
    return _cut_at_word(whole, limit) or "verdict"[:limit]


def around(text: str, start: int, end: int, width: int = 32) -> tuple[str, str]:
    """Give what stands before and after ``text[start:end]``, at most ``width`` code points each.

    Raises ValueError when the span is not inside the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"The span {start} to {end} is not inside a text of {len(text)} characters.")
    return text[max(0, start - width) : start], text[end : end + width]


def _fold_once(text: str) -> str:
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        # The first translation precedes NFKC, which would turn an acute accent used as a quotation mark
        # into a space with a combining mark.
        plain = unicodedata.normalize("NFKC", _cap_marks(text.translate(_PLAIN)))
        plain = unicodedata.normalize("NFKC", plain.casefold()).translate(_PLAIN)
        if _ZWNJ in plain:
            plain = _JOINED_ARABIC.sub(" ", plain)
    return _strip_ends(" ".join(plain.translate(_KEPT).split()))


class Remembered(dict[int, str]):
    """A table for `str.translate` that works out what a character becomes when it first meets it.

    Folding runs once for each row of a file.
    """

    def __init__(self, work_out: Callable[[str], str]) -> None:
        super().__init__()
        self._work_out = work_out

    def __missing__(self, code: int) -> str:
        becomes = self._work_out(chr(code))
        # A hostile file may hold every character there is; a language holds some thousands.
        if len(self) < _CHARACTERS_REMEMBERED:
            self[code] = becomes
        return becomes


def _kept(character: str) -> str:
    if character.isascii():
        return " " if character < " " or character == "\x7f" else character
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if kind == "Pd":
        return "-"
    if kind[0] == "Z" or kind == "Cc":
        return " "
    is_left_out = kind == "Cf" or _is_arabic_mark(character) or _is_variation_selector(character)
    return "" if is_left_out else character


_KEPT = Remembered(_kept)
_MARKED = Remembered(lambda character: "m" if unicodedata.combining(character) else " ")
_TOO_MANY_MARKS = "m" * (_MARKS_IN_A_ROW + 1)


def _strip_ends(text: str) -> str:
    if text and text[0].isalnum() and text[-1].isalnum():
        return text
    start, end = 0, len(text)
    while start < end and is_punctuation(text[start]) and not text[start + 1 : start + 2].isdigit():
        start += 1
    # A sign before a digit was kept whatever it was; only a minus says something there.
    while start < end and is_punctuation(text[start]) and text[start] != "-":
        start += 1
    while end > start and is_punctuation(text[end - 1]):
        if text[end - 1] in _KEPT_AT_END and text[start : end - 1].rstrip()[-1:].isdigit():
            break
        end -= 1
    return text[start:end] or text


def is_punctuation(character: str) -> bool:
    """Whether a character is a space or of a category of punctuation."""
    return character == " " or unicodedata.category(character)[0] == "P"


def _is_arabic_mark(character: str) -> bool:
    return "\u0610" <= character <= "\u08ff" and unicodedata.category(character) == "Mn"


def _is_variation_selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _cap_marks(text: str) -> str:
    """Drop the combining marks beyond the thirtieth of a run."""
    if len(text) <= _MARKS_IN_A_ROW or text.isascii() or _TOO_MANY_MARKS not in text.translate(_MARKED):
        return text
    kept: list[str] = []
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= _MARKS_IN_A_ROW:
            kept.append(character)
    return "".join(kept)


def _cut_at_word(whole: str, limit: int) -> str:
    if len(whole) <= limit:
        return whole
    cut = limit
    # A letter is not parted from its marks.
    while cut > 0 and unicodedata.category(whole[cut])[0] == "M":
        cut -= 1
    if whole[cut] != "-":
        word_end = whole.rfind("-", 0, cut)
        if word_end * 2 > limit:
            cut = word_end
    return whole[:cut].strip("-")
