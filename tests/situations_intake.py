"""What comes in, as what a call is made on."""

from claims.actions.add_claim import add_claim
from claims.actions.decide_claim import decide_claim
from claims.actions.save_mapping import save_mapping
from claims.models import ClaimState, Document, Feed, FeedItem
from tests.claims.checking import make_check
from tests.claims.importing import UNKNOWN_COLUMNS, imported_file
from tests.factories import make_claim, make_document
from tests.ids import Cast, Growth, Ids, Situation


def nothing(cast: Cast) -> Ids:
    """A desk with one claim that is kept and under no review."""
    return {"claim": make_claim(cast["erin"]).pk}


def document(cast: Cast) -> Ids:
    """A document with one kept claim in it."""
    made = make_document(cast["erin"])
    claim = add_claim(by=cast["erin"], document_id=made.pk, start=0, end=40)
    return {"pk": made.pk, "claim": claim.pk, "words": claim.quote}


def importing(cast: Cast) -> Ids:
    """A document's import, not yet begun."""
    return {"pk": make_document(cast["erin"]).imports.get().pk}


def changed(cast: Cast) -> Ids:
    """A newer version of a document."""
    made, newer = make_document(cast["erin"]), make_document(cast["erin"])
    Document.objects.filter(pk=newer.pk).update(supersedes=made)
    return {"pk": newer.pk}


def refused(cast: Cast) -> Ids:
    """An import of a file that is done, with its second row refused."""
    return {"pk": imported_file(cast["erin"]).pk, "number": 2}


def mapless(cast: Cast) -> Ids:
    """An import that waits for its columns to be named."""
    return {"pk": imported_file(cast["erin"], UNKNOWN_COLUMNS).pk}


def mapping(cast: Cast) -> Ids:
    """A saved mapping."""
    saved = save_mapping(by=cast["erin"], name="Backlog", columns=["x", "y"], mapping={"x": "text"})
    return {"pk": saved.pk, "mapping_id": saved.pk}


def claim(cast: Cast) -> Ids:
    """A claim of a document, not decided on."""
    made = document(cast)
    decide_claim(int(str(made["claim"])), ClaimState.UNDECIDED, by=cast["erin"])
    return {"pk": made["claim"], "document": made["pk"]}


def feeding(cast: Cast) -> Ids:
    """A feed with one item, whose document is here."""
    feed = Feed.objects.create(url="https://paper.example/feed.xml", title="Bulletin feed", added_by=cast["erin"])
    work = make_document(cast["erin"]).imports.get()
    FeedItem.objects.create(feed=feed, key="1" * 64, title="Bulletin item", work=work)
    return {"pk": feed.pk}


def check(cast: Cast) -> Ids:
    """A fact-check of others."""
    return {"pk": make_check(cast["erin"]).pk}


SITUATIONS: dict[str, Situation] = {
    "nothing": nothing,
    "document": document,
    "import": importing,
    "changed": changed,
    "refused": refused,
    "mapless": mapless,
    "mapping": mapping,
    "claim": claim,
    "feed": feeding,
    "check": check,
}
OF_NO_TOPIC: set[str] = {"nothing", "check", "mapping"}
NOWHERE: Ids = {"pk": 999_999_999, "number": 1, "mapping_id": 999_999_999}
GROWTH: list[Growth] = []
