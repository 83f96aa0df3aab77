"""What a page may cost: its tags are counted before any parser builds a tree of them.

libxml2 appends each attribute at the end of a list, so that 50,000 of them on one element take two seconds and a
million take minutes. Nothing can stop it half way, so such a page must not reach it.
"""

import re

from claims.intake.rows import BadFile

TAGS_LIMIT = 200_000
ATTRIBUTES_LIMIT = 1_000
ALL_ATTRIBUTES_LIMIT = 200_000

# A comment, what browsers take for one up to the next ">" ("</" before no letter, "<!" and "<?"), or a tag.
_BEGINS = re.compile(r"<(?:(!--)|([!?]|/(?![A-Za-z]))|/?([A-Za-z][^\s/>]*+))")
_TAG_ENDS = re.compile(">")
_CLOSED = re.compile(r"\s*+/[\s/]*+>")
_COMMENT_ENDS = re.compile(r"--!?>")
# One attribute after another, as browsers tell them apart: a name may begin with "=". Each part gives back nothing,
# so time is linear.
_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+|[\"'])?+)?+"
_ATTRIBUTES = re.compile(rf"(?:{_ATTRIBUTE}){{0,{ATTRIBUTES_LIMIT + 1}}}+")
_EACH = re.compile(_ATTRIBUTE)
# In these a "<" is text up to the closing tag.
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}


def refuse_heavy(page: str, *, what: str = "page", xml: bool = False) -> None:
    """Raise BadFile for a page with more tags or attributes than a parser copes with in seconds.

    In ``xml`` no element holds raw text, and what looks like a tag in a comment or in CDATA counts as one.
    At most 200,000 tags (opening and closing), 1,000 attributes on one and 200,000 in all. Takes at most 0.3 s.
    """
    at = tags = attributes = 0
    while found := _BEGINS.search(page, at):
        at = found.end()
        if found[1] or found[2]:
            if not xml:
                # "<!-->" is a whole comment.
                ends = _COMMENT_ENDS.search(page, at - 2) if found[1] else _TAG_ENDS.search(page, at)
                if ends is None:
                    return
                at = ends.end()
            continue
        tags += 1
        rest = _ATTRIBUTES.match(page, at)
        at = rest.end() if rest else at
        if rest and at - rest.start() > 1:
            here = _count(rest.group())
            attributes += here
            if here > ATTRIBUTES_LIMIT:
                raise BadFile(
                    f"The {what} has an element with more than {ATTRIBUTES_LIMIT:,} attributes, more than any article "
                    "needs. Send the text of the article instead."
                )
        if tags > TAGS_LIMIT or attributes > ALL_ATTRIBUTES_LIMIT:
            raise BadFile(
                f"The {what} has more than {TAGS_LIMIT:,} tags or attributes. Send the text of the article instead."
            )
        raw = _RAW.get(found[3].lower()) if not xml and page[found.start() + 1] != "/" else None
        # Browsers pass over the slash of "<style/>", libxml2 takes the element for closed.
        if raw and not _CLOSED.match(page, at):
            closing = raw.search(page, at)
            if closing is None:
                return
            at = closing.start()


def _count(attributes: str) -> int:
    return sum(1 for _ in _EACH.finditer(attributes))
