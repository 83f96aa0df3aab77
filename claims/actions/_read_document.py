"""What the extractors that are switched on find in a document, and what became of each of them."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.actions._model import is_model_on, model_extractor
from claims.extraction.as_json import from_json, to_json
from claims.extraction.candidate import Candidate, Extraction
from claims.extraction.interface import Extractor, Rules
from claims.extraction.merge import merge
from claims.llm.extractor import ModelExtractor
from claims.llm.settings import ModelFailed
from claims.models import Document, HeldReading, Import, ImportState


@dataclass(frozen=True)
class Ran:
    """One extractor over one text: what it found, or why it found nothing."""

    id: str
    version: str
    config: str
    found: int = 0
    refused: int = 0
    problem: str = ""

    @property
    def name(self) -> str:
        return f"{self.id} {self.version}"


@dataclass(frozen=True)
class ReadText:
    """The candidates of one run, in the order of the text, how many were dropped, and who ran."""

    candidates: tuple[Candidate, ...]
    dropped: int
    ran: tuple[Ran, ...] = field(default_factory=tuple)

    def by(self, candidate: Candidate) -> list[Ran]:
        """Who found a candidate: one extractor, or each whose fields it has."""
        ids = {name for _, name in candidate.read_by}
        return [each for each in self.ran if each.id in ids] or [self.ran[0]]

    @property
    def ran_data(self) -> list[dict[str, Any]]:
        """Who ran, as JSON values for an event."""
        return [asdict(each) for each in self.ran]

    @property
    def names(self) -> str:
        """Those that worked, in words: "rules 1, llm 1"."""
        return ", ".join(each.name for each in self.ran if not each.problem)

    @property
    def problems(self) -> list[str]:
        """What went wrong, a sentence for each extractor that failed."""
        return [f"{each.name} did not read it: {each.problem}" for each in self.ran if each.problem]


def begin_reading(work: Import) -> bool:
    """Have an import begin or go on; whether it is still open."""
    with transaction.atomic():
        locked = Import.objects.select_for_update(of=("self",)).get(pk=work.pk)
        if locked.ended_at is not None:
            return False
        locked.state = ImportState.CHECKING if locked.total is None else ImportState.RUNNING
        locked.started_at = locked.started_at or timezone.now()
        locked.progress_at = timezone.now()
        locked.save(update_fields=["state", "started_at", "progress_at"])
        return True


def read_document(work_id: int, document: Document) -> ReadText:
    """Read a document by the rules, and by the model where one is switched on: then as one, field by field.

    Whatever becomes of the model, what the rules found stands. What a run found with a model is held until the import
    ends (`forget_held`), since the cursor of a resumed run counts candidates. A document of a restricted topic is not
    sent to a model.
    """
    held = HeldReading.objects.filter(work=work_id).first()
    if held is not None:
        return _of_held(held)
    rules = Rules()
    found = extracted_by(rules, document)
    read = ReadText(found.candidates, found.dropped, (ran_of(rules, found),))
    return hold(work_id, _with_model(document, read)) if is_model_on() else read


def _with_model(document: Document, read: ReadText) -> ReadText:
    ran = Ran(ModelExtractor.id, ModelExtractor.version, "")
    try:
        model = model_extractor()
        ran = replace(ran, config=model.config)
        if document.topic is not None and document.topic.is_restricted:
            raise ModelFailed("What is in a restricted topic is not sent to a model.")
        found = extracted_by(model, document)
    except ModelFailed as failure:
        return replace(read, ran=(*read.ran, replace(ran, problem=str(failure))))
    names = (read.ran[0].id, ran.id)
    return ReadText(
        merge(read.candidates, found.candidates, names=names), read.dropped, (*read.ran, ran_of(model, found))
    )


def hold(work_id: int, read: ReadText) -> ReadText:
    """Hold what was found, unless another worker was first: then give what that one found."""
    held, is_ours = HeldReading.objects.get_or_create(
        work_id=work_id,
        defaults={
            "found": [to_json(each) for each in read.candidates],
            "dropped": read.dropped,
            "ran": read.ran_data,
        },
    )
    return read if is_ours else _of_held(held)


def _of_held(held: HeldReading) -> ReadText:
    ran = tuple(Ran(**each) for each in held.ran)
    return ReadText(tuple(from_json(each) for each in held.found), held.dropped, ran)


def forget_held(work_id: int) -> None:
    """All of it is written, or nothing of it will be."""
    HeldReading.objects.filter(work=work_id).delete()


def extracted_by(extractor: Extractor, document: Document) -> Extraction:
    """What one extractor finds in a document."""
    return extractor.extract(
        document.text,
        language=document.language,
        document_date=document.published_on,
        source=document.publisher.name if document.publisher else None,
    )


def ran_of(extractor: Extractor, found: Extraction) -> Ran:
    """What one extractor did."""
    return Ran(extractor.id, extractor.version, extractor.config, found=len(found.candidates), refused=found.dropped)
