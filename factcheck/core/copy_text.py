"""Texts as cells of COPY's text format. Pure, so that a process without a database can make lines."""

from collections.abc import Iterable

NULL = "\\N"


def cell(text: str) -> str:
    """A text as one cell of a line."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if "\n" in text or "\t" in text or "\r" in text:
        text = text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return text


def array_cell(texts: Iterable[str]) -> str:
    """Texts as one cell that holds a text array."""
    quoted = ('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' for text in texts)
    return cell("{" + ",".join(quoted) + "}")
