"""Files that are sent to break or to fill: each with a name, made when it is asked for."""

import gzip
import io
import zipfile
from collections.abc import Callable, Iterator

MIB = 2**20
HEAD = b"claim,claimant\n"


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def workbook(sheet: bytes, strings: bytes = b"") -> bytes:
    """A workbook with this sheet, made of just enough parts."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            b'<Override PartName="/xl/workbook.xml" ContentType='
            b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            f'xmlns:r="{kinds}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>'.encode(),
            "xl/_rels/workbook.xml.rels": f"<Relationships xmlns="
            f'"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{kinds}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": sheet,
            **({"xl/sharedStrings.xml": strings} if strings else {}),
        }
    )


def laughs(depth: int = 12) -> bytes:
    """Entities that would grow tenfold at each of so many steps."""
    entities = "".join(f'<!ENTITY l{step} "{f"&l{step - 1};" * 10}">' for step in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>'.encode()


def many_rows(row: bytes, number: int) -> bytes:
    return HEAD + row * number


FILES: dict[str, Callable[[], bytes]] = {
    "bom.csv": lambda: b"\xef\xbb\xbf" + HEAD + "شهر سقوط کرد,X\n".encode(),
    "two-boms.csv": lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + HEAD + b"a town fell,X\n",
    "utf-16-le.csv": lambda: "\ufeffclaim\tclaimant\na town fell\tX\n".encode("utf-16-le"),
    "utf-16-be-without-bom.csv": lambda: "claim,claimant\na town fell,X\n".encode("utf-16-be"),
    "utf-16-odd.csv": lambda: "\ufeffclaim\na town fell\n".encode("utf-16-le") + b"x",
    "utf-32.csv": lambda: "claim\na town fell\n".encode("utf-32"),
    "latin-1.csv": lambda: HEAD + "la cité est tombée,Évêque\n".encode("latin-1"),
    "late-latin-1.csv": lambda: many_rows(b"a town fell,X\n", 20_000) + "la cité,X\n".encode("latin-1"),
    "nul.csv": lambda: HEAD + b"a to\0wn fell,X\nanother town fell,X\n",
    "all-nul.csv": lambda: b"\0" * MIB,
    "surrogates.csv": lambda: HEAD + b"a \xed\xa0\x80 town fell,X\n",
    "surrogates.jsonl": lambda: b'{"claim": "a \\ud800 town fell"}\n{"claim": "\\u0000"}\n{"claim": "a town fell"}\n',
    "long-field.csv": lambda: HEAD + b"a" * 10**6 + b",X\n" + b"a town fell,X\n",
    "long-row.csv": lambda: HEAD + b"a" * (50 * MIB) + b",X\na town fell,X\n",
    "long-row.jsonl": lambda: b'{"claim": "' + b"a" * (50 * MIB) + b'"}\n{"claim": "a town fell"}\n',
    "long-line-of-commas.csv": lambda: HEAD + b"," * (20 * MIB) + b"\n",
    "wide-header.csv": lambda: b",".join(b"c%d" % number for number in range(200_000)) + b"\n" + b"x," * 1000 + b"\n",
    "open-quote.csv": lambda: HEAD + b'"a town fell,X\n' + b"another town,Y\n" * 1_000_000,
    "quotes.csv": lambda: HEAD + b'"' * (10 * MIB),
    "blank-lines.csv": lambda: HEAD + b"\n" * (10 * MIB) + b"a town fell,X\n",
    "formulas.csv": lambda: HEAD + b"=cmd|' /C calc'!A0,@SUM(1+1)\n+1+1,-2\n",
    "bidi.csv": lambda: HEAD + "a \u202etown\u202c fell \u2066x\u2069,\u200fX\n".encode(),
    "huge-integer.csv": lambda: b"claim,value,unit\na town fell," + b"9" * 5000 + b",towns\nb fell,NaN,x\nc,1e999,x\n",
    "huge-integer.jsonl": lambda: b'{"claim": "a", "value": ' + b"9" * 100_000 + b', "unit": "x"}\n{"claim": NaN}\n',
    "deep.json": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deep-row.jsonl": lambda: b'{"claim": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}\n",
    "deep-check.json": lambda: b'{"@type": "ClaimReview", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "many-empty.json": lambda: b"[" + b"{}," * 1_000_000 + b"{}]",
    "many-keys.jsonl": lambda: b"".join(b'{"k%d": "v"}\n' % number for number in range(100_000)),
    "broken.json": lambda: b'[{"claim": "a town fell"}, {"claim": ' * 1000,
    "feed-of-checks.json": lambda: b'{"@type": "DataFeed", "dataFeedElement": [' + b'{"item": null},' * 10**5 + b"{}]}",
    "laughs.rss": lambda: laughs() + b"<rss version='2.0'><channel><title>&l11;</title></channel></rss>",
    "laughs.xlsx": lambda: workbook(laughs() + b"<worksheet><sheetData><row><c><v>&l11;</v></c></row></sheetData>"
                                    b"</worksheet>"),
    "bomb.xlsx": lambda: workbook(b"<worksheet>" + b" " * (400 * MIB) + b"</worksheet>"),
    "no-workbook.xlsx": lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x>"}),
    "bomb.csv.gz": lambda: gzip.compress(HEAD + b"a" * (400 * MIB)),
    "bomb.zip": lambda: zipped({"a.csv": HEAD + b"\n" * (400 * MIB)}),
    "zip-in-zip.zip": lambda: zipped({"a.zip": zipped({"a.csv": HEAD})}),
    "way-out.zip": lambda: zipped({"../../etc/passwd.csv": HEAD + b"a town fell,X\n"}),
    "many-members.zip": lambda: zipped({f"{number}.csv": HEAD for number in range(5000)}),
    "deep.html": lambda: b"<html><body>" + b"<div>" * 200_000 + b"a town fell",
    "attributes.html": lambda: b"<html><body><p " + b"a=1 " * 1_000_000 + b">a town fell</p>",
    "long.html": lambda: b"<html><body>" + b"<p>a town fell and so did another.</p>" * 400_000,
    "noise.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4000,
    "deep.pdf": lambda: b"%PDF-1.7\n1 0 obj" + b"<<" * 100_000 + b">>" * 100_000 + b"endobj\ntrailer<</Root 1 0 R>>",
    "long.txt": lambda: b"A town fell on Monday, officials said. " * 500_000,
    "one-line.txt": lambda: b"a" * (8 * MIB),
    "picture.png": lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 1000,
}  # fmt: skip


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each, one in memory at a time."""
    for name, make in FILES.items():
        yield name, make()
