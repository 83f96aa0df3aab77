"""The promises of the extractor as a whole: exact offsets, any text, linear time, the marked articles."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claims.extraction import EXTRACTOR, VERSION, Extraction, extract
from claims.management.commands.extract import as_row

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("FACTCHECK_SHARED") or ROOT.parent / "shared")
ARTICLES = sorted((SHARED / "samples").glob("*.txt")) if SHARED.is_dir() else []
needs_articles = pytest.mark.skipif(
    not ARTICLES, reason=f"there are no sample articles in {SHARED} (set FACTCHECK_SHARED)"
)
WORDS = st.sampled_from(
    [
        "Officials",
        "said",
        "that",
        "12",
        "people",
        "were",
        "killed",
        ",",
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "(",
        ")",
        ":",
        ";",
        ".",
        "…",
        "—",
        "according",
        "to",
        "the",
        "@who",
        "#tag",
        "۱۲۰",
        "نفر",
        "On",
        "Tuesday",
        "May",
        "3",
        ",",
        "2021",
        "she",
        "denied",
        "Reuters",
        ",",
        "citing",
        "at",
        "least",
        "2.5",
        "million",
        "and",
        "more",
        "than",
        "40%",
        "\n",
        "\n\n",
        "http://a.b/c",
        "of",
        "'s",
        "claim",
        "told",
        "him",
        "it",
        "was",
        "No.",
        "5",
        "two",
        "hundred",
        "$",
        "£3bn",
        "10:30",
        "a",
        "a.m.",
        "U.S.",
        "Dr.",
        "\u200c",
        "\u202e",
        "\ud7ff",
        "死者",
        "。",
        "\x00",
        "\r\n",
    ]
)
PIECES = st.lists(st.one_of(WORDS, st.text(max_size=5)), max_size=60).map(" ".join)


def check(text: str, found: Extraction) -> None:
    spans = [(c.start, c.end) for c in found.candidates]
    assert spans == sorted(set(spans))
    for candidate in found.candidates:
        assert 0 <= candidate.start < candidate.end <= len(text)
        assert text[candidate.start : candidate.end] == candidate.text
        assert candidate.text.strip() == candidate.text
        assert 0 <= candidate.score <= 1
        for speaker in candidate.speakers:
            if speaker.start is not None:
                assert text[speaker.start : speaker.end] == speaker.name
        if candidate.quantity is not None:
            assert 0 <= candidate.quantity.start < candidate.quantity.end <= len(text)
    assert found.dropped == 0


@settings(max_examples=400, deadline=None)
@given(PIECES)
@example("۱۲۰ 2.5")
def test_no_text_breaks_an_offset_or_raises(text: str) -> None:
    found = extract(text)
    check(text, found)
    assert extract(text) == found


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_characters_are_read(text: str) -> None:
    check(text, extract(text))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "…", "22\n\n10:16 PM – Mar 3, 2021\n\nShare this\nAdvertisement", "👍" * 50]
)
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert extract(text).candidates == ()


@pytest.mark.parametrize(
    "unit",
    ["“", '"a ', "(", "said, ", "1", "1,", "a.", " ", "\n", "A ", "X said ", "said that he said that ",
     "http://", "@a\n",
     "12 people, ", "two hundred and ", "John Smith, the minister, ", "who said ", "according to ", "X's claim of ",
     "\u200c", "12-", "12 likes ", "May 5 ", "citing officials ", "and ", "He said: “It rose. "],
)  # fmt: skip
def test_three_thousand_hostile_characters_take_less_than_a_second(unit: str) -> None:
    text = (unit * 3000)[:3000]
    start = time.process_time()
    check(text, extract(text))
    assert time.process_time() - start < 1


@pytest.mark.parametrize("joint", ["\n\n", " "])
def test_time_grows_with_the_length_of_the_text(joint: str) -> None:
    passage = 'At least 12 people died, police said. "It was loud," said Ana Silva, the mayor, on Monday.'
    text = joint.join([passage] * 6000)
    assert len(text.split()) > 100_000
    start = time.process_time()
    found = extract(text)
    assert time.process_time() - start < 10
    assert len(found.candidates) >= 12_000


@pytest.mark.parametrize(
    ("text", "value", "language"),
    [
        ("به گزارش خبرگزاری، دست‌کم ۱۵۰۰ نفر کشته شدند.", 1500, "fa"),
        ("Selon le ministère, 300 personnes sont mortes.", 300, "fr"),
        ("Nach Angaben der Polizei wurden 45 Menschen verletzt.", 45, "de"),
        ("قُتل ٣٠٠ شخص في المدينة.", 300, "ar"),
    ],
)
def test_other_languages_give_their_figures(text: str, value: int, language: str) -> None:
    found = extract(text, language=language)
    check(text, found)
    assert [int(c.quantity.value) for c in found.candidates if c.quantity] == [value]


def test_a_low_score_hides_nothing() -> None:
    found = extract("The bank said it hopes the weather is wonderful.")
    assert [c.text for c in found.candidates] == ["it hopes the weather is wonderful"]
    assert "opinion" in found.candidates[0].reasons


@needs_articles
def test_the_marked_articles_reach_the_goals(tmp_path: Path) -> None:
    rows = [as_row(p.name, c) for p in ARTICLES for c in extract(p.read_bytes().decode("utf-8")).candidates]
    assert len(rows) >= 40
    output = tmp_path / "extracted.json"
    output.write_text(json.dumps(rows), encoding="utf-8")
    scorer = SHARED / "bench" / "extraction" / "score.py"
    command = [sys.executable, str(scorer), str(output), "--json"]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    strict = scored["strict (IoU>=0.5)"]

    def share(name: str) -> float:
        right, matched, _ = strict[name]
        return float(right / matched)

    assert strict["F1"] >= 0.85
    assert share("attribution (a right speaker)") >= 0.93
    assert share("attribution (whole chain)") >= 0.85
    assert share("whole chain, 2+ speakers") >= 0.65
    assert share("quantity value+unit") >= 0.97
    assert share("bound") >= 0.97
    assert share("as_of (gold has one)") >= 0.95
    assert share("as_of (gold has none)") >= 0.95


@needs_articles
def test_the_command_prints_what_the_scorer_reads(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("extract", str(ARTICLES[-1]), "--json", "--date", "2026-01-13")
    rows = json.loads(capsys.readouterr().out)
    text = ARTICLES[-1].read_bytes().decode("utf-8")
    assert rows
    assert all(row["doc"] == ARTICLES[-1].name and text[row["start"] : row["end"]] == row["text"] for row in rows)


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("café".encode("latin-1"))
    with pytest.raises(CommandError, match="not UTF-8"):
        call_command("extract", str(latin))
    with pytest.raises(CommandError, match="Received: soon"):
        call_command("extract", str(latin), "--date", "soon")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("extract", str(tmp_path / "missing.txt"))


def test_the_command_keeps_carriage_returns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes(b"A title\r\n\r\nPolice said 12 people died.\r\n")
    call_command("extract", str(path), "--json")
    (row,) = json.loads(capsys.readouterr().out)
    assert path.read_bytes().decode()[row["start"] : row["end"]] == "12 people died"


def test_the_extractor_has_a_name_and_a_version() -> None:
    assert (EXTRACTOR, VERSION) == ("rules", "2")
