"""PDF files, written by hand for the tests: objects, streams, and the table that finds them."""

import io


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    table = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + rows)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF" % table)
    return out.getvalue()


def stream(data: bytes, about: bytes = b"") -> bytes:
    """A stream object; `about` are more entries of its dictionary, such as its filter."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), about, data)


def lines(*words: bytes) -> bytes:
    """What draws these lines of text."""
    return b"BT /F1 11 Tf 14 TL 72 720 Td " + b" ".join(b"(%s) Tj T*" % each for each in words) + b" ET"


def paper(
    *pages: bytes, about: bytes = b"/Title (Toll report) /Author (Jane Doe) /CreationDate (D:20260113101500Z)"
) -> bytes:
    """A whole document; a page is what is drawn on it, or a stream object."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % about,
    ]
    for at, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            b"/Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>" % (6 + 2 * at)
        )
        objects.append(page if page.startswith(b"<<") else stream(page))
    return pdf(objects, b"/Info 4 0 R")
