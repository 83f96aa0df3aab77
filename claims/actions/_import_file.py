"""The stored file of an import, unpacked and opened as what it is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.storage import default_storage

from claims.intake.detect import detect, packing
from claims.intake.kinds import Format, Makes
from claims.intake.members import Counted, members
from claims.intake.reading import Reading, first_table
from claims.intake.rows import BadFile
from claims.models import Import

HEAD = 64 * 1024  # so many bytes tell what a file is


@contextmanager
def opened(path: str) -> Iterator[Counted]:
    """The stored file at a path. Raises BadFile when it is not there any more."""
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise BadFile("The file is no longer in the storage. Send it again.") from error
    with file:
        yield Counted(file)  # type: ignore[arg-type]  # a Django file reads as a binary one


def kind_of(path: str, name: str, chosen: Format | None = None) -> tuple[Format, str]:
    """What a stored file is, and how it is packed ("gzip", "zip" or ""); of an archive, what its first member is.

    `chosen` is what its sender says it is. Raises BadFile for what cannot be read at all.
    """
    with opened(path) as file:
        packed = packing(file.read(HEAD))
        file.seek(0)
        for member in members(file, name, packed):
            head = member.stream.read(HEAD)
            return chosen or detect(head, member.name), packed
    raise BadFile("The archive holds no file.")


def reading_of(work: Import) -> Reading:
    """How the file of an import is to be read, from the row after its cursor on."""
    asked = work.asked
    return Reading(
        name=work.name,
        format=Format(work.format),
        makes=Makes(work.makes),
        packing=asked.get("packing", ""),
        encoding=asked.get("encoding", ""),
        delimiter=asked.get("delimiter", ""),
        sheet=asked.get("sheet", ""),
        mapping=work.mapping or {},
        language=work.language,
        after=work.read,
    )


def columns_of(work: Import) -> list[str]:
    """The headers of an import's file, or of the first in an archive. Raises BadFile."""
    with opened(work.path) as file:
        return list(first_table(reading_of(work), file).columns)
