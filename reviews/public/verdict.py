"""The public page of a verdict, and the same as data."""

import json
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString

from reviews.models import Publication, PublicationStatus
from reviews.public import wording
from reviews.public.answers import data, page_number, public
from reviews.public.claimreview import claim_review, in_script, plain_words
from reviews.public.negotiation import preferred
from reviews.queries.verdicts import as_public, publication_of, ratings_of, same_topic, versions_of

HTML, JSON_LD, JSON = "text/html", "application/ld+json", "application/json"
_FORMS = (HTML, JSON_LD, JSON)


@public
def verdict(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """The verdict in the form that the client prefers; under another slug the way to the right one."""
    current = publication_of(pk)
    address = _address(current)
    if request.path != address:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
    publication = _version(request, current)
    form = preferred(request.headers.get("Accept", ""), _FORMS)
    if form is None:
        response = HttpResponse(
            f"This verdict can be had as {', '.join(_FORMS)}.\n", status=406, content_type="text/plain"
        )
    elif form == HTML:
        response = render(request, "public/verdict.html", _context(publication, current))
    else:
        response = _as_data(publication, form)
        response.headers["Content-Location"] = _data_address(publication, "json" if form == JSON else "jsonld")
    patch_vary_headers(response, ["Accept"])
    return response


@public
def verdict_data(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The verdict as the API's JSON (`json`) or as ClaimReview JSON-LD (`jsonld`), whatever is accepted."""
    publication = _version(request, publication_of(pk))
    return _as_data(publication, JSON if form == "json" else JSON_LD)


def _version(request: HttpRequest, current: Publication) -> Publication:
    """The version that the query asks for, else the current one. Raises NotFound or Http404."""
    wanted = request.GET.get("version")
    if not wanted:
        return current
    number = page_number(wanted)
    if number is None:
        raise Http404
    return current if number == current.version else publication_of(current.review_id, number)


def _as_data(publication: Publication, form: str) -> HttpResponse:
    body = as_public(publication, settings.SITE_URL)
    made = body if form == JSON else _json_ld(body)
    return data(json.dumps(made, ensure_ascii=False), form, Link=f'<{body["url"]}>; rel="canonical"')


def _json_ld(body: dict[str, Any]) -> dict[str, Any]:
    return claim_review(body, site=settings.SITE_URL, publisher=settings.PUBLISHER_NAME)


def _address(publication: Publication) -> str:
    return str(publication.body["url"])


def _data_address(publication: Publication, form: str) -> str:
    query = "" if publication.is_current else f"?version={publication.version}"
    return reverse("public_verdict_data", args=[publication.review_id, form]) + query


def _context(publication: Publication, current: Publication) -> dict[str, Any]:
    body = as_public(publication, settings.SITE_URL)
    ratings = ratings_of(publication.verdict.scale_id)
    definition = next((each.definition for each in ratings if each.slug == body["rating"]["slug"]), "")
    lead, rest = wording.lead_and_rest(body, definition)
    corrections = [{**each, "on": wording.long_date(each["at"])} for each in body["corrections"]]
    versions = versions_of(publication.review_id)
    is_retracted = publication.status == PublicationStatus.RETRACTED
    return {
        "body": body,
        "claim": body["claim"],
        "headline": wording.headline(body["claim"]),
        "direction": wording.direction(body["claim"]["language"]),
        "said": wording.said(body["claim"]),
        "attribution": wording.attribution_words(body),
        "ratings": ratings,
        "lead": lead,
        "rest": rest,
        "summary": plain_words(body["rationale_html"], 200),
        "as_of": wording.long_date(body["as_of"]),
        "sides": wording.sides(body),
        "reviewed_by": wording.reviewed_by(body),
        "reused": wording.reused(body),
        "published": wording.long_date(body["published_at"]),
        "updated": wording.long_date(body["updated_at"]),
        "review_by": wording.long_date(body["review_by"]),
        "corrections": corrections,
        "retraction": corrections[0] if is_retracted and corrections else None,
        "is_retracted": is_retracted,
        "is_superseded": not publication.is_current,
        "is_now_retracted": current.status == PublicationStatus.RETRACTED,
        "current_address": _address(current),
        "versions": [(each, wording.long_date(each.published_at)) for each in versions],
        "related": same_topic(publication),
        "kept_copies": sum(item["archived"] for item in body["evidence"]),
        # Only the current version speaks to search engines: two reviews of one claim would contradict.
        "json_ld": SafeString(in_script(_json_ld(body))) if publication.is_current else "",
        "json_address": _data_address(publication, "json"),
        "jsonld_address": _data_address(publication, "jsonld"),
    }
