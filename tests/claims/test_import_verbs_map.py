"""Naming the columns of a file, saved mappings, reading a file again and importing it again."""

import pytest
from django.core.files.storage import default_storage

from claims.actions.add_topic import add_topic
from claims.actions.delete_mapping import delete_mapping
from claims.actions.map_import import map_import
from claims.actions.repeat_import import repeat_import
from claims.actions.reread_import import reread_import
from claims.actions.run_import import run_import
from claims.actions.save_mapping import save_mapping
from claims.models import Claim, Import, ImportState, Mapping
from claims.queries.imports import saved_mapping_for
from factcheck.core.errors import Invalid, NotAllowed, NotFound, WrongState
from factcheck.core.events import EventKind
from factcheck.core.models import Event, User
from tests.claims.importing import UNKNOWN_COLUMNS, imported_file, sent_file

Cast = dict[str, User]


def went_on(work: Import) -> Import:
    while run_import(work.pk):
        pass
    work.refresh_from_db()
    return work


def test_an_import_goes_on_once_its_columns_are_named(cast: Cast) -> None:
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    assert (work.state, work.waits_for_mapping, work.columns) == (ImportState.CHECKING, True, ["x", "y"])
    mapped = map_import(work.pk, by=cast["cleo"], mapping={"X": "text", "y": ""}, language="fa")
    assert (mapped.waits_for_mapping, mapped.mapping) == (False, {"X": "text"})
    work = went_on(work)
    assert (work.state, work.added) == (ImportState.DONE, 2)
    assert set(Claim.objects.filter(imported_in=work).values_list("text", "language")) == {("12", "fa"), ("56", "fa")}
    with pytest.raises(WrongState, match="does not wait"):
        map_import(work.pk, by=cast["erin"], mapping={"x": "text"})


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({}, "No column is mapped to text or quote"),
        ({"x": "url"}, "No column is mapped to text or quote"),
        ({"x": "text", "z": "url"}, "no column z"),
        ({"x": "words"}, "words is no field"),
        ({"x": "text", "y": "text"}, "Both x and y"),
    ],
)
def test_a_mapping_that_will_not_do_is_refused_and_the_import_waits_on(
    cast: Cast, mapping: dict[str, str], words: str
) -> None:
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    events = Event.objects.count()
    with pytest.raises(Invalid, match=words) as refused:
        map_import(work.pk, by=cast["erin"], mapping=mapping, save_as="Backlog")
    assert refused.value.faults[0].pointer == "/mapping"
    work.refresh_from_db()
    assert work.waits_for_mapping
    assert (Mapping.objects.count(), Event.objects.count()) == (0, events)


def test_a_saved_mapping_is_used_without_asking(cast: Cast) -> None:
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    map_import(work.pk, by=cast["erin"], mapping={"x": "text"}, save_as="  Back   log ")
    saved = Mapping.objects.get()
    assert (saved.name, saved.columns, saved.fields, saved.saved_by) == ("Back log", ["x", "y"], {"x": "text"},
                                                                         cast["erin"])  # fmt: skip
    later = imported_file(cast["cleo"], "Y,X\n1,It is so\n")
    assert (later.state, later.added, later.mapping) == (ImportState.DONE, 1, {"X": "text"})
    assert Claim.objects.get(imported_in=later).text == "It is so"


def test_a_saved_mapping_goes_with_its_columns_only(cast: Cast) -> None:
    save_mapping(by=cast["erin"], name="Old", columns=["Claim Date", "w"], mapping={"w": "text"})
    save_mapping(by=cast["erin"], name="New", columns=["w", "claim_date"], mapping={"w": "quote"})
    assert saved_mapping_for(["CLAIM DATE", "W"]) == {"W": "quote"}, "the latest that was saved"
    assert saved_mapping_for(["W", "claim-date", "refused: line", "refused: column", "refused: reason"]) == {
        "W": "quote"
    }
    assert saved_mapping_for(["w"]) is None
    assert saved_mapping_for(["w", "claim date", "other"]) is None
    assert saved_mapping_for(["w", "w", "claim date"]) is None


def test_saving_under_a_name_again_replaces(cast: Cast) -> None:
    first = save_mapping(by=cast["erin"], name="Backlog", columns=["x"], mapping={"x": "text"})
    second = save_mapping(by=cast["cleo"], name="Backlog", columns=["y"], mapping={"y": "text"})
    assert (first.pk, second.saved_by) == (second.pk, cast["cleo"])
    assert [event.data["replaced"] for event in Event.objects.filter(kind=EventKind.MAPPING_SAVED).order_by("id")] == [
        False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "columns", "words"),
    [("", ["x"], "needs a name"), ("n" * 101, ["x"], "needs a name"), ("a\0", ["x"], "NUL"),
     ("Two", ["x", "X "], "same header")],
)  # fmt: skip
def test_a_mapping_that_cannot_be_saved_says_why(cast: Cast, name: str, columns: list[str], words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        save_mapping(by=cast["erin"], name=name, columns=columns, mapping={"x": "text"})
    assert refused.value.faults[0].pointer == "/save_as"


def test_a_mapping_is_thrown_away(cast: Cast) -> None:
    saved = save_mapping(by=cast["erin"], name="Backlog", columns=["x"], mapping={"x": "text"})
    with pytest.raises(NotAllowed):
        delete_mapping(saved.pk, by=cast["ada"])
    delete_mapping(saved.pk, by=cast["cleo"])
    assert saved_mapping_for(["x"]) is None
    assert Event.objects.get(kind=EventKind.MAPPING_DELETED).data["name"] == "Backlog"
    with pytest.raises(NotFound):
        delete_mapping(saved.pk, by=cast["cleo"])


def test_a_file_is_opened_again_as_people_say(cast: Cast) -> None:
    text = "w;v\nOn sait que c’est vrai, dit-on;Le Monde\nC’était déjà vrai, dit-on encore;X\n".encode("utf-16-le")
    work = imported_file(cast["erin"], text, encoding="utf-16-le", delimiter=",")
    assert work.waits_for_mapping
    assert work.columns == ["w;v"]
    reread_import(work.pk, by=cast["erin"], encoding="utf-16-le", delimiter=";")
    work = went_on(work)
    assert work.columns == ["w", "v"]
    map_import(work.pk, by=cast["erin"], mapping={"w": "text"})
    assert went_on(work).added == 2
    assert Claim.objects.filter(text="On sait que c’est vrai, dit-on").exists()
    with pytest.raises(WrongState):
        reread_import(work.pk, by=cast["erin"])


def test_after_a_dry_run_the_stored_file_is_imported_for_real(cast: Cast) -> None:
    topic = add_topic("Toll", by=cast["erin"])
    dry = imported_file(cast["erin"], dry_run=True, topic=topic.slug, language="fa", makes_topics=True)
    assert (dry.state, dry.added, dry.duplicates, dry.refused) == (ImportState.DONE, 2, 1, 1)
    assert not Claim.objects.exists()
    real = repeat_import(dry.pk, by=cast["cleo"])
    assert (real.created_by, real.dry_run, real.makes_topics, real.sha256) == (cast["cleo"], False, True, dry.sha256)
    real = went_on(real)
    assert (real.added, real.duplicates, real.refused) == (2, 1, 1)
    assert set(Claim.objects.values_list("topic__slug", "language")) == {("toll", "fa")}
    again = went_on(repeat_import(real.pk, by=cast["erin"], dry_run=True))
    assert (again.dry_run, again.added, again.known) == (True, 0, 3)
    assert default_storage.exists(dry.path)


def test_what_goes_on_or_has_no_file_is_not_repeated(cast: Cast) -> None:
    with pytest.raises(WrongState, match="still going on"):
        repeat_import(sent_file(cast["erin"]).pk, by=cast["erin"])
    bare = Import.objects.create(created_by=cast["erin"], state=ImportState.FAILED, ended_at="2020-01-01T00:00Z")
    with pytest.raises(WrongState, match="no file"):
        repeat_import(bare.pk, by=cast["erin"])
