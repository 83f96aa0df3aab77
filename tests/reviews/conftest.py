"""The demonstration newsroom, made once for a module of tests; each of them finds it as it was made."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def newsroom(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Path]:  # type: ignore[no-untyped-def]
    """A demonstration made once for this module, in a transaction that is rolled back; its var folder."""
    var = tmp_path_factory.mktemp("var")
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), override_settings(VAR=var):
        patch.delenv("DATABASE_URL", raising=False)
        patch.setenv("BASE_URL", "http://127.0.0.1:8123/")
        with transaction.atomic():
            run()
            yield var
            transaction.set_rollback(True)


@pytest.fixture
def demo(newsroom: Path, db: None) -> Iterator[Path]:
    """The demonstration, for a test that may change it: rows and file are put back."""
    file = newsroom / "demo.json"
    content = file.read_bytes()
    yield newsroom
    file.write_bytes(content)


def run(*words: str) -> str:
    out = StringIO()
    call_command("demo", *words, stdout=out)
    return out.getvalue()
