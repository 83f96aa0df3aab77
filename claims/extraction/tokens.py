"""Words and marks of a stretch of text, with their offsets."""

import re
from dataclasses import dataclass

# Letters, joiners and the combining marks of Latin, Hebrew, Arabic and Indic scripts, which \w leaves out.
_IN = r"[\w\u200c\u200d\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff]"
# What Markdown, HTML and references leave in a text: no word and no mark of it, so no token is made of it.
MARKUP = (
    r"(?P<markup></?[a-zA-Z][a-zA-Z0-9]{0,12}(?:\s[^<>\n]{0,300})?/?>|\]\((?:https?://|/|#|mailto:)[^()\s]{0,500}\)"
    r"|\[(?=[^\[\]\n]{1,200}\]\((?:https?://|/|#))|\*{1,3}(?=[\w“\"])|(?<=[\w.,;!?…%)”\"])\*{1,3}"
    r"|&(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|[mn]dash|hellip|#\d{1,5});|(?<=[\w.,;!?…”\"’)])\[\d{1,3}\])"
)
_TOKEN = re.compile(
    MARKUP + r"|(?P<url>(?:https?://|www\.)[^\s]{1,2000})"
    r"|(?P<abbr>(?:[A-Za-z]\.){2,8}"
    r"|\b(?:Dr|Mr|Mrs|Ms|Prof|Gen|Sen|Rep|Gov|St|Lt|Col|Sgt|Capt|Maj|[A-Z])\.(?=\s[^\W\d_]))"
    r"|(?P<ordinal>\d{1,9}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d{1,30}(?:[.,٫٬]\d{1,30}){0,10})"
    rf"|(?P<word>[@#]?[^\W\d]{_IN}{{0,80}}(?:[-‑’'/][^\W_]{_IN}{{0,80}}){{0,8}})"
    r"|(?P<mark>[^\w\s])|(?P<other>\w)"
)
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or one mark. `low` is the lower-case form without a possessive ending."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    possessive: bool = False

    @property
    def capital(self) -> bool:
        """Whether the word starts like a name: a capital letter, or a hashtag or account."""
        return self.kind in ("word", "abbr") and (self.text[0].isupper() or self.text[0] in "@#")

    @property
    def wordlike(self) -> bool:
        return self.kind in ("word", "abbr")


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of text[start:end], in order, with offsets into `text`."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup or "mark"
        if kind == "markup":
            continue
        word, stop = found.group(), found.end()
        possessive = False
        if kind == "word":
            ending = _POSSESSIVE.search(word)
            possessive = ending is not None
            if not possessive and word[-1] == "s" and text[stop : stop + 1] in ("’", "'"):
                # The mark after "officials" may close a quotation, so it is a possessive only before a word.
                possessive = text[stop + 1 : stop + 2] == " " and text[stop + 2 : stop + 3].islower()
            low = (word[: ending.start()] if ending else word).lower().lstrip("@#").replace("’", "'")
        else:
            low = word.lower()
        tokens.append(Token(found.start(), stop, word, low, kind, possessive))
    return tokens
