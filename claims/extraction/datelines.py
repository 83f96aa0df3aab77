"""The place, date and agency that open a report, and are no part of what it says."""

import re

_AGENCY = (
    r"(?:AP|AFP|PTI|ANI|IANS|UPI|CNN|BBC|NPR|Reuters|REUTERS|Xinhua|TASS|IRNA|ISNA|Bloomberg|dpa|DPA|EFE|ANSA"
    r"|Kyodo|Yonhap|AA"
    r"|Anadolu|WAM|SPA|MENA|JTA|IRIN|UNN|Interfax|RIA|CP|AAP|PA)"
)
_WORD = r"[A-Z][^\W\d_]{1,20}"
# Matched at the head of a paragraph: KABUL (AP) — or GENEVA, 3 May (Reuters) - or Kyiv, Ukraine — or [NAIROBI]
DATELINE = re.compile(
    r"[A-Z][^\n.!?:;“\"]{1,60}?(?:\([A-Za-z/ ]{2,30}\)\s?[—–-]{1,2}|(?<=[A-Z])\s[—–]|(?<=[A-Z])\s--)\s"
    r"|[A-Z]{3,}[^\n!?:;“\"]{0,40}?(?:\s[—–]|\s--?|(?<=\d{4})\.)\s"
    r"|[A-Z][^\n.!?:;“\"]{2,40}?\d{4}\s?[—–-]{1,2}\s"
    rf"|[A-Z][^\n.!?:;“\"()]{{1,50}}\s\({_AGENCY}\)\s(?=[A-Z“\"])"
    r"|\([A-Z][A-Za-z/ ]{1,30}\)\s?[—–-]{1,2}\s"
    r"|\[[A-Z][A-Z .,/-]{2,40}\]\s"
    r"|[A-Z]{3,}(?:[ -][A-Z]{2,}){0,3}:\s(?=[A-Z“\"])"
    rf"|{_WORD}(?:[ -]{_WORD}){{0,2}}(?:, {_WORD}(?: {_WORD})?)?\s[—–]\s(?=[A-Z“\"])"
    r"|[A-Z][^\n!?:;“\"]{2,50}\s?/(?:TASS|PRNewswire|BUSINESS WIRE|KUNA|WAM)/\.?(?:\s?[—–-]{1,2})?\s"
)
LONGEST = 90  # characters
