"""Where: a small lexicon of countries and their peoples, and capitalised names after a preposition of
place."""

import re
from collections import Counter

from claims.extraction.tokens import Token
from claims.extraction.units import word_set

_COUNTRIES = """
Afghanistan Afghan; Albania Albanian; Algeria Algerian; Angola Angolan; Argentina Argentine Argentinian;
Armenia Armenian; Australia Australian; Austria Austrian; Azerbaijan Azerbaijani Azeri; Bahrain Bahraini;
Bangladesh Bangladeshi; Belarus Belarusian; Belgium Belgian; Bolivia Bolivian; Bosnia Bosnian; Botswana;
Brazil Brazilian; Britain British; Bulgaria Bulgarian; Cambodia Cambodian; Cameroon Cameroonian; Canada
Canadian; Chad Chadian; Chile Chilean; China Chinese; Colombia Colombian; Congo Congolese; Croatia
Croatian; Cuba Cuban; Cyprus Cypriot; Denmark Danish; Ecuador Ecuadorian; Egypt Egyptian; England
English; Eritrea Eritrean; Estonia Estonian; Ethiopia Ethiopian; Finland Finnish; France French; Gaza
Gazan; Georgia Georgian; Germany German; Ghana Ghanaian; Greece Greek; Guatemala Guatemalan; Guinea
Guinean; Haiti Haitian; Honduras Honduran; Hungary Hungarian; Iceland Icelandic; India Indian; Indonesia
Indonesian; Iran Iranian Iranians; Iraq Iraqi; Ireland Irish; Israel Israeli; Italy Italian; Jamaica
Jamaican; Japan Japanese; Jordan Jordanian; Kazakhstan Kazakh; Kenya Kenyan; Kosovo Kosovar; Kuwait
Kuwaiti; Kyrgyzstan Kyrgyz; Laos Laotian; Latvia Latvian; Lebanon Lebanese; Liberia Liberian; Libya
Libyan; Lithuania Lithuanian; Madagascar Malagasy; Malawi Malawian; Malaysia Malaysian; Mali Malian;
Mexico Mexican; Moldova Moldovan; Mongolia Mongolian; Morocco Moroccan; Mozambique Mozambican; Myanmar
Burmese; Namibia Namibian; Nepal Nepali Nepalese; Netherlands Dutch; Nicaragua Nicaraguan; Niger
Nigerien; Nigeria Nigerian; Norway Norwegian; Oman Omani; Pakistan Pakistani; Palestine Palestinian;
Panama Panamanian; Paraguay Paraguayan; Peru Peruvian; Philippines Philippine Filipino; Poland Polish;
Portugal Portuguese; Qatar Qatari; Romania Romanian; Russia Russian; Rwanda Rwandan; Scotland Scottish;
Senegal Senegalese; Serbia Serbian; Singapore Singaporean; Slovakia Slovak; Slovenia Slovenian; Somalia
Somali; Spain Spanish; Sudan Sudanese; Sweden Swedish; Switzerland Swiss; Syria Syrian; Taiwan Taiwanese;
Tajikistan Tajik; Tanzania Tanzanian; Thailand Thai; Tunisia Tunisian; Turkey Turkish; Turkmenistan
Turkmen; Uganda Ugandan; Ukraine Ukrainian; Uruguay Uruguayan; Uzbekistan Uzbek; Venezuela Venezuelan;
Vietnam Vietnamese; Wales Welsh; Yemen Yemeni; Zambia Zambian; Zimbabwe Zimbabwean
"""
COUNTRY_OF: dict[str, str] = {
    word.lower(): entry.split()[0] for entry in _COUNTRIES.split(";") for word in entry.split()
}
_PREPOSITIONS = word_set("in near across around outside throughout inside")
_NOT_PLACES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december english french german i he she they it "
    "parliament congress god reuters uprising telegram twitter facebook x truth g7 g20 covid covid-19 christmas "
    "ramadan easter islam"
)
_KINDS = word_set("province city region district governorate state county town village island")


def home(text: str) -> str | None:
    """The country a text names most often (itself or its people), if it names any at least twice."""
    counts: Counter[str] = Counter()
    for found in re.finditer(r"\b[A-Z][a-z]{2,15}", text[:200_000]):
        country = COUNTRY_OF.get(found.group().lower())
        if country:
            counts[country] += 1
    best = counts.most_common(1)
    return best[0][0] if best and best[0][1] >= 2 else None


def place(text: str, tokens: list[Token]) -> str | None:
    """The places that a claim names: "in Lima and Cusco" gives "Lima; Cusco"; else the country it
    names."""
    names: list[str] = []
    for i, token in enumerate(tokens[:-1]):
        if token.low not in _PREPOSITIONS:
            continue
        j = _past_kind(tokens, i + 1)
        while j < len(tokens):
            if tokens[j].low == "the" and j == i + 1:
                j += 1
            name, j = _name(text, tokens, j)
            if name is None:
                break
            names.append(name)
            if j < len(tokens) and tokens[j].low == "and" and j + 1 < len(tokens) and tokens[j + 1].capital:
                j += 1
                continue
            break
    if names:
        return "; ".join(dict.fromkeys(names[:4]))
    for token in tokens:
        if token.capital and token.low in COUNTRY_OF:
            return COUNTRY_OF[token.low]
    return None


def _past_kind(tokens: list[Token], j: int) -> int:
    """The index of the name in "the northern province of Pashtal"; `j` itself where no kind of place is named."""
    for k in range(j, min(len(tokens) - 2, j + 4)):
        if tokens[k].low in _KINDS and tokens[k + 1].low == "of" and tokens[k + 2].capital:
            return k + 2
        if tokens[k].capital or not tokens[k].wordlike:
            break
    return j


def _name(text: str, tokens: list[Token], j: int) -> tuple[str | None, int]:
    first = j
    while (
        j < len(tokens)
        and tokens[j].capital
        and tokens[j].text[0] != "@"
        and tokens[j].low not in _NOT_PLACES
        and j - first < 4
    ):
        j += 1
        if tokens[j - 1].possessive:
            return None, j
    if j == first:
        return None, j
    if j < len(tokens) and tokens[j].low in _KINDS:
        j += 1
    elif j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 1].capital and tokens[j + 2].text == ")":
        j += 3
    return text[tokens[first].start : tokens[j - 1].end].lstrip("#"), j
