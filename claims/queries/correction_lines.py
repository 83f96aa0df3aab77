"""Corrections as text: JSON Lines, or one page of W3C Web Annotations."""

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from claims.queries.corrections import Correction, Outcome

JSON_LINES = "application/x-ndjson"
# The media type of the Web Annotation Protocol, section 3.
ANNOTATIONS = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_EXTRACTOR = "urn:factcheck-desk:extractor:"
_MARGIN = 32  # code points of the text before and after in a selector


def json_lines(found: Iterable[Correction]) -> Iterator[str]:
    """One JSON object a line for each correction."""
    for each in found:
        yield json.dumps(line_of(each), ensure_ascii=False) + "\n"


def line_of(correction: Correction) -> dict[str, Any]:
    """A correction as JSON values."""
    claim = correction.claim
    document = claim.document
    return {
        "claim": claim.pk,
        "outcome": correction.outcome,
        "at": correction.at.isoformat(),
        "extractors": correction.extractors,
        "document": {
            "id": claim.document_id,
            "sha256": document.sha256 if document else "",
            "title": document.title if document else "",
            "url": document.url if document else "",
            "language": document.language if document else "",
            "published_on": document.published_on.isoformat() if document and document.published_on else None,
        },
        "start": claim.start,
        "end": claim.end,
        "quote": claim.quote,
        "before": correction.before,
        "after": correction.after,
        "said": correction.said,
        "made": correction.made,
        "changed": correction.changed,
        "instead_of": correction.instead_of,
    }


def annotation_page(found: Iterable[Correction], *, site: str, page: str) -> Iterator[str]:
    """The same as an AnnotationPage of the W3C Web Annotation Data Model, written as it is read.

    `site` is the address of the desk without a slash at its end, `page` the address of this page.
    """
    collection = f"{site}/api/v1/corrections.jsonl"
    head = {"@context": _CONTEXT, "id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "items": ['
    for number, each in enumerate(found):
        yield (",\n" if number else "\n") + json.dumps(annotation_of(each, site=site), ensure_ascii=False)
    yield "\n]}\n"


def annotation_of(correction: Correction, *, site: str) -> dict[str, Any]:
    """One correction as a Web Annotation: its target is the words in the document, in code points, and its bodies are
    what came of them, what the extractor said and what a person made of it."""
    claim = correction.claim
    bodies = [_body("tagging", correction.outcome)]
    if correction.said is not None:
        bodies.append({**_body("describing", correction.said), "creator": _software(correction.extractors)})
    if correction.made is not None and (correction.changed or correction.outcome is Outcome.MISSED):
        bodies.append(_body("editing", correction.made))
    return {
        "id": f"{site}/api/v1/claims/{claim.pk}#correction",
        "type": "Annotation",
        "motivation": "editing" if len(bodies) == 3 or correction.outcome is Outcome.MISSED else "assessing",
        "modified": correction.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "body": bodies,
        "target": {
            "source": f"{site}/api/v1/documents/{claim.document_id}",
            "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {
                    "type": "TextQuoteSelector",
                    "exact": claim.quote,
                    "prefix": correction.before[-_MARGIN:],
                    "suffix": correction.after[:_MARGIN],
                },
            ],
        },
    }


def _software(extractors: list[dict[str, str]]) -> list[dict[str, str]]:
    return [
        {"id": _EXTRACTOR + quote(each["name"].replace(" ", "-")), "type": "Software", "name": each["name"]}
        for each in extractors
    ]


def _body(purpose: str, value: Any) -> dict[str, Any]:
    body: dict[str, Any] = {"type": "TextualBody", "purpose": purpose}
    if isinstance(value, dict):
        return {**body, "format": "application/json", "value": json.dumps(value, ensure_ascii=False)}
    return {**body, "format": "text/plain", "value": str(value)}
