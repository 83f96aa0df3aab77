"""An archive of documents becomes an import of each."""

from typing import BinaryIO, cast

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from claims.actions._import_file import HEAD, opened
from claims.actions._store_file import NAME_LIMIT, Stored, store_file
from claims.actions._write_batch import copy_refusals
from claims.actions.finish_import import finish_import
from claims.intake.detect import detect
from claims.intake.kinds import MAKES, Format, Makes
from claims.intake.members import Member, members
from claims.intake.rows import BadFile, BadRow
from claims.models import Import, ImportState
from factcheck.core.audit import record
from factcheck.core.errors import Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit


def split_archive(work: Import) -> None:
    """Make an import of each member of an archive, which goes its own way; rows of this one are members.

    A member that is no document is refused and holds back none. Cursor and member are one transaction, so a killed
    worker leaves none out and takes none twice. Raises BadFile for an archive that cannot be read on.
    """
    Import.objects.filter(pk=work.pk, ended_at__isnull=True).update(state=ImportState.RUNNING)
    with opened(work.path) as file:
        for number, member in enumerate(members(file, work.name, work.asked["packing"]), 1):
            if number > work.read and not _take(work, number, member):
                return
    finish_import(work)


def _take(work: Import, number: int, member: Member) -> bool:
    """Take one member; False when the import has ended meanwhile."""
    refusal, stored, kind = "", None, None
    try:
        head = member.stream.read(HEAD)
        kind = detect(head, member.name)
        if MAKES[kind] != (Makes.DOCUMENTS,):
            refusal = f"{member.name} holds {MAKES[kind][0]}, not a document. Import it by itself."
        elif not work.dry_run:
            stored = store_file(cast(BinaryIO, _Whole(head, member)), folder="imports")
    except BadFile as error:
        refusal = error.reason
    except Invalid as error:
        refusal = error.detail
    is_taken = False
    try:
        with transaction.atomic():
            is_taken = _write(work, number, member.name, kind, stored, refusal)
    finally:
        if stored is not None and not is_taken:
            default_storage.delete(stored.path)
    return is_taken


def _write(work: Import, number: int, name: str, kind: Format | None, stored: Stored | None, refusal: str) -> bool:
    locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
    if locked.ended_at is not None or locked.read != number - 1:
        return False
    if refusal:
        copy_refusals(work, [BadRow(number, 0, refusal, cells={"file": name})])
        work.refused += 1
    else:
        work.added += 1
        if stored is not None and kind is not None:
            part = Import.objects.create(
                format=kind, makes=Makes.DOCUMENTS, name=name[-NAME_LIMIT:], path=stored.path, sha256=stored.sha256,
                size=stored.size, topic=work.topic, language=work.language, created_by=work.created_by,
                asked={key: value for key, value in work.asked.items() if key != "packing"},
            )  # fmt: skip
            data = {"name": part.name, "sha256": part.sha256, "size": part.size, "dry_run": False, "from": work.pk}
            record(EventKind.IMPORT_RECEIVED, by=work.created_by, about=part, data=data)
            after_commit("claims.run_import", import_id=part.pk)
    work.read, work.progress_at = number, timezone.now()
    work.save(update_fields=["added", "refused", "read", "progress_at"])
    return True


class _Whole:
    """A member from its beginning, of which the head was read."""

    def __init__(self, head: bytes, member: Member) -> None:
        self._head = head
        self._stream = member.stream

    def read(self, size: int = -1) -> bytes:
        if not self._head:
            return self._stream.read(size)
        piece, self._head = self._head, b""
        return piece
