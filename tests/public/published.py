"""Verdicts to read, brought to the public by the product's own verbs."""

from typing import Any

from claims.actions.claim_parts import Link
from factcheck.core.models import User
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.models import Publication
from tests.factories import assess, assigned, make_claim

RATIONALE = "Nobody could check it.\n\nThe *figure* rests on unnamed officials."
HOSTILE = '</script><script>alert(1)</script> <!-- "quoted" \\ \u202e\u2067\u200f\u2028 & <b>{{ 7|add:7 }}</b> it’s so'
SPEAKERS = (Link("Reuters", "cited"), Link("officials", "confirmed", is_anonymous=True))


def published(
    cast: dict[str, User], text: str = "", *, rating: str = "unproven", rationale: str = RATIONALE, **fields: Any
) -> Publication:
    """A verdict on a claim of these fields, assessed by Ada and Ben alike, published by Erin."""
    claim = make_claim(cast["erin"], text, **fields)
    review = assigned(open_review(claim.pk, by=cast["erin"]), cast["erin"], cast["ada"], cast["ben"])
    for person in ("ada", "ben"):
        assess(review, cast[person], rating, rationale=rationale)
    return publish(review.pk, by=cast["erin"])


def body_with(publication: Publication, **changes: Any) -> dict[str, Any]:
    """The frozen JSON of a publication with the site before its addresses and some fields changed."""
    body = {**publication.body, **changes}
    return {**body, "url": f"https://desk.example{body['url']}", "self": f"https://desk.example{body['self']}"}
