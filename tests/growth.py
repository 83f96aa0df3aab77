"""How many queries an address takes when there are two of everything, and when there are a dozen."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.http import HttpResponseBase
from django.test.utils import CaptureQueriesContext

from claims.actions.add_claim import add_claim
from claims.actions.add_topic import add_topic
from claims.actions.affiliate_party import add_alias, affiliate
from claims.actions.extract_document import extract_document
from claims.actions.save_mapping import save_mapping
from claims.models import Document, Import, Party
from factcheck.core.models import User
from reviews.actions.assign_review import assign_review
from reviews.actions.close_review import CloseReason, close_review
from reviews.actions.correct import correct
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.hold_review import hold_review
from reviews.actions.open_review import open_review
from reviews.actions.publish import publish
from reviews.models import EvidenceStance, Review
from reviews.notify.dispatch import drain
from tests.archived import keep_copy
from tests.claims.checking import make_check
from tests.claims.feeding import filled_feed
from tests.claims.importing import imported_file
from tests.factories import assess, assigned, make_claim, make_document, make_evidence, make_review
from tests.situations import GROWTH

# Two and not one: what leads from one row to another, as one source to the next, is there from the start.
FEW = 2
MANY = 12
Ask = Callable[[], HttpResponseBase]


def world(cast: dict[str, User], size: int) -> dict[str, Any]:
    """Reviews in every state with `size` of everything in them, and as many rows for the lists.

    Gives the ids by which addresses ask for them.
    """
    erin = cast["erin"]
    topics = [add_topic(f"Story {size} {number}", by=erin).slug for number in range(size)]
    document = filled_document(erin, size, topics[0])
    for number in range(size - 1):
        other = make_document(erin, publisher=f"Paper {size} {number}", topic=topics[number])
        extract_document(other.imports.get().pk)
    party = Party.objects.filter(attributions__claim__document=document).first() or Party.objects.earliest("pk")
    for number in range(size):
        friend = Party.objects.create(name=f"Friend {size} {number}")
        add_alias(party, f"Alias {size} {number}", by=erin)
        affiliate(friend, of=party, basis="It says so.", by=erin)
    full = {name: make(cast, size) for name, make in ROUNDS.items()}
    for make in ROUNDS.values():
        for _ in range(min(size, 4) - 1):  # rows for the lists; what is inside them is not shown there
            make(cast, FEW)
    feeds = [filled_feed(erin, size, number, topics[number]) for number in range(size)]
    drain()
    for text in [*(review.claim.text for review in full.values()), *document.claims.values_list("text", flat=True)]:
        for number in range(size):
            check = make_check(erin, claim_text=text, publisher=f"Outlet {size} {number}")
    found = {name: review.pk for name, review in full.items()}
    claim = full["in_review"].claim_id
    found["feed"] = feeds[0].pk
    found |= archived(cast, full["in_review"], document, size)
    found["file"] = filled_import(erin, size).pk
    found |= {"document": document.pk, "import": document.imports.get().pk, "claim": claim, "check": check.pk}
    for grow in GROWTH:
        found |= grow(cast, size, found)
    drain()  # notices of all this are there in both worlds
    return found


def archived(cast: dict[str, User], review: Review, document: Document, size: int) -> dict[str, Any]:
    """`size` copies of a document and of each source of a review, and a version of the document besides."""
    newer = make_document(cast["erin"])
    Document.objects.filter(pk=newer.pk).update(supersedes=document)
    for _ in range(size):
        keep_copy(cast["erin"], document=document)
        for item in review.evidence.filter(added_by=cast["ada"]).select_related("source"):
            kept = keep_copy(cast["ada"], source=item.source)
    return {"newer": newer.pk, "source": item.source_id, "snapshot": kept.key}


def filled_import(by: User, size: int) -> Import:
    """An import with `size` rows of each outcome, beside as many others, and as many saved mappings.

    Its first claim is repeated by as many others.
    """
    for number in range(size):
        save_mapping(by=by, name=f"Mapping {size} {number}", columns=[f"a {number}"], mapping={f"a {number}": "text"})
        imported_file(by, f"claim\nOther {size} {number}\n")
    rows = [f"Claim {size} {number},2019-12-04\nclaim {size} {number}!,\nNo day {number},x\n" for number in range(size)]
    work = imported_file(by, "claim,claim date\n" + "".join(rows))
    for _ in range(size):
        make_claim(by, f"CLAIM {size} 0")  # repeats a row
    return work


def filled_document(by: User, size: int, topic: str) -> Document:
    """A document with `size` claims of each kind: found, kept and under review, and added by hand."""
    sentences = [
        f"On May {n + 1}, 2020, officials said that {n + 5} people were killed in town {n}." for n in range(size)
    ]
    document = make_document(
        by, f"Report {size}\n\n" + "\n".join(sentences) + "\n" * 3 + "More. " * 3 * size, topic=topic
    )
    extract_document(document.imports.get().pk)
    start = document.text.index("More. ")
    for number in range(size):
        for turn in range(2):
            at = start + 6 * (3 * number + turn)
            added = add_claim(by=by, document_id=document.pk, start=at, end=at + 5, topic=topic)
            if turn:
                open_review(added.pk, by=by)
    return document


def worked_on(cast: dict[str, User], size: int) -> Review:
    """A review in whose round both have `size` pieces of evidence, each taken from the one before."""
    erin = cast["erin"]
    review = assigned(make_review(erin), erin, cast["ada"], cast["ben"])
    for name in ("ada", "ben"):
        before = None
        for number in range(size):
            stance = list(EvidenceStance)[number % 3]
            item = make_evidence(review, cast[name], stance, publisher=f"{name} {size} {number}", note="So.")
            derive_evidence(
                review.pk, item.pk, by=cast[name], from_evidence=before, basis="It says so.",
                from_party="" if before else f"Origin {size} {number}",
            )  # fmt: skip
            before = item.pk
    return review


def split(cast: dict[str, User], size: int) -> Review:
    review = worked_on(cast, size)
    assess(review, cast["ada"], "unproven")
    assess(review, cast["ben"], "half-true")
    assign_review(review.pk, by=cast["erin"], username="cleo")
    return review


def decided(cast: dict[str, User], size: int) -> Review:
    review = worked_on(cast, size)
    for name in ("ada", "ben"):
        assess(review, cast[name], "unproven")
    return review


def published(cast: dict[str, User], size: int) -> Review:
    review = decided(cast, size)
    publish(review.pk, by=cast["erin"])
    for number in range(size):
        correct(review.pk, by=cast["erin"], what="It.", why="So.", rationale=f"Another, {number}.")
    return review


def queued(cast: dict[str, User], size: int) -> Review:
    return make_review(cast["erin"])


def on_hold(cast: dict[str, User], size: int) -> Review:
    review = assigned(make_review(cast["erin"]), cast["erin"], cast["ada"])
    return hold_review(review.pk, by=cast["erin"], reason="An answer.", until=date(2100, 1, 1))


def closed(cast: dict[str, User], size: int) -> Review:
    return close_review(make_review(cast["erin"]).pk, by=cast["erin"], reason=CloseReason.OUT_OF_SCOPE)


ROUNDS: dict[str, Callable[[dict[str, User], int], Review]] = {
    "queued": queued, "in_review": worked_on, "split": split, "decided": decided, "published": published,
    "on_hold": on_hold, "closed": closed,
}  # fmt: skip


def queries(ask: Ask) -> Counter[str]:
    """The statements of the second of two requests, with how often each was made; values are left out."""
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            answer = ask()
            if answer.streaming:
                b"".join(answer)  # type: ignore[call-overload]
    assert answer.status_code == 200, answer
    return Counter(plain(query["sql"]) for query in captured.captured_queries)


def plain(sql: str) -> str:
    """A statement without its values, so that the same one made for each row is seen as the same."""
    sql = re.sub(r"'(?:[^']|'')*'(::\w+(\[\])?)?", "?", sql)
    sql = re.sub(r"\b\d+(\.\d+)?\b", "?", sql)
    return re.sub(r"\((\?|\(\?\))(, (\?|\(\?\)))*\)", "(?)", sql)


def grew(few: Counter[str], many: Counter[str]) -> bool:
    """Whether more is asked in all, or one statement more often: one that falls away must not hide another."""
    return many.total() > few.total() or any(times > max(1, few[sql]) for sql, times in many.items())


def difference(few: Counter[str], many: Counter[str]) -> str:
    """What grew, for whoever has to find it."""
    changed = [
        f"{few[sql]} -> {many[sql]}: {sql[:300]} ... {sql[-300:]}" for sql in few | many if many[sql] != few[sql]
    ]
    return f"{few.total()} queries became {many.total()}\n" + "\n".join(changed)
