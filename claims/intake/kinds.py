"""What can be brought in, and what it becomes."""

from enum import StrEnum


class Format(StrEnum):
    """How a file is written. `JSONL` stands for JSON Lines and for one JSON array of records alike."""

    TEXT = "text"
    HTML = "html"
    PDF = "pdf"
    URL = "url"
    FEED = "feed"
    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"
    CLAIMREVIEW = "claimreview"


class Makes(StrEnum):
    """What an import makes: documents to extract claims from, claims, or fact-checks of others."""

    DOCUMENTS = "documents"
    CLAIMS = "claims"
    CHECKS = "checks"


TABLE_FORMATS = frozenset({Format.CSV, Format.XLSX, Format.JSONL})
MAKES: dict[Format, tuple[Makes, ...]] = {
    Format.TEXT: (Makes.DOCUMENTS,),
    Format.HTML: (Makes.DOCUMENTS,),
    Format.PDF: (Makes.DOCUMENTS,),
    Format.URL: (Makes.DOCUMENTS,),
    Format.FEED: (Makes.DOCUMENTS,),
    Format.CSV: (Makes.CLAIMS,),
    Format.XLSX: (Makes.CLAIMS,),
    Format.JSONL: (Makes.CLAIMS,),
    # The first is what a file becomes when nobody says otherwise.
    Format.CLAIMREVIEW: (Makes.CHECKS, Makes.CLAIMS),
}
