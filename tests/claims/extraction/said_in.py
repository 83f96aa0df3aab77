"""What the extractor makes of a text, in the short form that the tests of other languages compare."""

from datetime import date

from claims.extraction import extract

DAY = date(2022, 10, 19)  # a Wednesday

Row = tuple[str, str, str, str]


def rows(text: str, language: str | None = None, day: date | None = DAY) -> list[Row]:
    """Each claim as (words, "outer > inner: stance", "bound value[-upper] unit", as of)."""
    out: list[Row] = []
    found = extract(text, language=language, document_date=day)
    for claim in found.candidates:
        assert text[claim.start : claim.end] == claim.text
        who = " > ".join(speaker.name for speaker in claim.speakers)
        stance = f": {claim.speakers[-1].stance}" if claim.speakers else ""
        figure = ""
        if claim.quantity is not None:
            upper = f"-{claim.quantity.value_max}" if claim.quantity.value_max is not None else ""
            figure = f"{claim.quantity.bound} {claim.quantity.value}{upper} {claim.quantity.unit}"
        out.append((claim.text, who + stance, figure, claim.as_of.value if claim.as_of else ""))
    assert found.dropped == 0
    return out
