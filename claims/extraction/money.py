"""Names of money: signs, codes and words."""

from claims.extraction.tokens import Token
from claims.extraction.units import CURRENCIES

# What stands directly before "$" and "£" says whose they are.
BEFORE_SIGN = {
    "us": "US dollars", "u.s.": "US dollars", "c": "Canadian dollars", "ca": "Canadian dollars",
    "can": "Canadian dollars", "a": "Australian dollars", "au": "Australian dollars", "nz": "New Zealand dollars",
    "hk": "Hong Kong dollars", "s": "Singapore dollars", "nt": "Taiwan dollars", "r": "reais", "e": "Egyptian pounds",
    "t": "Trinidad dollars", "j": "Jamaican dollars", "mx": "Mexican pesos",
}  # fmt: skip
# Codes and short words that stand before or after the number, as written.
CODES = {
    "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen", "CNY": "yuan", "RMB": "yuan", "INR": "rupees",
    "CHF": "Swiss francs", "CAD": "Canadian dollars", "AUD": "Australian dollars", "NZD": "New Zealand dollars",
    "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "PLN": "zlotys", "CZK": "koruny",
    "HUF": "forints", "RUB": "roubles", "UAH": "hryvnias", "TRY": "liras", "BRL": "reais", "MXN": "Mexican pesos",
    "ZAR": "rand", "NGN": "naira", "KES": "shillings", "GHS": "cedis", "EGP": "Egyptian pounds", "SAR": "riyals",
    "AED": "dirhams", "IRR": "rials", "IQD": "dinars", "KWD": "dinars", "JOD": "dinars", "ILS": "shekels",
    "KRW": "won", "THB": "baht", "IDR": "rupiah", "PHP": "pesos", "PKR": "rupees", "VND": "dong", "ETB": "birr",
    "Rs": "rupees", "Rs.": "rupees", "Ksh": "shillings", "KSh": "shillings", "Sh": "shillings", "Dh": "dirhams",
    "Dhs": "dirhams", "Tk": "taka", "Fr": "francs", "RM": "ringgit", "Rp": "rupiah", "NIS": "shekels",
}  # fmt: skip
_WORDS = {
    "dollar": "dollars", "dollars": "dollars", "buck": "dollars", "bucks": "dollars", "euro": "euros", "euros": "euros",
    "pound": "pounds", "pounds": "pounds", "quid": "pounds", "yen": "yen", "yuan": "yuan", "renminbi": "yuan",
    "rupee": "rupees", "rupees": "rupees", "rial": "rials", "rials": "rials", "riyal": "riyals", "riyals": "riyals",
    "toman": "tomans", "tomans": "tomans", "rouble": "roubles", "roubles": "roubles", "ruble": "roubles",
    "rubles": "roubles", "hryvnia": "hryvnias", "hryvnias": "hryvnias", "lira": "liras", "liras": "liras",
    "franc": "francs", "francs": "francs", "krona": "kronor", "kronor": "kronor", "krone": "kroner",
    "kroner": "kroner", "zloty": "zlotys", "zlotys": "zlotys", "forint": "forints", "forints": "forints",
    "peso": "pesos", "pesos": "pesos", "reais": "reais", "rand": "rand", "naira": "naira", "shilling": "shillings",
    "shillings": "shillings", "cedi": "cedis", "cedis": "cedis", "dinar": "dinars", "dinars": "dinars",
    "dirham": "dirhams", "dirhams": "dirhams", "shekel": "shekels", "shekels": "shekels", "baht": "baht",
    "rupiah": "rupiah", "ringgit": "ringgit", "taka": "taka", "birr": "birr", "afghanis": "afghanis",
    "cent": "cents", "cents": "cents", "pence": "pence", "won": "won", "lev": "leva", "leva": "leva", "lei": "lei",
}  # fmt: skip
# "won" and "real" are also other words: money only right after a magnitude ("three million won").
_AMBIGUOUS = frozenset({"won", "lei", "birr", "cent"})
_PEOPLES = {
    "us": "US", "u.s.": "US", "american": "US", "canadian": "Canadian", "australian": "Australian",
    "swiss": "Swiss", "egyptian": "Egyptian", "mexican": "Mexican", "norwegian": "Norwegian", "swedish": "Swedish",
    "danish": "Danish", "hong": "Hong Kong", "singapore": "Singapore", "zealand": "New Zealand",
    "syrian": "Syrian", "lebanese": "Lebanese", "turkish": "", "iranian": "", "indian": "", "chinese": "",
    "russian": "", "british": "", "kenyan": "", "iraqi": "Iraqi", "jordanian": "Jordanian", "kuwaiti": "Kuwaiti",
}  # fmt: skip


def money_before(tokens: list[Token], i: int) -> tuple[str, int] | None:
    """The currency that tokens[i] begins when a number follows it ("$", "US$", "USD"): (unit, index of the number)."""
    token = tokens[i]
    if token.text in CURRENCIES:
        return (CURRENCIES[token.text], i + 1) if _number(tokens, i + 1) else None
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None:
        return None
    if following.text in ("$", "£") and following.start == token.end and token.low in BEFORE_SIGN:
        return (BEFORE_SIGN[token.low], i + 2) if _number(tokens, i + 2) else None
    if token.text in CODES:
        after = i + 2 if following.text == "." and following.start == token.end else i + 1
        return (CODES[token.text], after) if _number(tokens, after) else None
    return None


def money_after(tokens: list[Token], stop: int, *, large: bool) -> tuple[str, int] | None:
    """The currency named after a number, and the index after it; `large` says that it ends with a magnitude."""
    if stop < len(tokens) and tokens[stop].text in ("-", "‑") and stop + 1 < len(tokens):
        stop += 1
    if stop >= len(tokens):
        return None
    token = tokens[stop]
    if token.text in CURRENCIES:
        return CURRENCIES[token.text], stop + 1
    if token.text in CODES and token.text.isupper():
        return CODES[token.text], stop + 1
    whose = ""
    if token.low in _PEOPLES and stop + 1 < len(tokens):
        whose, stop = _PEOPLES[token.low], stop + 1
        if tokens[stop].low == "kong" and stop + 1 < len(tokens):
            stop += 1
    low = tokens[stop].low.split("-")[0] if not tokens[stop].possessive else ""
    unit = _WORDS.get(low)
    if unit is None or (low in _AMBIGUOUS and not large):
        return None
    return f"{whose} {unit}".strip(), stop + 1


def _number(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].kind == "number"


MONEY_UNITS = frozenset({*CURRENCIES.values(), *BEFORE_SIGN.values(), *CODES.values(), *_WORDS.values()})


def is_money(unit: str) -> bool:
    """Whether a unit is money, with or without whose it is ("US dollars", "Iraqi dinars")."""
    plain = unit.strip()
    return plain in MONEY_UNITS or plain.lower() in MONEY_UNITS or plain.lower().split(" ")[-1] in _WORDS
