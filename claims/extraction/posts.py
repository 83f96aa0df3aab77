"""The frame of posts that stand in an article: accounts, dates, counts, as the apps and their embeds write them."""

import re
from dataclasses import dataclass

from claims.extraction.noise import is_noise
from claims.extraction.stamps import CLOCK, DATE, ZONE

_ACCOUNT = r"@[\w-][\w.-]{0,60}(?:@[\w.-]{3,60})?"
_JOINT = r"(?:\s?[-–—·•|,]\s?|\sat\s|\s)"
_DAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s)?"

_COUNTED = (
    r"re(?:-?tweets?|posts?|truths?|blogs?)|quotes?(?: tweets?| posts?)?|likes?|views?|replies|reply|comments?"
    r"|shares?|bookmarks?"
    r"|boosts?|favou?rites?|reactions?|impressions?"
)
_COUNTS = rf"(?:[\d.,]+\s?[km]?\s(?:{_COUNTED})[\s·•|,]{{0,3}}){{1,6}}"
POST_STAMP = re.compile(
    rf"^(?:{_COUNTS})?(?:{CLOCK}(?:\s?{ZONE})?{_JOINT}{_DAY}{DATE}|{_DAY}{DATE}{_JOINT}{CLOCK}(?:\s?{ZONE})?)"
    r"(?:\s?[·•|].{0,80}|\s(?:everybody|everyone|some people) can reply)?$",
    re.IGNORECASE,
)
# A day without an hour, on a line of its own.
BARE_DATE = re.compile(rf"^{_DAY}{DATE}$|^\d{{1,2}}\s?[hdmw]$", re.IGNORECASE)
POST_DATE = re.compile(
    rf"^(?:[·•]\s?(?:{DATE}|\d{{1,2}}\s?(?:h|d|m|w|hrs?|mins?))(?:\s?[·•].{{0,40}})?"
    rf"|(?:{DATE}(?:,?\s(?:at\s)?{CLOCK})?|\d{{1,2}}\s?(?:h|d|m|w|hrs?|mins?))\s?[·•].{{0,40}})$",
    re.IGNORECASE,
)
HANDLE = re.compile(rf"^{_ACCOUNT}$")
NAME_HANDLE = re.compile(
    rf"^(?P<name>[^@\n]{{1,60}}?)\s\(?(?P<handle>{_ACCOUNT})\)?(?:\s?[·•-]\s?(?:{DATE}|\d{{1,2}}\s?[hdm]))?$",
    re.IGNORECASE,
)
# "Channel, [12.03.2024 14:05]", as Telegram copies a message.
CHANNEL = re.compile(
    rf"^(?P<name>[^\[\]\n]{{1,60}}), \[(?P<stamp>[^\[\]\n]{{0,24}}{DATE}[^\[\]\n]{{0,16}})\]:?$", re.IGNORECASE
)
# "... pic.twitter.com/x — Name (@handle) March 3, 2021", as an embed reads without its script.
SIGNED = re.compile(
    rf"(?P<dash>[—–-]{{1,2}}\s?)(?P<name>[^@\n—–()]{{1,60}}?)\s\((?P<handle>{_ACCOUNT})\)[,\s]\s?"
    rf"(?P<stamp>{DATE}(?:{_JOINT}{CLOCK})?)(?:\s?{ZONE})?$",
    re.IGNORECASE,
)
# 'Name on X: "..." / X', as a page is titled; "RT @who: ...".
_TITLED = re.compile(
    r"^(?P<name>[^\n:“\"]{1,60}) on (?:X|Twitter|Bluesky|Mastodon|Threads|Truth Social|Facebook): "
    r"[“\"](?P<body>.{3,2000})[”\"](?: / (?:X|Twitter))?$"
)
_PASSED_ON = re.compile(r"^RT (?P<name>@\w{1,40}):?\s(?P<body>.{3,2000})$")
_EMBEDDED = re.compile(r"pic\.(?:twitter|x)\.com/|\bt\.co/|[#@]\w")
_REPLYING = re.compile(
    r"^(?:replying to|in reply to|retweeted|reposted by)\b.{0,120}$|^.{1,60} (?:reposted|retweeted)$", re.IGNORECASE
)
_FOOTER = re.compile(
    r"^(?:view (?:image|images|photo|photos|video|summary|post|tweet|this post|more|on \w+|\d+ (?:replies"
    r"|comments)).{0,40}"
    r"|(?:twitter|x) ads info and privacy|truth details|verified(?: account)?|✓|see translation"
    r"|[\d.,]+\s?[km]? (?:people|others?) (?:are talking about this|like this|liked this)"
    r"|see .{1,40}(?:other tweets|'s tweets|’s tweets)"
    rf"|{_COUNTS}"
    rf"|(?:(?:{_COUNTED}):?\s[\d.,]+\s?[km]?[\s·•|,]*){{1,6}}"
    r"|read (?:the full conversation|\d+ repl(?:y|ies)).{0,20}|copy link(?: to (?:tweet|post))?"
    r"|reply|repost|retruth|like|share|comment|send|like comment share|(?:like\s?[·•|]?\s?)?(?:reply"
    r"|comment)\s?[·•|]?\s?share"
    r"|show (?:more|this thread|more replies)|translate (?:tweet|post)|pic\.(?:twitter|x)\.com/\S{1,20}|edited"
    r"|public)$",
    re.IGNORECASE,
)


def is_frame(line: str) -> bool:
    """Whether a stripped line is a piece of the frame of a post rather than of what it says."""
    return len(line) <= 320 and bool(
        _FOOTER.match(line) or POST_STAMP.match(line) or POST_DATE.match(line) or _REPLYING.match(line)
    )


def is_footer(line: str) -> bool:
    """Whether a stripped line ends an embedded post."""
    return len(line) <= 200 and bool(_FOOTER.match(line) or POST_STAMP.match(line))


def is_mark(line: str) -> bool:
    """Whether a line between a name and its account says only that the account is verified."""
    return line.lower() in ("verified", "verified account", "✓", "✔", "✔️", "☑️", "✅")


def is_display_name(line: str) -> bool:
    """Whether a stripped line can be the name above an account: short, and no sentence."""
    return 0 < len(line) <= 60 and line[-1] not in '.!?:;,”"' and not is_noise(line) and not is_frame(line)


@dataclass(frozen=True)
class Signed:
    """A line that says who posted it: where in it the name, the post and the date stand (None for none)."""

    name: tuple[int, int]
    body: tuple[int, int]
    stamp: tuple[int, int] | None


def signed(line: str) -> Signed | None:
    """Read a line that holds a whole post with its account, or the account and date of the post above it."""
    if len(line) > 2200:
        return None
    whole = _TITLED.match(line) or _PASSED_ON.match(line)
    if whole is not None:
        return Signed(whole.span("name"), whole.span("body"), None)
    tail = SIGNED.search(line, max(0, len(line) - 200))
    if tail is None:
        return None
    return Signed(tail.span("name"), (0, tail.start()), tail.span("stamp"))


def reads_as_post(words: str) -> bool:
    """Whether words that stand apart from the account below them have the links and tags of a post."""
    return bool(_EMBEDDED.search(words))
