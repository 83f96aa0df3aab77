"""The extractor that asks a model. It adds to the rules; it never takes their place."""

from collections.abc import Callable
from datetime import date
from typing import Any, Protocol

from claims.extraction.candidate import Candidate, Extraction
from claims.extraction.interface import config_of
from claims.extraction.validate import Anchors, validate
from claims.llm.chunks import chunks
from claims.llm.ground import Ground
from claims.llm.prompt import SCHEMA, VERSION, messages
from claims.llm.reply import read_reply
from claims.llm.settings import ModelFailed, ModelSettings


class Model(Protocol):
    """The way to a model. Raises ModelFailed when no answer comes."""

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str: ...


class ModelExtractor:
    """Asks a model for quotes, and believes of its answers what the text says (`claims.llm.ground`).

    `spend(characters, calls)` is asked before anything is sent whether so much may be used; a refusal ends it.
    """

    id = "llm"
    version = VERSION

    def __init__(self, settings: ModelSettings, model: Model, spend: Callable[[int, int], bool]) -> None:
        self._settings, self._model, self._spend = settings, model, spend

    @property
    def config(self) -> str:
        """Of all that makes it answer otherwise; the key does not."""
        used = self._settings
        return config_of(
            {"url": used.url, "model": used.model, "chunk": used.chunk, "overlap": used.overlap, "reply": used.reply}
        )

    def extract(
        self, text: str, *, language: str | None = None, document_date: date | None = None, source: str | None = None
    ) -> Extraction:
        """The claims that the model finds and the text bears out; `dropped` counts the others.

        Raises ModelFailed as soon as one of the calls fails: half of a reading is none.
        """
        if len(text) > self._settings.document_characters:
            raise ModelFailed(
                f"The text has {len(text):,} characters; at most {self._settings.document_characters:,} of one document"
                " are sent."
            )
        pieces = chunks(text, size=self._settings.chunk, overlap=self._settings.overlap)
        if not self._spend(sum(len(piece.words) for piece in pieces), len(pieces)):
            raise ModelFailed(f"Today's budget of {self._settings.day_characters:,} characters is used up.")
        ground, found, refused = Ground(text), list[Candidate](), 0
        for piece in pieces:
            asked = messages(piece.words, language=language, document_date=document_date, source=source)
            anchors = Anchors(piece.words)
            for said in read_reply(self._model.ask(asked, SCHEMA)):
                candidate = ground.candidate(said, piece, anchors)
                if candidate is None:
                    refused += 1
                else:
                    found.append(candidate)
        checked = validate(text, found)
        return Extraction(checked.candidates, checked.dropped + refused, checked.unstated)
