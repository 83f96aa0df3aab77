"""The figures of a topic as a person may see them: lines, breakdowns, silences and findings."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.access import visible_claims
from claims.extraction.candidate import Bound, Stance
from claims.extraction.natures import nature_of
from claims.figures import Fact, Measure, Reading, Silence, Told, Voice, read_figures
from claims.models import Attribution, Claim, ClaimState, Figure, Finding, Party, Topic
from claims.queries.findings import findings_of
from claims.queries.networks import affiliated
from factcheck.core.permissions import Person

# Claims of one topic that are read; beyond it the oldest are left out, and it is said how many.
MOST = 5_000
# What a claim without a figure must hold to be read: somebody in it may be said to give none.
_MAY_BE_SILENT = r"\m(not|never|n't|n’t|yet to|declined|refused|mum|silent|quiet)\M"


@dataclass(frozen=True)
class TopicFigures:
    """The figures of a topic. `findings` are those that hold, open ones first; `left_out` claims were too many."""

    measures: tuple[Measure, ...]
    silences: tuple[Silence, ...]
    findings: list[Finding]
    left_out: int = 0

    @property
    def claim_ids(self) -> set[int]:
        """The claims whose figures are drawn."""
        points = {one.claim_id for measure in self.measures for series in measure.series for one in series.points}
        parts = {
            part.claim_id for measure in self.measures for made in measure.parts for part in (made.total, *made.parts)
        }
        return points | parts | {silence.claim_id for silence in self.silences}


def figures_of(person: Person, topic: Topic) -> TopicFigures:
    """What the figures of a topic come to, of claims that exist for a person. The number of queries is constant.

    That the topic exists for them is the caller's to ask (`claims.access.topic_for`).
    """
    reading, left_out = read_topic(visible_claims(person), topic)
    return TopicFigures(reading.measures, reading.silences, findings_of(person, topic), left_out)


def read_topic(claims: QuerySet[Claim], topic: Topic) -> tuple[Reading, int]:
    """What the figures of a topic come to, of some claims, and how many claims were too many to be read.

    Claims that were dropped say nothing here. Undecided ones do, and so do those that were merged: who said the same
    elsewhere said it still.
    """
    counted = claims.filter(topic=topic).exclude(state=ClaimState.DROPPED)
    counted = counted.filter(Q(Exists(Figure.objects.filter(claim=OuterRef("pk")))) | Q(text__iregex=_MAY_BE_SILENT))
    rows = list(
        counted.order_by("-id")
        .select_related("document__publisher")
        .only(
            "id", "text", "quote", "prefix", "start", "said_on", "document__published_on", "document__publisher__name",
            "document__publisher__is_anonymous",
        )
        .prefetch_related(
            Prefetch("attributions", Attribution.objects.select_related("party__merged_into").order_by("position")),
            Prefetch("figures", Figure.objects.order_by("position")),
        )[: MOST + 1]
    )  # fmt: skip
    left_out = counted.count() - MOST if len(rows) > MOST else 0
    told = {claim.pk: told_of(claim) for claim in rows[:MOST]}
    facts = [fact_of(figure, told[claim.pk]) for claim in rows[:MOST] for figure in claim.figures.all()]
    parties = {voice.party for each in told.values() for voice in (*each.chain, each.publisher) if voice}
    networks, because = affiliated(party for party in parties if party is not None)
    return read_figures(facts, claims=told.values(), networks=networks, because=because), max(0, left_out)


def told_of(claim: Claim) -> Told:
    """A claim with who said it, as figures are read from it. Its document and attributions must be at hand."""
    document = claim.document
    return Told(
        claim=claim.pk,
        words=claim.text,
        chain=tuple(_voice(link) for link in claim.attributions.all()),
        before=claim.prefix if claim.text.startswith(claim.quote[:20]) else "",
        document=document.pk if document else None,
        start=claim.start or 0,
        publisher=_publisher(document.publisher) if document else None,
        said_on=claim.said_on,
        published_on=document.published_on.isoformat() if document and document.published_on else "",
    )


def fact_of(figure: Figure, told: Told) -> Fact:
    """A stored figure as figures are read."""
    nature = figure.nature or nature_of(figure.unit).value
    return Fact(
        figure=figure.pk,
        told=told,
        value=figure.value,
        unit=figure.unit,
        bound=Bound(figure.bound),
        value_max=figure.value_max,
        place=figure.place,
        as_of=figure.as_of,
        nature=nature,
        denominator=figure.denominator,
        per=figure.per,
        since=figure.since,
        part_of=figure.part_of_id,
    )


def _voice(link: Attribution) -> Voice:
    # While the rows of a merge are under way, some still name who was merged.
    party = link.party.merged_into or link.party if link.party else None
    if party is None:
        return Voice(None, link.name, Stance(link.stance))
    return Voice(party.pk, party.name, Stance(link.stance), party.is_anonymous)


def _publisher(party: Party | None) -> Voice | None:
    return Voice(party.pk, party.name, is_anonymous=party.is_anonymous) if party else None
