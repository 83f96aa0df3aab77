"""Fact-checks of others to test with, written as an import writes them."""

from itertools import count
from typing import Any

from django.db import transaction

from claims.actions._write_check_rows import write_check_rows
from claims.actions._written import Written
from claims.intake.check_row import CheckRow
from claims.intake.kinds import Format, Makes
from claims.intake.ratings import NormalisedRating
from claims.models import ExternalCheck, Import
from factcheck.core.models import User

_number = count(1)


def check_import(by: User, **fields: Any) -> Import:
    """An import that makes checks."""
    return Import.objects.create(created_by=by, format=Format.CLAIMREVIEW, makes=Makes.CHECKS, **fields)


def check_row(number: int = 1, **fields: Any) -> CheckRow:
    """A row with an address and a claim of its own."""
    given = {
        "url": f"https://fullfact.org/check/{next(_number)}",
        "claim_text": f"Claim number {next(_number)} of somebody",
        "publisher": "Full Fact",
        "publisher_site": "fullfact.org",
        "rating_text": "Mostly false",
        "normalised": NormalisedRating.MOSTLY_FALSE,
        **fields,
    }
    return CheckRow(number=number, line=number + 1, **given)


def written(work: Import, *rows: CheckRow, keep: bool = True) -> Written:
    """What became of rows, written in a transaction as a batch of an import is."""
    with transaction.atomic():
        return write_check_rows(work, list(rows), keep=keep)


def make_check(by: User, **fields: Any) -> ExternalCheck:
    """A check that was imported."""
    work = check_import(by)
    assert written(work, check_row(**fields)).added == 1
    return ExternalCheck.objects.select_related("publisher").get(imported_in=work)
