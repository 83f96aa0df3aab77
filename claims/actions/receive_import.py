"""A person sends a file."""

from collections.abc import Mapping
from typing import BinaryIO

from django.core.files.storage import default_storage
from django.db import transaction

from claims.access import topic_for
from claims.actions._import_file import columns_of, kind_of
from claims.actions._store_file import NAME_LIMIT, Stored, store_file
from claims.intake.columns import mapping_problems
from claims.intake.detect import named_format
from claims.intake.kinds import MAKES, TABLE_FORMATS, Format, Makes
from claims.intake.rows import BadFile
from claims.models import Import
from factcheck.core.audit import record
from factcheck.core.capabilities import Can
from factcheck.core.errors import Fault, Invalid
from factcheck.core.events import EventKind
from factcheck.core.later import after_commit
from factcheck.core.models import User
from factcheck.core.permissions import require
from factcheck.core.text import UnstorableText, refuse_unstorable


def receive_import(
    *,
    by: User,
    file: BinaryIO,
    name: str = "",
    format: str = "",
    makes: str = "",
    mapping: Mapping[str, str] | None = None,
    dry_run: bool = False,
    encoding: str = "",
    delimiter: str = "",
    sheet: str = "",
    topic: str = "",
    language: str = "en",
    makes_topics: bool = False,
) -> Import:
    """Store and hash a file and have a worker import it. What is left empty is found out from the file.

    `format` and `makes` are words of `Format` and `Makes`, `mapping` names the field of each column that is to be
    read, `topic` (a slug) and `language` hold for rows that name none. The same file again is read again, and its
    rows are known. Raises Invalid with a pointer to what cannot be used, NotFound for a topic that is not there.
    """
    require(by, Can.IMPORT)
    name = _storable(name, "/file")[-NAME_LIMIT:]
    in_topic = topic_for(by, topic) if topic else None
    stored = store_file(file, folder="imports")
    try:
        kind, packing = _kind(stored, name, format)
        asked = {"encoding": encoding.strip(), "delimiter": delimiter, "sheet": sheet.strip(), "packing": packing}
        work = Import(
            format=kind,
            makes=_makes(makes, kind),
            name=name,
            path=stored.path,
            sha256=stored.sha256,
            size=stored.size,
            asked={key: _storable(value, f"/{key}") for key, value in asked.items() if value},
            mapping=_storable_mapping(mapping or {}),
            topic=in_topic,
            language=_storable(language, "/language")[:12] or "en",
            makes_topics=makes_topics,
            dry_run=dry_run,
            created_by=by,
        )
        _refuse_bad_mapping(work)
        with transaction.atomic():
            work.save()
            data = {"name": name, "sha256": stored.sha256, "size": stored.size, "dry_run": dry_run}
            record(EventKind.IMPORT_RECEIVED, by=by, about=work, data=data)
            after_commit("claims.run_import", import_id=work.pk)
    except BaseException:
        default_storage.delete(stored.path)
        raise
    return work


def _kind(stored: Stored, name: str, wanted: str) -> tuple[Format, str]:
    try:
        chosen = named_format(wanted) if wanted else None
    except BadFile as error:
        raise Invalid(Fault(error.reason, "/format")) from error
    if chosen is Format.URL:
        raise Invalid(Fault("A file is no address. Leave the format empty to have it found out.", "/format"))
    try:
        found, packing = kind_of(stored.path, name, chosen)
    except BadFile as error:
        raise Invalid(Fault(error.reason, "/file")) from error
    return found, packing


def _makes(wanted: str, kind: Format) -> Makes:
    if not wanted:
        return MAKES[kind][0]
    if wanted not in MAKES[kind]:
        possible = " or ".join(MAKES[kind])
        raise Invalid(Fault(f"A file of the format {kind} makes {possible}, not {wanted[:40]}.", "/makes"))
    return Makes(wanted)


def _refuse_bad_mapping(work: Import) -> None:
    """Refuse a mapping that does not fit; of records in JSON the worker does, since all must be read to know."""
    if not work.mapping or work.format not in TABLE_FORMATS or work.format == Format.JSONL:
        return
    try:
        problems = mapping_problems(columns_of(work), work.mapping)
    except BadFile as error:
        raise Invalid(Fault(error.reason, "/file")) from error
    if problems:
        raise Invalid(*(Fault(problem, "/mapping") for problem in problems))


def _storable_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    return {_storable(header, "/mapping"): _storable(field, "/mapping") for header, field in mapping.items() if field}


def _storable(text: str, pointer: str) -> str:
    try:
        refuse_unstorable(text)
    except UnstorableText as error:
        raise Invalid(Fault(f"This holds {error.what}. Remove it and send again.", pointer)) from error
    return text
