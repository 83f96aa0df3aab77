"""A verdict as schema.org ClaimReview, with what Google's guideline for fact checks asks for. Pure.

Required: claimReviewed, reviewRating.alternateName, url. Recommended: author, datePublished, itemReviewed
(a Claim with author, datePublished, appearance, firstAppearance), and the rating's numbers.
"""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

CONTEXT = "https://schema.org"
# The rating of these stands. A withdrawn or replaced one must not be asserted to search engines any more.
_STANDING = frozenset({"published", "corrected"})
_STATUS_WORDS = {"retracted": "Retracted", "superseded": "Superseded"}
# These stand to the claim as its speaker does; who denies or doubts it is not its author.
_SPEAKING = frozenset({"asserts", "confirms", "reports"})
_PARTY_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "group": "Organization",
}
_TAG = re.compile(r"<[^>]*>")
# A citation of evidence on the verdict's page, which means nothing away from it.
_CITED = re.compile(r' ?<a href="#evidence-[^"]*"[^>]*>[^<]*</a>')
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<br>")
_EXPLANATION_LENGTH = 500
_IN_SCRIPT = {ord(letter): f"\\u{ord(letter):04X}" for letter in "<>&\u2028\u2029"}


def claim_review(body: Mapping[str, Any], *, site: str, publisher: str) -> dict[str, Any]:
    """The JSON-LD of a public verdict.

    `body` is the API's JSON of it with absolute addresses, `site` the desk's own address, `publisher` who
    answers for it. A rating to which the scale gives no number (unproven, outdated) has words alone, since none
    would be true.

    A retracted or superseded verdict gives no ClaimReview, because that type cannot be without a rating: it
    is a CreativeWork with `creativeWorkStatus`, and its corrections say why. A consumer that looks for
    ClaimReview finds none and drops the rating, which is what withdrawing it means.
    """
    organisation = {"@type": "Organization", "name": publisher, "url": f"{site}/"}
    made = {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "@id": body["url"],
        "url": body["url"],
        "author": organisation,
        "publisher": organisation,
        "datePublished": body["published_at"],
        "dateModified": body["updated_at"],
        "version": body["version"],
    }
    if body["corrections"]:
        made["correction"] = [_correction(correction) for correction in body["corrections"]]
    if body.get("reused_from"):
        made["isBasedOn"] = body["reused_from"]["url"]
    if body["status"] not in _STANDING:
        return {
            **made,
            "@type": "CreativeWork",
            "about": _claim(body),
            "creativeWorkStatus": _STATUS_WORDS.get(body["status"], "Retracted"),
        }
    return {
        **made,
        "claimReviewed": body["claim"]["text"],
        "reviewRating": _rating(body),
        "itemReviewed": _claim(body),
    }


def in_script(data: Mapping[str, Any]) -> str:
    """JSON for a script element: no character in it can end the element or begin a comment."""
    return json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)


def plain_words(rendered: str, limit: int = _EXPLANATION_LENGTH) -> str:
    """The text of rendered Markdown without citations, one space between blocks, cut at a word with an ellipsis."""
    text = " ".join(html.unescape(_TAG.sub("", _BLOCK_END.sub(" ", _CITED.sub("", rendered)))).split())
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head) + "…"


def _rating(body: Mapping[str, Any]) -> dict[str, Any]:
    rating = body["rating"]
    made = {"@type": "Rating", "alternateName": rating["label"]}
    # What was frozen before a scale had numbers of its own for ClaimReview gives those of the axis.
    numbers = rating["claimreview"] if "claimreview" in rating else rating if rating["value"] is not None else None
    if numbers is not None:
        made |= {"ratingValue": numbers["value"], "bestRating": numbers["best"], "worstRating": numbers["worst"]}
    explanation = plain_words(body["rationale_html"])
    return {**made, "ratingExplanation": explanation} if explanation else made


def _claim(body: Mapping[str, Any]) -> dict[str, Any]:
    """What was said. An unnamed speaker is no author; who passed their words on is an appearance."""
    claim = body["claim"]
    made: dict[str, Any] = {
        "@type": "Claim",
        "text": claim["quote"] or claim["text"],
        "inLanguage": claim["language"],
    }
    speakers = claim["claimants"]
    if speakers and not speakers[-1]["anonymous"] and speakers[-1]["stance"] in _SPEAKING:
        made["author"] = _party(speakers[-1])
    if claim["first_said"]:
        made["datePublished"] = claim["first_said"]
    document = _document(claim["document"])
    carriers = [
        {"@type": "CreativeWork", "publisher": _party(speaker)} for speaker in speakers[:-1] if not speaker["anonymous"]
    ]
    appearances = [document, *carriers] if document else carriers
    if appearances:
        made["appearance"] = appearances if len(appearances) > 1 else appearances[0]
    # Only a document of the very day on which it was first said can be where it was said first.
    if document and len(claim["first_said"] or "") == 10 and claim["first_said"] == document.get("datePublished"):
        made["firstAppearance"] = document
    return made


def _document(document: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if not document:
        return None
    made: dict[str, Any] = {"@type": "CreativeWork", "headline": document["title"]}
    if document["url"]:
        made["url"] = document["url"]
    if document["publisher"]:
        made["publisher"] = {"@type": "Organization", "name": document["publisher"]}
    if document["published_on"]:
        made["datePublished"] = document["published_on"]
    return made


def _party(speaker: Mapping[str, Any]) -> dict[str, str]:
    # Thing where it is not known whether this is a person: a guess would be a statement about somebody.
    return {"@type": _PARTY_TYPES.get(speaker.get("kind") or "", "Thing"), "name": speaker["name"]}


def _correction(correction: Mapping[str, Any]) -> dict[str, str]:
    return {
        "@type": "CorrectionComment",
        "text": f"{correction['what']} {correction['why']}",
        "datePublished": correction["at"],
    }
