"""Plain text as a document."""

from claims.intake.document_encoding import exact_characters
from claims.intake.document_row import DocumentText, first_line, require_storable
from claims.intake.rows import BadFile

SIZE_LIMIT = 10 * 1024 * 1024


def read_text(data: bytes, name: str = "", encoding: str = "") -> DocumentText:
    """Read a plain text exactly as it was sent; only a byte order mark is removed.

    The title is the first line that is not blank, cut to 500 code points, or else ``name``. Raises BadFile when the
    text is empty, longer than 10 MiB, in no encoding that fits, or holds what cannot be stored.
    """
    if len(data) > SIZE_LIMIT:
        raise BadFile(f"A text may have at most 10 MiB, this one has {len(data) / 1024 / 1024:.1f}. Send it in parts.")
    read = exact_characters(data, encoding)
    require_storable(read.text)
    if not read.text.strip():
        raise BadFile("The file holds no text. Send a file with text in it.")
    return DocumentText(text=read.text, title=first_line(read.text) or name[:500], notes=read.notes)
