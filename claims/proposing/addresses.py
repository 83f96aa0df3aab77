"""One form for the addresses of one page."""

import re
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

# Parameters by which senders count readers; the page is the same without them.
_COUNTING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|ref_src|ref_url|cmpid|ocid)\Z", re.IGNORECASE
)
_ARCHIVED = re.compile(r"/(?:web/)?\d{4,14}(?:[a-z]{2}_)?/(https?:/.+)", re.IGNORECASE | re.DOTALL)
_ARCHIVES = frozenset(
    {"web.archive.org", "archive.org", "archive.today", "archive.ph", "archive.is", "archive.li", "archive.vn"}
)
_HOSTS_FOR_THE_SAME = ("www.", "m.", "mobile.", "amp.")
_LONGEST = 2000


def canonical(address: str) -> str:
    """Give the form in which two addresses of one page are equal; "" for what is no address of the web.

    Scheme, port of the scheme, "www.", fragment, order of the query, counting parameters, a slash at the end and the
    marks of AMP make no difference. Of an archive's address it is the one that was archived.
    """
    for _ in range(3):  # an archive may have archived an archive
        try:
            parts = urlsplit(address.strip()[:_LONGEST])
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            return ""
        if parts.scheme.lower() not in ("http", "https") or not host:
            return ""
        inner = (
            _ARCHIVED.match(f"{parts.path}{f'?{parts.query}' if parts.query else ''}") if host in _ARCHIVES else None
        )
        if inner is None:
            break
        # Some archives put one slash where two were.
        address = re.sub(r"\A(https?):/+", r"\1://", inner[1], flags=re.IGNORECASE)
    for prefix in _HOSTS_FOR_THE_SAME:
        if host.startswith(prefix) and host.count(".") > 1:
            host = host.removeprefix(prefix)
            break
    path = re.sub(r"/{2,}", "/", unquote(parts.path, errors="replace"))
    path = re.sub(r"(?:/amp|/index\.(?:html?|php))?/*\Z", "", path)
    told = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if _tells(name, value)]
    query = urlencode(sorted(told), errors="replace")
    shown = f":{port}" if port not in (None, 80, 443) else ""
    return f"{host}{shown}{path}{f'?{query}' if query else ''}"


def _tells(name: str, value: str) -> bool:
    """Whether a parameter says which page it is."""
    return not _COUNTING.match(name) and (name.lower(), value.lower()) not in (("amp", ""), ("amp", "1"))
