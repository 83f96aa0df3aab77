"""A small lexicon of Turkish: what is certain."""

from claims.extraction.candidate import Bound, Stance
from claims.extraction.tongues.tongue import Lexicon

TURKISH = Lexicon(
    code="tr",
    numbers={
        "bir": 1, "iki": 2, "üç": 3, "dört": 4, "beş": 5, "altı": 6, "yedi": 7, "sekiz": 8, "dokuz": 9, "on": 10,
        "yirmi": 20,
        "otuz": 30, "kırk": 40, "elli": 50, "altmış": 60, "yetmiş": 70, "seksen": 80, "doksan": 90, "yüz": 100,
    },
    magnitudes={"bin": 1000, "milyon": 10**6, "milyar": 10**9},
    people="kişi | kişinin | kişiyi | çocuk | kadın | erkek | asker | polis | göstericinin | gösterici | sivil"
    " | sivilin",
    units={
        "deaths": "ölü | ölüm", "wounded": "yaralı", "arrests": "gözaltı | tutuklama", "percent": "% | yüzde",
        "cities": "kent | şehir | il",
        "cases": "vaka", "days": "gün", "hours": "saat", "weeks": "hafta", "months": "ay", "years": "yıl",
        "dollars": "dolar",
        "euros": "euro | avro", "liras": "lira | liraya", "homes": "ev | konut", "countries": "ülke",
        "tonnes": "ton", "votes": "oy",
    },
    fates={
        "deaths": "öldü | öldürüldü | hayatını kaybetti | öldüğünü | yaşamını yitirdi | öldürüldüğünü"
        " | hayatını kaybettiğini",
        "wounded": "yaralandı | yaralandığını", "arrests": "gözaltına | tutuklandı | tutuklandığını",
    },
    vague={20: "onlarca", 200: "yüzlerce", 2000: "binlerce"},
    bounds={
        Bound.AT_LEAST: "en az", Bound.APPROX: "yaklaşık | civarında", Bound.AT_MOST: "en fazla",
        Bound.MORE_THAN: "",
    },
    verbs={
        Stance.ASSERTS: "söyledi | açıkladı | belirtti | dedi | duyurdu | ifade etti | yazdı | iddia etti",
        Stance.REPORTS: "bildirdi", Stance.CONFIRMS: "doğruladı", Stance.DENIES: "yalanladı | reddetti",
    },
    joins="ve | ama",
    name_ends="pazartesi | salı | çarşamba | perşembe | cuma | cumartesi | pazar | bugün | dün",
    months={
        1: "ocak", 2: "şubat", 3: "mart", 4: "nisan", 5: "mayıs", 6: "haziran", 7: "temmuz", 8: "ağustos", 9: "eylül",
        10: "ekim", 11: "kasım", 12: "aralık",
    },
    weekdays={0: "pazartesi", 1: "salı", 2: "çarşamba", 3: "perşembe", 4: "cuma", 5: "cumartesi", 6: "pazar"},
    days={0: "bugün", -1: "dün"},
    negations="",
    decimal_comma=True,
    stops="ve | bir | da | de | için | ile | olarak | bu | daha",
    ranges="ila | ile",
)  # fmt: skip
