"""Receiving a file over HTTP."""

from typing import Any

from django.conf import settings
from rest_framework import exceptions
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from claims.actions.receive_import import receive_import
from claims.api.import_json import ImportIn
from claims.models import Import
from factcheck.core.users import caller

# What a request has besides the file: the other parts and their heads.
_AROUND = 2**20


class FileParser(MultiPartParser):
    """multipart/form-data. Files above some megabytes lie on disk, not in memory, while they arrive."""


class TooLarge(exceptions.APIException):
    status_code = 413


def refuse_too_large(request: Request) -> None:
    """Refuse a file that is too large by what the request says of itself, before any of it is read."""
    length = request.META.get("CONTENT_LENGTH", "")
    if length.isascii() and length.isdigit() and int(length[:18]) > settings.IMPORT_LIMIT + _AROUND:
        limit, sent = settings.IMPORT_LIMIT // 2**20, int(length[:18]) // 2**20
        raise TooLarge(f"The file has {sent:,} MiB. At most {limit:,} MiB are taken at once: divide it, or pack it.")


def received(request: Request) -> Import:
    """The import of the file that a request brings. Raises what says which part of the request is wrong."""
    try:
        data: Any = request.data
    except exceptions.UnsupportedMediaType as error:
        said = request.content_type[:80] if request.content_type else "nothing"
        raise exceptions.UnsupportedMediaType(
            said, f"Send multipart/form-data with the file in a part called file; this is {said}."
        ) from error
    sent = ImportIn(data=data)
    sent.is_valid(raise_exception=True)
    fields = sent.validated_data
    file = fields.pop("file")
    return receive_import(by=caller(request), file=file, name=file.name or "", **fields)
