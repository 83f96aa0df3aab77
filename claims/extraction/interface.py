"""What every extractor is, whatever it reads with: rules, a model behind an address, or both."""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from claims.extraction.candidate import Extraction
from claims.extraction.extractor import EXTRACTOR, VERSION
from claims.extraction.extractor import extract as by_rules


class Extractor(Protocol):
    """Reads claims out of a text.

    `id` names it, `version` changes whenever it may find something else, `config` is a digest of its settings
    (`config_of`): the three are kept with each claim. What `extract` returns has passed `validate`.
    """

    @property
    def id(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def config(self) -> str: ...

    def extract(
        self, text: str, *, language: str | None = None, document_date: date | None = None, source: str | None = None
    ) -> Extraction:
        """Find the claims of a text; `source` is who published it. Offsets are code points into `text` as given."""
        ...


class Rules:
    """The built-in extractor. It has no settings; `VERSION` is raised by whoever changes what the rules find."""

    id = EXTRACTOR
    version = VERSION

    @property
    def config(self) -> str:
        return config_of({})

    def extract(
        self, text: str, *, language: str | None = None, document_date: date | None = None, source: str | None = None
    ) -> Extraction:
        return by_rules(text, language=language, document_date=document_date, source=source)


def name_of(extractor: Extractor) -> str:
    """How a claim names what found it: "rules 1"."""
    return f"{extractor.id} {extractor.version}"


def config_of(settings: Mapping[str, Any]) -> str:
    """A digest of settings (JSON values): the first 12 hexadecimal digits of SHA-256 over their canonical JSON."""
    canonical = json.dumps(settings, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()[:12]
