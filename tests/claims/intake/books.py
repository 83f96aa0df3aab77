"""Workbooks for tests, as openpyxl writes them and as other programs do."""

import io
import re
import zipfile

from openpyxl import Workbook

from tests.claims.intake.tables import SAMPLES

BOOK = (SAMPLES / "claims.xlsx").read_bytes()


def book(*rows: list[object], **options: object) -> io.BytesIO:
    work = Workbook()
    for row in rows:
        work.active.append(row)
    saved = io.BytesIO()
    work.save(saved)
    return saved


def changed(data: bytes, part: str, *changes: tuple[str, str]) -> io.BytesIO:
    """The workbook with the text of one part changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name).decode() if name == part else old.read(name)
            if isinstance(content, str):
                for before, after in changes:
                    assert before in content
                    content = content.replace(before, after)
            new.writestr(name, content)
    return packed


def sheet_of(cells: str) -> io.BytesIO:
    """A workbook whose first sheet has the rows given as XML."""
    data = book(["text"]).getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        whole = old.read("xl/worksheets/sheet1.xml").decode()
    rows = re.search(r"<sheetData>.*</sheetData>", whole, re.DOTALL)
    assert rows
    return changed(data, "xl/worksheets/sheet1.xml", (rows[0], f"<sheetData>{cells}</sheetData>"))


def with_shared(data: bytes, texts: str) -> io.BytesIO:
    """The workbook with a part of shared texts, which openpyxl no longer writes."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = f'<Relationship Id="rId99" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    packed = changed(data, "xl/_rels/workbook.xml.rels", ("</Relationships>", related))
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", texts)
    return packed
