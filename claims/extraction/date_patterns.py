"""How dates are written in English: one expression, and the numbers of its words."""

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, name in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
}  # fmt: skip
SEASONS = frozenset({"spring", "summer", "autumn", "fall", "winter"})
ORDERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 0}

_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)(?![^\W\d_])"
)
_Y = r"(?:19|20)\d\d"
_D = r"\d{1,2}(?:st|nd|rd|th)?"
_N = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_TO = r"\s?(?:-|–|—|to|and|through|until|or)\s?"
_PART = r"(?:early|mid|late|the (?:very )?(?:start|beginning|middle|end) of|the first half of|the second half of)"

# What every date has in it: most sentences are passed over by this alone.
MAY_BE_DATED = re.compile(
    r"\d{4}|\d[./]\d|day\b|night|month|week|year|season|decade|spring|summer|autumn|winter|\bfall\b|morning|evening"
    r"|afternoon|quarter|\bago\b|later|earlier|tomorrow"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)|[QH][1-4]",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"\b(?P<iso>{_Y}-\d\d-\d\d)\b"
    rf"|(?<![\d./])(?P<nd>\d{{1,2}})(?P<ns>[./])(?P<nm>\d{{1,2}})(?P=ns)(?P<ny>{_Y})(?![\d/])"
    rf"|\b(?P<mrm>{_M})\s(?P<mr1>{_D})\s?(?:-|–|to|and)\s?(?P<mr2>{_D})\b(?![.,]\d{{3}}|:\d|%)(?:,?\s(?P<mry>{_Y})\b)?"
    rf"|\b(?P<drp>between\s|from\s)?(?P<dr1>{_D}){_TO}(?P<dr2>{_D})\s(?:of\s)?(?P<drm>{_M})(?:,?\s(?P<dry>{_Y})\b)?"
    rf"|\b(?P<mdm>{_M})\s?(?:the\s)?(?P<mdd>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.,]\d{{3}}|:\d|%)(?:,?\s(?P<mdy>{_Y})\b)?"
    rf"|\b(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<dmm>{_M})(?:,?\s(?P<dmy>{_Y})\b)?"
    rf"|\b(?:(?:in|between|from|during)\s)?(?P<mm1>{_M})(?:\s(?P<mmy1>{_Y}))?{_TO}(?P<mm2>{_M})(?!\s?\d{{1,2}}\b)(?:,?\s(?:of\s)?(?P<mmy>{_Y}|last\syear|this\syear)\b)?"
    rf"|\b(?P<mym>{_M}),?\s(?:of\s)?(?P<myy>{_Y}|last\syear|this\syear|next\syear)\b"
    rf"|\b(?P<qo>first|second|third|fourth|1st|2nd|3rd|4th|last)[\s-](?P<qk>quarter|half)(?:\s(?:of\s)?(?P<qy>{_Y}|last\syear|this\syear|the\syear))?\b"
    rf"|\b(?P<q>[QH][1-4])(?:\s(?:of\s)?(?P<qqy>{_Y}))?\b"
    rf"|\b(?P<sn>spring|summer|autumn|fall|winter)\s(?:of\s)?(?P<sy>{_Y})\b"
    rf"|\b(?P<yrp>between|from|in|during|over)\s(?P<yr1>{_Y})(?:(?:{_TO}|/)(?P<yr2>{_Y})|[-–/](?P<yr3>\d\d))\b(?![,.]\d)"
    r"|\b(?:(?P<wd>last|next|this|the previous|the following|the next|that|following)\s)?"
    r"(?P<wday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?P<wposs>['’]s)?\b"
    r"(?:\s(?:morning|afternoon|evening|night)\b)?"
    rf"|\b(?:some\s|about\s|nearly\s|almost\s|around\s|just\s|only\s|more\sthan\s)?(?P<later>{_N})\s"
    rf"(?P<unit>day|week|month|year|decade)s?\s(?P<dir>later|earlier|after\sthat|before\sthat|ago|previously|before\b(?=[.,;]|$))"
    r"|\b(?P<next>(?:on\s)?the\s(?:following|next|same|previous)\s(?:day|morning|night|evening|afternoon)"
    r"|the\sday\s(?:before|after)|(?:on\s)?th(?:at|e)\svery\sday|the\sday\searlier)\b(?!\s(?:yesterday|tomorrow))"
    r"|\b(?:in|on|during|over|by|at)?\s?(?P<that>(?:that|the\ssame)\s(?:single\s|very\s|same\s)?"
    r"(?P<thatunit>day|night|morning|evening|afternoon|month|year|season|summer|winter|spring|autumn))\b"
    r"|\b(?P<word>today|yesterday|tonight|last\snight|tomorrow|overnight|this\s(?:morning|afternoon|evening))\b"
    rf"|\b(?P<lp>{_PART}\s|earlier\s|later\s|early\s|late\s)?(?P<lw>last|this|next|the\sprevious|the\spast)\s"
    rf"(?P<lu>week|weekend|month|year|quarter|spring|summer|autumn|fall|winter|{_M})\b(?!-|\s(?:on|ago)\b)"
    rf"|\b(?P<part>(?:in|by|since|until|till|during|of|from|through|before|after|for|to|between)\s"
    rf"(?:{_PART})?[-\s]?)(?P<pm>{_M})(?!\s?\d|['’]|,?\s(?:of\s)?{_Y}|\s(?:last|this|next)\syear)"
    rf"|\b(?P<part2>(?:early|mid|late)[-\s])(?P<pm2>{_M})(?!\s?\d)"
    rf"|\b(?P<yp>(?:in|by|since|until|till|during|of|from|before|after|for|through)\s(?:{_PART}[\s-])?|(?:early|mid|late)[\s-])"
    rf"(?P<year>{_Y})\b(?![-–/,.]\d)(?P<yposs>['’]s)?",
    re.IGNORECASE,
)
