"""Lines that are not the article: interface noise, and the frame of embedded social posts."""

import re

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}}|{_MONTH}\s\d{{1,2}})"
_CLOCK = r"\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?"

POST_STAMP = re.compile(
    rf"^(?:{_CLOCK}\s?[-–—·•|,]\s?{_DATE}|{_DATE}\s?[-–—·•|,]\s?{_CLOCK})(?:\s?[·•|].{{0,60}})?$",
    re.IGNORECASE,
)
POST_DATE = re.compile(rf"^[·•]\s?(?:{_DATE}|\d{{1,2}}\s?[hdm])$", re.IGNORECASE)
HANDLE = re.compile(r"^@\w{1,40}$")
NAME_HANDLE = re.compile(
    rf"^(?P<name>[^@\n]{{1,60}}?)\s\(?(?P<handle>@\w{{1,40}})\)?(?:\s?[·•-]\s?{_DATE})?$", re.IGNORECASE
)
_REPLYING = re.compile(r"^replying to\b.{0,120}$", re.IGNORECASE)
_FOOTER = re.compile(
    r"^(?:view (?:image|images|photo|photos|video|summary|post|tweet|this post|more).{0,40}"
    r"|(?:twitter|x) ads info and privacy"
    r"|[\d.,]+\s?[km]? (?:people|others?) (?:are talking about this|like this|liked this)"
    r"|see .{1,40}(?:other tweets|'s tweets|’s tweets)"
    r"|(?:[\d.,]+\s?[km]?\s(?:re(?:tweets?|posts?)|quotes?|likes?|views?|replies|comments?|shares?"
    r"|bookmarks?)[\s·•|,]*){1,6}"
    r"|read (?:the full conversation|\d+ repl(?:y|ies))(?: on \w+)?|copy link(?: to (?:tweet|post))?"
    r"|reply|repost|like|share"
    r"|show (?:more|this thread)|translate (?:tweet|post)|pic\.twitter\.com/\S{1,20})$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:[\d.,]+\s?[km]?"
    r"|back to top(?: button)?|advertisement|sponsored(?: content)?|read more:?|read also:?"
    r"|related(?: articles| stories)?:?"
    r"|subscribe(?: now)?.{0,60}|sign up (?:for|to) .{0,80}|share (?:this|on) .{0,40}|share this"
    r"|print|e-?mail|save|listen"
    r"|follow us.{0,60}|loading\.{0,3}|skip to .{0,40}|click here.{0,60}|tags?:.{0,200}|filed under:?.{0,100}"
    r"|(?:photo|image|picture|video|caption)s?(?: credit| by| source)?: ?.{0,120}|(?:photo"
    r"|image) credit.{0,80}"
    r"|accept (?:all )?cookies|we use cookies.{0,200}|all rights reserved.{0,60}|©.{0,120}|copyright .{0,120}"
    r"|\d+ min(?:ute)?s? read|(?:last )?(?:updated|published|posted|modified):? (?:on |at )?.{0,60}"
    r"|comments?(?: \(\d+\))?|leave a comment|most (?:read|viewed|popular)|trending(?: now)?"
    r"|recommended.{0,40}"
    r"|(?:[a-z0-9-]{1,60}\.){1,4}(?:com|org|net|ir|uk|int|gov|info|eu|edu|tv|news|co)(?:/\S{0,200})?"
    r"|(?:https?://|www\.)\S{1,2000}|[^\w]+)$",
    re.IGNORECASE,
)


def is_noise(line: str) -> bool:
    """Whether a stripped line is a piece of an interface, a bare link or a count, not something written."""
    if len(line) > 320:
        return False
    return bool(
        _NOISE.match(line)
        or _FOOTER.match(line)
        or POST_STAMP.match(line)
        or POST_DATE.match(line)
        or _REPLYING.match(line)
        or is_byline(line)
    )


def is_byline(line: str) -> bool:
    """Whether a stripped line only says who wrote it ("By Jane Doe and John Roe")."""
    words = line.replace(",", " ").split()
    if not 2 <= len(words) <= 12 or len(line) > 100:
        return False
    names = words[2:] if words[0].lower() == "written" else words[1:]
    begins = words[0].lower().rstrip(":") == "by" or (
        words[0].lower() == "written" and words[1].lower().rstrip(":") == "by"
    )
    return begins and bool(names) and all(w[0].isupper() or w.lower() in ("and", "in", "for", "|", "&") for w in names)


def is_footer(line: str) -> bool:
    """Whether a stripped line ends an embedded post."""
    return len(line) <= 200 and bool(_FOOTER.match(line) or POST_STAMP.match(line))


def is_display_name(line: str) -> bool:
    """Whether a stripped line can be the name above an account: short, and no sentence."""
    return 0 < len(line) <= 60 and line[-1] not in '.!?:;,”"' and not is_noise(line)
