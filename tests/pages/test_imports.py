"""The pages of imports: bringing a file in, watching it, naming columns, correcting rows, taking back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.actions.add_topic import add_topic
from claims.actions.decide_claim import decide_claim
from claims.actions.run_import import run_import
from claims.models import Claim, ClaimState, Import, ImportState, Mapping
from claims.queries.imports import PAGE_SIZE
from factcheck.core.models import User
from tests.claims.importing import UNKNOWN_COLUMNS, imported_file, sent_file
from tests.factories import make_document
from tests.pages.drawing import Findings

Person = Callable[[str], Client]
Cast = dict[str, User]
LIST, NEW = "/desk/imports/", "/desk/imports/new/"


def page_of(work: Import, name: str = "import_progress", *args: int) -> str:
    return reverse(name, args=[work.pk, *args])


def drawn(answer: Any) -> str:
    html: str = answer.content.decode()
    assert Findings(html).wrong == []
    return html


def send(client: Client, content: bytes, name: str = "rows.csv", **fields: Any) -> Any:
    return client.post(NEW, {"file": SimpleUploadedFile(name, content), "language": "en", **fields})


def test_a_file_is_brought_in_from_the_page(as_person: Person, cast: Cast) -> None:
    topic = add_topic("Toll", by=cast["erin"])
    client = as_person("erin")
    drawn(client.get(NEW))
    fields = {"dry_run": "on", "topic": topic.slug, "language": "fa", "makes_topics": "on", "delimiter": ";"}
    answer = send(client, b"claim;place\nIt is so;Shiraz\n", **fields)
    work = Import.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, page_of(work))
    assert (work.dry_run, work.topic, work.language, work.makes_topics) == (True, topic, "fa", True)
    html = drawn(client.get(page_of(work)))
    assert "Received, waiting for a worker" in html
    assert '<noscript><meta http-equiv="refresh"' in html


@pytest.mark.parametrize(
    ("content", "fields", "name"),
    [(b"", {}, "file"), (b"claim\nx\n", {"format": "pages"}, "format"), (b"claim\nx\n", {"topic": "nowhere"}, "topic")],
)
def test_what_is_wrong_stands_beside_its_field(
    as_person: Person, cast: Cast, content: bytes, fields: dict[str, str], name: str
) -> None:
    answer = send(as_person("erin"), content, **fields)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [name])
    drawn(answer)
    assert not Import.objects.exists()


def test_no_file_is_said(as_person: Person, cast: Cast) -> None:
    answer = as_person("erin").post(NEW, {"language": "en"})
    assert (answer.status_code, answer.context["form"].errors["file"]) == (422, ["Choose a file."])


def test_a_file_that_is_too_large_is_refused_before_it_is_read(as_person: Person, cast: Cast, settings: Any) -> None:
    settings.IMPORT_LIMIT = 2**20
    answer = as_person("erin").generic(
        "POST", NEW, b"", content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(3 * 2**20)
    )
    assert answer.status_code == 413
    assert "larger than 1 MiB" in drawn(answer)


def test_the_page_shows_what_became_of_every_row(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    client = as_person("erin")
    html = drawn(client.get(page_of(work)))
    shown = ["Done", "<b>4</b> of 4 read", "2 added", "1 linked as duplicate", "1 refused", "read as utf-8, commas"]
    shown += ["2019-15-12", "claim date", page_of(work, "import_row", 2), page_of(work, "import_errors")]
    for words in shown:
        assert words in html, words
    assert "http-equiv" not in html
    html = drawn(client.get(page_of(work), {"rows": "duplicate"}))
    assert f"Claim {Claim.objects.get(row_number=1).pk}" in html
    assert "has the same words" in html
    assert drawn(client.get(page_of(work), {"rows": "<x>", "after": "x"}))
    assert "2019-15-12" not in drawn(as_person("rita").get(page_of(work))), "rows are for who may import"


def test_progress_is_a_part_that_ends_with_a_reload(as_person: Person, cast: Cast) -> None:
    work = sent_file(cast["erin"], UNKNOWN_COLUMNS)
    client = as_person("rita")
    part = client.get(page_of(work), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert f'hx-get="{page_of(work)}"' in part.content.decode()
    assert "HX-Refresh" not in part.headers
    run_import(work.pk)
    waits = client.get(page_of(work), headers={"HX-Request": "true"})
    assert waits.headers["HX-Refresh"] == "true"
    assert "hx-get" not in waits.content.decode()


def test_time_and_rate_are_told_while_it_runs(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    Import.objects.filter(pk=work.pk).update(state=ImportState.RUNNING, ended_at=None, total=4_000_000)
    html = as_person("rita").get(page_of(work), headers={"HX-Request": "true"}).content.decode()
    assert "of 4,000,000 read" in html
    assert " a second" in html
    assert " left" in html


def test_columns_are_named_on_the_page(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    client = as_person("erin")
    html = drawn(client.get(page_of(work)))
    for words in ("What each column holds", "12", "56", 'name="column-1"'):
        assert words in html
    assert "What each column holds" not in drawn(as_person("rita").get(page_of(work)))
    answer = client.post(page_of(work, "import_mapping"), {"column-0": "url", "column-1": "", "language": "en"})
    assert answer.status_code == 422
    assert "No column is mapped to text or quote" in drawn(answer)
    sent = {"column-0": "text", "column-1": "", "language": "fa", "save_as": "Backlog"}
    answer = client.post(page_of(work, "import_mapping"), sent)
    assert answer.headers["Location"] == page_of(work)
    run_import(work.pk)
    assert set(Claim.objects.values_list("text", "language")) == {("12", "fa"), ("56", "fa")}
    html = drawn(client.get(LIST))
    assert "Backlog" in html
    client.post(reverse("mapping_delete", args=[Mapping.objects.get().pk]))
    assert not Mapping.objects.exists()


def test_a_file_is_read_again_from_the_page(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"], UNKNOWN_COLUMNS)
    answer = as_person("erin").post(page_of(work, "import_reread"), {"delimiter": ";"})
    assert answer.status_code == 302
    run_import(work.pk)
    work.refresh_from_db()
    assert work.columns == ["x,y"]


def test_a_refused_row_is_corrected_in_two_clicks(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    client, url = as_person("erin"), page_of(work, "import_row", 2)
    assert url in client.get(page_of(work)).content.decode()
    html = drawn(client.get(url))
    assert "More than 85 percent took no part" in html
    assert "2019-15-12" in html
    sent = {"cell-0": "More than 85 percent\r\ntook no part", "cell-1": "the ministry", "cell-2": "2019-13-13"}
    answer = client.post(url, sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["cell-2"])
    assert "took no part" in drawn(answer)
    answer = client.post(url, {**sent, "cell-2": "2019-12-15"}, follow=True)
    assert "Row 2 is added." in drawn(answer)
    claim = Claim.objects.get(imported_in=work, row_number=2)
    assert (claim.text, claim.said_on) == ("More than 85 percent\ntook no part", "2019-12-15")
    assert "Corrected" in drawn(client.get(page_of(work), {"rows": "added"}))
    assert client.post(url, {**sent, "cell-2": "2019"}).status_code == 409


def test_many_refused_rows_are_paged(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"], "claim,claim date\n" + "It is so,x\n" * (PAGE_SIZE + 5))
    client = as_person("erin")
    first = client.get(page_of(work))
    assert len(first.context["rows"]) == PAGE_SIZE
    second = client.get(first.context["next_url"])
    assert [each["row"].number for each in second.context["rows"]] == list(range(PAGE_SIZE + 1, PAGE_SIZE + 6))
    assert len(client.get(second.context["previous_url"]).context["rows"]) == PAGE_SIZE


def test_refused_rows_are_downloaded_and_sent_corrected(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"], "w,v\nIt is so,x\n", mapping={"w": "text", "v": "said_on"})
    client = as_person("erin")
    answer = client.get(page_of(work, "import_errors"))
    report = b"".join(answer.streaming_content).decode()  # type: ignore[arg-type]
    assert report.startswith("\ufeffw,v,refused: line,refused: column,refused: reason\r\nIt is so,x,2,v,")
    form = client.get(NEW, {"like": work.pk}).context["form"]
    assert form.initial["like"] == work.pk
    answer = send(client, report.replace(",x,", ",2019,").encode(), like=work.pk)
    again = Import.objects.latest("id")
    assert again.mapping == work.mapping
    run_import(again.pk)
    assert Claim.objects.get().said_on == "2019"


def test_an_import_is_cancelled_after_a_question(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    Import.objects.filter(pk=work.pk).update(state=ImportState.RUNNING, ended_at=None)
    client = as_person("erin")
    assert page_of(work, "import_cancel") in drawn(client.get(page_of(work)))
    assert "is taken back" in drawn(client.get(page_of(work, "import_cancel")))
    answer = client.post(page_of(work, "import_cancel"), {"take_back": "yes"}, follow=True)
    html = drawn(answer)
    assert "The import is cancelled. What it had added was taken back." in html
    assert not Claim.objects.exists()
    assert client.post(page_of(work, "import_cancel")).status_code == 409


def test_what_was_added_is_taken_back_after_a_question(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"])
    kept = Claim.objects.get(row_number=1)
    decide_claim(kept.pk, ClaimState.KEPT, by=cast["erin"])
    client = as_person("erin")
    drawn(client.get(page_of(work, "import_take_back")))
    html = drawn(client.post(page_of(work, "import_take_back"), follow=True))
    assert "Taken back: 1 claims. 1 claim stays, because it was decided on." in html
    assert list(Claim.objects.all()) == [kept]
    assert page_of(work, "import_take_back") not in html


def test_after_a_dry_run_one_click_imports_for_real(as_person: Person, cast: Cast) -> None:
    work = imported_file(cast["erin"], dry_run=True)
    client = as_person("erin")
    html = drawn(client.get(page_of(work)))
    for words in ("This was a dry run.", "Import for real", "2 would be added"):
        assert words in html
    assert page_of(work, "import_row", 2) not in html
    answer = client.post(page_of(work, "import_repeat"))
    again = Import.objects.latest("id")
    assert answer.headers["Location"] == page_of(again)
    assert not again.dry_run


def test_the_list_shows_files_first_and_the_rest_on_request(as_person: Person, cast: Cast) -> None:
    client = as_person("rita")
    assert "No file was imported yet" in drawn(client.get(LIST))
    document = make_document(cast["erin"], title="A pasted text")
    done = imported_file(cast["erin"], name="<b>backlog</b>.csv")
    failed = imported_file(cast["erin"], b"\x00" * 100, name="broken.csv", format="csv")
    assert failed.state == ImportState.FAILED
    html = drawn(client.get(LIST))
    assert "&lt;b&gt;backlog&lt;/b&gt;.csv" in html
    assert "A pasted text" not in html
    assert NEW not in html
    assert document.title in drawn(client.get(LIST, {"show": "all"}))
    html = drawn(client.get(LIST, {"show": "failed"}))
    assert "broken.csv" in html
    assert page_of(done) not in html
    for query in ({"show": "x"}, {"before": "x"}, {"after": "9" * 30}, {"show": "cancelled"}):
        assert client.get(LIST, query).status_code == 200


def test_pages_of_the_list_lead_to_one_another(as_person: Person, cast: Cast) -> None:
    for number in range(PAGE_SIZE + 2):
        sent_file(cast["erin"], f"claim\n{number}\n")
    client = as_person("rita")
    first = client.get(LIST)
    older = client.get(first.context["older_url"])
    assert (len(first.context["page"].rows), len(older.context["page"].rows)) == (PAGE_SIZE, 2)
    newer = client.get(older.context["newer_url"])
    assert [work.pk for work in newer.context["page"].rows] == [work.pk for work in first.context["page"].rows]
