"""The fields of a claim file, and the headers that mean them in the languages that desks write their tables in."""

from typing import NamedTuple


class Field(NamedTuple):
    """A field of a claim. ``synonyms`` are headers that mean it, best first; ``maybe`` those that often do."""

    name: str
    label: str
    holds: str
    synonyms: tuple[str, ...]
    maybe: tuple[str, ...] = ()


def _list(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|") if word.strip())


FIELDS: tuple[Field, ...] = (
    Field(
        "text",
        "Claim",
        "What was claimed, in a sentence that stands for itself.",
        _list(
            "claim|claim text|text of claim|claim reviewed|item reviewed text|statement|assertion|allegation|the claim|"
            "claim statement|claims|text|claimed|ادعا|متن ادعا|گزاره|الادعاء|ادعاء|نص الادعاء|affirmation|allégation|"
            "déclaration|afirmación|declaración|Behauptung|Aussage|réclamation|bulo"
        ),
        _list("content|sentence|headline|title|body|message|post|tweet|description|متن|النص|texte|texto|titre|título"),
    ),
    Field(
        "quote",
        "Quote",
        "The exact words that were said, where they differ from the claim.",
        _list(
            "quote|exact quote|quotation|verbatim|original quote|exact words|original text|نقل قول|عین گفته|اقتباس|"
            "citation|cita|Zitat|Wortlaut"
        ),
    ),
    Field(
        "claimant",
        "Claimant",
        "Who said it; with > between them, who quotes whom, outermost first.",
        _list(
            "claimant|claimants|who said it|said by|claimed by|claim author|item reviewed author name|speaker|author|"
            "attributed to|attribution|who|person|made by|source of claim|claim source|claimant name|speaker name|"
            "گوینده|مدعی|منبع ادعا|القائل|المتحدث|صاحب الادعاء|auteur|locuteur|qui|autor|quién|orador|Sprecher|Urheber|"
            "wer|item reviewed author"
        ),
        _list("source|name|organisation|organization|party|منبع|المصدر|quelle|fuente"),
    ),
    Field(
        "stance",
        "Stance",
        "How the claimant stands to it: asserts, denies, doubts, reports or confirms.",
        _list("stance|claimant stance|position on it|موضع|الموقف|Haltung|postura"),
        _list("position"),
    ),
    Field(
        "value",
        "Value",
        "The number in the claim, also with its bound or range: 1,500, at least 400, 200-300.",
        _list(
            "value|figure value|figure|number|amount|quantity|count|how many|low value|lower value|min value|value min|"
            "toll|عدد|مقدار|رقم|العدد|القيمة|الرقم|valeur|nombre|chiffre|valor|número|cifra|cantidad|Wert|Zahl|Anzahl"
        ),
    ),
    Field(
        "value_max",
        "Upper value",
        "The higher number of a range.",
        _list(
            "value max|figure value max|upper value|max value|maximum value|high value|upper bound|upper|"
            "حداکثر مقدار|القيمة القصوى|valeur max|valor máximo|Höchstwert"
        ),
        _list("max|maximum"),
    ),
    Field(
        "bound",
        "Bound",
        "How to read the value: exact, at least, more than, about, at most, less than or between.",
        _list("bound|figure bound|qualifier|value bound|comparator|operator|bound type|قید|Schranke"),
    ),
    Field(
        "unit",
        "Unit",
        "What is counted, for example deaths or percent.",
        _list(
            "unit|figure unit|units|what is counted|measure|unit of measure|واحد|الوحدة|unité|unidad|Einheit|Maßeinheit"
        ),
    ),
    Field(
        "place",
        "Place",
        "Where the value holds.",
        _list(
            "place|figure place|location|where|country|region|claim location|city|province|مکان|محل|کشور|المكان|البلد|"
            "lieu|pays|lugar|país|ubicación|Ort|Land"
        ),
    ),
    Field(
        "as_of",
        "As of",
        "The day, month or year that the value speaks of.",
        _list(
            "as of|figure as of|as of date|value date|date of value|reference date|data date|تا تاریخ|"
            "حتى تاريخ|à la date du|a fecha de|Stand"
        ),
    ),
    Field(
        "said_on",
        "Said on",
        "The day, month or year in which it was said.",
        _list(
            "said on|claim date|claimed on|date of claim|date claimed|said at|date said|statement date|when said|"
            "item reviewed date published|first said|claim published|date|when|تاریخ ادعا|تاریخ|تاريخ الادعاء|التاريخ|"
            "date de la déclaration|fecha|fecha de la afirmación|Datum"
        ),
        _list("day|published|date published|publication date|published on|published at|created at"),
    ),
    Field(
        "language",
        "Language",
        "The language of the claim: en, fa-IR or English.",
        _list("language|lang|claim language|in language|language code|locale|زبان|اللغة|langue|idioma|lengua|Sprache"),
    ),
    Field(
        "url",
        "Address",
        "Where it was said, from https:// on.",
        _list(
            "url|claim url|link|claim link|web address|address|source url|source link|appearance|first appearance|"
            "item reviewed first appearance url|item reviewed appearance url|uri|permalink|href|where it was said|"
            "post url|tweet url|article url|نشانی|پیوند|لینک|الرابط|رابط|lien|adresse|enlace|vínculo|Verweis|website|"
            "web page|page"
        ),
        _list("source|quelle|fuente|منبع|المصدر"),
    ),
    Field(
        "topic",
        "Topic",
        "The story it belongs to, by its title or short name.",
        _list("topic|story|subject|theme|topic title|category|موضوع|الموضوع|sujet|thème|tema|asunto|Thema"),
        _list("section|beat"),
    ),
    Field(
        "priority",
        "Priority",
        "How urgent it is: 1 or high, 2 or medium, 3 or low.",
        _list("priority|urgency|importance|prio|اولویت|الأولوية|priorité|prioridad|Priorität|Dringlichkeit"),
    ),
    Field(
        "reach",
        "Reach",
        "How many people it reached, as a whole number: 1,200,000 or 1.2 million.",
        _list(
            "reach|people reached|number of people reached|views|view count|impressions|audience|audience size|"
            "seen by|total reach|estimated reach|total views|بازدید|تعداد بازدید|مخاطبان|المشاهدات|عدد المشاهدات|"
            "الوصول|الجمهور|portée|vues|nombre de vues|personnes touchées|alcance|visualizaciones|vistas|"
            "personas alcanzadas|Reichweite|Aufrufe|erreichte Personen"
        ),
        _list("shares|engagement|interactions|followers|circulation|subscribers"),
    ),
    Field(
        "due",
        "Due",
        "The day by which it should be decided.",
        _list(
            "due|due date|deadline|due on|due by|due at|needed by|مهلت|سررسید|الموعد النهائي|échéance|date limite|"
            "fecha límite|vencimiento|Frist|fällig|fällig am"
        ),
    ),
    Field(
        "tags",
        "Tags",
        "Words to find it by, with commas or semicolons between them.",
        _list(
            "tags|tag|labels|label|keywords|keyword|برچسب|برچسب ها|کلیدواژه|الوسوم|الكلمات المفتاحية|étiquettes|"
            "mots clés|etiquetas|palabras clave|Schlagwörter|Stichwörter"
        ),
    ),
    Field(
        "external_id",
        "Your id",
        "What the claim is called where it comes from; the same id is not taken twice.",
        _list(
            "external id|id|claim id|ref|reference|identifier|key|record id|uid|uuid|guid|row id|case id|شناسه|المعرف|"
            "معرف|identifiant|réf|référence|identificador|referencia|Kennung|Referenz"
        ),
    ),
)
FIELD_NAMES: frozenset[str] = frozenset(field.name for field in FIELDS)
# A claim says something: without one of these there is none.
SAYING = ("text", "quote")
