"""The desk at work: each step of the story as a call of the product's verbs."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from io import BytesIO

from django.utils import timezone

from claims.actions.add_claim import add_claim
from claims.actions.add_document import add_document
from claims.actions.add_topic import add_topic
from claims.actions.archive_source import archive_source
from claims.actions.decide_claim import decide_claim
from claims.actions.edit_claim import edit_claim
from claims.actions.extract_document import extract_document
from claims.models import Claim, ClaimState, Document
from factcheck.core.models import User
from reviews.access import review_for
from reviews.actions.assign_review import assign_review
from reviews.actions.check_quotes import check_quotes
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.gather_evidence import gather_evidence
from reviews.actions.keep_uploaded_copy import keep_uploaded_copy
from reviews.actions.open_review import open_review
from reviews.actions.propose_derivations import propose_from
from reviews.actions.submit_assessment import rating_of, submit_assessment
from reviews.demo.articles import text_of
from reviews.demo.scene import Article, Cited, Finding, Said, Use
from reviews.models import Evidence, Review
from reviews.queries.gate_of import gate_for

# Shared characters over all characters of two spans, from which they are the same claim: a found span may be
# wider than the wanted one, but it may not leave much of it out.
_SAME, _WIDER = 0.85, 0.5
Say = Callable[[str], None]


class Desk:
    """The people of the demonstration and what they have done so far; `say` tells of each step."""

    def __init__(self, people: dict[str, User], say: Say) -> None:
        self.people = people
        self.say = say
        self.topics: dict[str, str] = {}
        self._used: set[int] = set()
        self._derived: set[tuple[str, Cited, str]] = set()
        self._copied: set[tuple[int, Cited]] = set()

    def add_topics(self, titles: Iterable[str], *, by: str) -> None:
        """Name the stories."""
        for title in titles:
            self.topics[title] = add_topic(title, by=self.people[by]).slug

    def read(self, article: Article, *, by: str) -> Document:
        """Bring an article in and take it apart, here and now rather than by a worker."""
        work, _ = add_document(
            by=self.people[by],
            text=text_of(article),
            title=article.title,
            publisher=article.publisher,
            published_on=article.published_on,
            topic=self.topics[article.topic],
        )
        work = extract_document(work.pk)
        if work.document is None or work.problem:
            raise RuntimeError(f"{article.file} could not be taken apart: {work.problem}")
        self.say(f"Adding the article “{article.title}”: {work.added} claims found")
        return work.document

    def keep(self, document: Document, said: Said, *, by: str) -> Claim:
        """Keep a claim, set right what the extractor took for it, or add it where it is missing."""
        editor = self.people[by]
        start = document.text.index(said.words)
        end = start + len(said.words)
        topic = self.topics[said.topic] if said.topic else None
        found = self._found(document, start, end)
        if found is None:
            found = add_claim(
                by=editor, document_id=document.pk, start=start, end=end, links=said.links,
                number=said.number, said_on=said.said_on, topic=topic or "",
            )  # fmt: skip
        else:
            decide_claim(found.pk, ClaimState.KEPT, by=editor)
            edit_claim(
                found.pk, by=editor, text=said.words, links=said.links, number=said.number,
                drop_figure=said.number is None, said_on=said.said_on, topic=topic,
            )  # fmt: skip
        self._used.add(found.pk)
        return found

    def drop(self, document: Document, words: Sequence[str], *, by: str) -> None:
        """Drop what is no claim: headings, questions and the like, where the extractor found them."""
        for each in words:
            start = document.text.index(each)
            found = self._found(document, start, start + len(each))
            if found is not None:
                decide_claim(found.pk, ClaimState.DROPPED, by=self.people[by])
                self._used.add(found.pk)

    def queue(self, claim: Claim, *, by: str, priority: int = 2, due_in: float = 5) -> Review:
        """Send a kept claim to the queue, due in so many days; a negative number is overdue."""
        due_at = timezone.now() + timedelta(days=due_in)
        return open_review(claim.pk, by=self.people[by], priority=priority, due_at=due_at)

    def assign(self, review: Review, *usernames: str, by: str) -> None:
        """Give the parts of the round to people, in order."""
        for username in usernames:
            assign_review(review.pk, by=self.people[by], username=username)

    def gather(self, review: Review, uses: Iterable[Use], *, by: str) -> None:
        """One person's evidence, and where it comes from."""
        person = self.people[by]
        found: dict[Cited, Evidence] = {}
        for use in uses:
            cited = use.source
            found[cited] = gather_evidence(
                review.pk, by=person, stance=use.stance, url=cited.url, title=cited.title, quote=use.quote,
                note=use.note, publisher=cited.publisher, kind=cited.kind, published_on=cited.published_on,
            )  # fmt: skip
            self._copy(found[cited], cited, person)
            for taken in use.taken:
                # A source is one row a person, so what was said of it once holds in later reviews too.
                key = (by, cited, taken.party or (taken.source.title if taken.source else ""))
                origin = found.get(taken.source) if taken.source else None
                if key in self._derived or (taken.source and origin is None):
                    continue
                self._derived.add(key)
                derive_evidence(
                    review.pk, found[cited].pk, by=person, from_evidence=origin.pk if origin else None,
                    from_party=taken.party, basis=taken.basis, state=taken.state,
                )  # fmt: skip

    def _copy(self, evidence: Evidence, cited: Cited, person: User) -> None:
        """Hand in a source's copy, where the demonstration has it, and let the rules look where it comes from."""
        if cited.copy is None or (person.pk, cited) in self._copied:
            return
        self._copied.add((person.pk, cited))
        text = BytesIO(text_of(cited.copy).encode())
        keep_uploaded_copy(evidence.source_id, by=person, file=text, name=cited.copy.file)
        archive_source(evidence.source_id)
        check_quotes(evidence.source_id)
        propose_from(evidence.source_id)

    def submit(self, review: Review, finding: Finding) -> None:
        """Gather and submit one person's finding, with a reason only where the gate asks for one."""
        person = self.people[finding.by]
        self.gather(review, finding.evidence, by=finding.by)
        fresh = review_for(person, review.pk)
        gate = gate_for(person, fresh, rating_of(fresh, finding.rating))
        submit_assessment(
            review.pk, by=person, rating=finding.rating, attribution=finding.attribution,
            rationale=finding.rationale, as_of=finding.as_of,
            override_reason="" if gate.passed else finding.override,
        )  # fmt: skip

    def judge(self, claim: Claim, *findings: Finding, by: str, priority: int = 2, due_in: float = 5) -> Review:
        """A whole round: queued and assigned by an editor, submitted by each."""
        review = self.queue(claim, by=by, priority=priority, due_in=due_in)
        self.assign(review, *(finding.by for finding in findings), by=by)
        for finding in findings:
            self.submit(review, finding)
        return review

    def _found(self, document: Document, start: int, end: int) -> Claim | None:
        """The claim of the document whose span is most like this one, if any is like it."""

        def likeness(claim: Claim) -> float:
            first, last = claim.start or 0, claim.end or 0
            shared = min(end, last) - max(start, first)
            share = shared / (max(end, last) - min(start, first))
            return share if share >= (_WIDER if first <= start and end <= last else _SAME) else 0

        overlapping = document.claims.filter(start__lt=end, end__gt=start).exclude(pk__in=self._used)
        best = max(overlapping, key=likeness, default=None)
        return best if best is not None and likeness(best) else None
