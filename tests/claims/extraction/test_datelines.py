"""The place and agency that open a report are no part of a claim or of a speaker's name."""

from datetime import date

import pytest

from claims.extraction import extract

OPENINGS = [
    "KABUL (AP) — ", "GENEVA, 3 May (Reuters) - ", "LONDON, May 3 (Reuters) - ", "WASHINGTON, D.C. – ", "NEW YORK — ",
    "PARIS/BERLIN (AFP) - ", "TEHRAN, Iran (AP) — ", "LIMA, Peru, April 4, 2024 /PRNewswire/ -- ", "BEIRUT - ",
    "Geneva/Vienna, 12 March 2024 – ", "MOSCOW, February 3. /TASS/. ", "MEXICO CITY, March 4 (Xinhua) -- ",
    "New Delhi, Mar 4 (PTI) ", "NEW DELHI: ", "(Reuters) - ", "[NAIROBI] ", "Khartoum, Sudan (CNN) ", "Dakar (AFP) – ",
    "(CNN) — ", "Lagos — ", "ADDIS ABABA, Jan. 5 — ", "Kyiv, Ukraine — ", "SEOUL, March 4 (Yonhap) -- ", "",
]  # fmt: skip


@pytest.mark.parametrize("opening", OPENINGS)
@pytest.mark.parametrize(
    ("report", "claim"),
    [
        ("Police said 12 people had died.", "12 people had died"),
        ("At least 12 people were hurt in a fire, police said.", "At least 12 people were hurt in a fire"),
    ],
)
def test_a_dateline_is_left_out(opening: str, report: str, claim: str) -> None:
    found = extract(f"{opening}{report}\n\nIt was quiet.", language="en", document_date=date(2024, 5, 1)).candidates
    assert [(c.text, [s.name.lower() for s in c.speakers]) for c in found] == [(claim, ["police"])]


@pytest.mark.parametrize(
    "text", ["The fire — 12 people died in it — began at dawn.", "At 12 sites (AP) counted 40 dead."]
)
def test_a_dash_or_a_bracket_in_a_sentence_is_no_dateline(text: str) -> None:
    found = extract(text, language="en").candidates
    assert any("12" in c.text for c in found)
