"""Languages in words, and which way they are written."""

from django.template import Library
from django.utils.translation import get_language_info

register = Library()

# Not among Django's languages, and written from right to left.
_ALSO_RTL = frozenset({"ku", "ckb", "ps", "sd", "yi", "prs", "pnb"})
_NAMES = {"ku": "Kurdish", "ckb": "Sorani Kurdish", "ps": "Pashto", "prs": "Dari"}


@register.filter
def language_name(code: str) -> str:
    """English for en; the code itself where the name is not known."""
    try:
        return str(get_language_info(code)["name"])
    except KeyError:
        return _NAMES.get(code.split("-")[0], code)


@register.filter
def direction(code: str) -> str:
    """rtl or ltr: how a text in this language runs."""
    try:
        is_rtl = bool(get_language_info(code)["bidi"])
    except KeyError:
        is_rtl = code.split("-")[0] in _ALSO_RTL
    return "rtl" if is_rtl else "ltr"
