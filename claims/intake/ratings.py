"""What a rating as written means on the desk's scale."""

import math
import re
from enum import StrEnum
from functools import lru_cache

from factcheck.core.text import fold


class NormalisedRating(StrEnum):
    """The seven places of the shipped scale, and unknown wherever the written rating is not plainly one of them."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly_true"
    HALF_TRUE = "half_true"
    MOSTLY_FALSE = "mostly_false"
    FALSE = "false"
    UNPROVEN = "unproven"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"


# Words that publishers use as a whole rating, by what they say of the claim. Words for a false claim of another sort
# (a scam, an altered picture) are false; satire, and words that judge no claim, are on no scale.
_WORDS: dict[NormalisedRating, str] = {
    NormalisedRating.TRUE: (
        "true|correct|accurate|confirmed|verified|right|authentic|geppetto checkmark|correct attribution|"
        "vrai|exact|verdadero|cierto|verdad|verdadeiro|fato|vero|wahr|richtig|stimmt|waar|sant|doğru|benar|"
        "правда|истина|درست|راست|صحيح|صحیح|حقيقي|सही|সত্য|真実|사실"
    ),
    NormalisedRating.MOSTLY_TRUE: (
        "mostly true|mostly correct|mostly accurate|largely true|largely correct|almost true|one pinocchio|"
        "1 pinocchio|plutôt vrai|presque vrai|mayormente cierto|mayormente verdadero|casi cierto|größtenteils wahr|"
        "größtenteils richtig|weitgehend richtig|quase verdade|prevalentemente vero|تا حد زیادی درست|"
        "عمدتا درست|صحيح في الغالب|صحيح جزئيا في الغالب"
    ),
    NormalisedRating.HALF_TRUE: (
        "half true|half-true|partly true|partially true|partly false|partially false|partially correct|partly correct|"
        "mixture|mixed|mixed bag|missing context|lacks context|needs context|out of context|two pinocchios|"
        "2 pinocchios|à moitié vrai|partiellement vrai|partiellement faux|en partie vrai|contexte manquant|"
        "media verdad|verdad a medias|verdadero pero|medias verdades|falta contexto|sin contexto|teils wahr|"
        "teilweise wahr|teilweise richtig|teilweise falsch|halb wahr|fehlender kontext|parcialmente verdadeiro|"
        "parzialmente vero|نیمه درست|نیمه درست نیمه نادرست|صحيح جزئيا|زائف جزئيا|kısmen doğru|sebagian benar"
    ),
    NormalisedRating.MOSTLY_FALSE: (
        "mostly false|mostly incorrect|mostly inaccurate|largely false|barely true|misleading|misrepresented|distorted|"
        "three pinocchios|3 pinocchios|plutôt faux|trompeur|engañoso|mayormente falso|enganoso|größtenteils falsch|"
        "irreführend|überwiegend falsch|misleidend|fuorviante|yanıltıcı|menyesatkan|vilseledande|گمراه کننده|"
        "تا حد زیادی نادرست|مضلل|भ्रामक|বিভ্রান্তিকর|誤解を招く"
    ),
    NormalisedRating.FALSE: (
        "false|incorrect|inaccurate|wrong|not true|untrue|fake|fake news|hoax|scam|fraud|pants on fire|four pinocchios|"
        "4 pinocchios|bottomless pinocchio|debunked|fabricated|altered|altered image|altered photo|altered video|"
        "altered media|manipulated|doctored|digitally altered|misattributed|incorrect attribution|miscaptioned|"
        "labeled fake|totally false|completely false|fiction|ai generated|deepfake|faux|c'est faux|intox|falso|bulo|"
        "montaje|falsch|fälschung|frei erfunden|errado|montagem|bufala|onwaar|fout|falskt|falsk|fałsz|nieprawda|yanlış|"
        "salah|hoaks|ложь|фейк|неправда|نادرست|غلط|دروغ|خطأ|خاطئ|زائف|كاذب|غير صحيح|مفبرك|फर्जी|गलत|झूठ|মিথ্যা|"
        "虚假|错误|假的|誤り|거짓"
    ),
    NormalisedRating.UNPROVEN: (
        "unproven|unproved|unverified|unsupported|unsubstantiated|no evidence|lacks evidence|insufficient evidence|"
        "not enough evidence|inconclusive|undetermined|unconfirmed|baseless|non prouvé|non vérifié|sans preuve|"
        "sin pruebas|no probado|no verificado|insostenible|unbelegt|nicht belegt|unbewiesen|sem provas|"
        "اثبات نشده|بی اساس|غير مثبت|غير مؤكد"
    ),
    NormalisedRating.OUTDATED: "outdated|out of date|no longer true|obsolete|périmé|desactualizado|veraltet|قدیمی|قديم",
    # These judge no claim, whatever number stands beside them.
    NormalisedRating.UNKNOWN: (
        "explainer|satire|parody|humor|humour|analysis|opinion|context|background|not rated|unrated|no rating|none|n/a|"
        "na|research in progress|in progress|legend|verdict|rating|see article|other|flip flop|full flop|half flip|"
        "satira|sátira|satirique|explicativo|طنز|ساخر"
    ),
}
_BY_WORD = {fold(word).replace("-", " "): meant for meant, words in _WORDS.items() for word in words.split("|")}

_LONGEST_RATING = 300
_LEAD_IN = re.compile(
    r"^(?:(?:our |the |final )?(?:rating|verdict|conclusion|ruling|fact[- ]?check|claim|note|statement|result)"
    r"\s*(?:is\s*)?[:=-]+|"
    r"(?:this|the)(?: (?:claim|statement|post|video|photo|image))? is|(?:we )?rated?(?: it| this(?: claim)?)?(?: as)?|"
    r"it is|it's|c'est|es|[^\w]+)\s*"
)
_TRAIL = re.compile(r"\s*(?:claim|statement|news|information|rating|content)$")
# What stands behind these explains the rating.
_BREAK = re.compile(r"\s*[.:;!|(\[\n]\s*|\s+[-–—]+\s+")
# ... but for these, which take some of it back.
_BUT = re.compile(r"\W*(?:but|however|though|although|except|for now|until|pero|mais|aber|ma|mas|اما|ولی|لكن)\b")
_QUESTION = re.compile(r"[?？؟]")


def normalise(text: str, value: float | None, worst: float | None, best: float | None) -> NormalisedRating:
    """The place on the desk's scale of a rating with these words and numbers.

    Words come first: the whole of them, or what stands before the first break. Numbers count where no words are
    known and the scale runs upwards from worst to best, its quarters being the five ratings from false to true. A
    question, and whatever is not plainly a rating, is unknown.
    """
    if text.strip():
        meant = _in_words(text[:_LONGEST_RATING])
        if meant is not None:
            return meant
    return _in_numbers(value, worst, best)


@lru_cache(4096)
def _in_words(text: str) -> NormalisedRating | None:
    """None for words that are not known."""
    if _QUESTION.search(text):
        return NormalisedRating.UNKNOWN
    plain = " ".join(text.split()).lower()
    # "Rating: This claim is false" has two beginnings to take off.
    for _ in range(3):
        if (known := _known(plain)) is not None:
            return known
        shorter = _LEAD_IN.sub("", plain, count=1)
        if shorter == plain:
            break
        plain = shorter
    head, *rest = _BREAK.split(plain, maxsplit=1)
    return None if rest and _BUT.match(rest[0]) else _known(head)


def _known(words: str) -> NormalisedRating | None:
    key = " ".join(fold(words).replace("-", " ").replace('"', " ").split())
    return _BY_WORD.get(key) or _BY_WORD.get(_TRAIL.sub("", key))


def _in_numbers(value: float | None, worst: float | None, best: float | None) -> NormalisedRating:
    if value is None or worst is None or best is None or not worst <= value <= best or not 0 < best - worst < math.inf:
        return NormalisedRating.UNKNOWN
    quarter = round((value - worst) / (best - worst) * 4)
    return (
        NormalisedRating.FALSE,
        NormalisedRating.MOSTLY_FALSE,
        NormalisedRating.HALF_TRUE,
        NormalisedRating.MOSTLY_TRUE,
        NormalisedRating.TRUE,
    )[quarter]
