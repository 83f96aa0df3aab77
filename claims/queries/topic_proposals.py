"""Claims without a topic, and the topics that a rule proposes for them, as far as a person may see both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from claims.access import visible_claims, visible_topics
from claims.figures.belonging import Belonging, Traits, belongs, words_about
from claims.figures.units import same_unit
from claims.models import Attribution, Claim, ClaimState, Figure, OtherTopic, Topic
from claims.queries.networks import affiliated
from factcheck.core.permissions import Person
from factcheck.core.text import fold

MOST_TOPICS = 60  # the newest that a claim is held against
SAMPLE = 200  # claims of a topic, the newest, by which it is known
CANDIDATES = 500  # claims without a topic that one topic is held against, the newest
_OUT = (ClaimState.DROPPED, ClaimState.MERGED)


@dataclass(frozen=True)
class TopicProposal:
    """A topic that a claim may belong to, how well it fits (3 and more) and why."""

    claim: Claim
    topic: Topic
    score: float
    why: tuple[str, ...]


def topics_for_claims(person: Person, claims: Sequence[Claim]) -> dict[int, list[TopicProposal]]:
    """For each claim without a topic the topics proposed for it, best first. The number of queries is constant.

    Topics and the claims by which they are known are those that exist for the person: nothing of others shows.
    """
    wanted = [claim for claim in claims if claim.topic_id is None and claim.state not in _OUT]
    topics = list(_with_samples(person, visible_topics(person)).order_by("-id")[:MOST_TOPICS]) if wanted else []
    found: dict[int, list[TopicProposal]] = {}
    for claim, topic, fit in _fitting(wanted, topics):
        found.setdefault(claim.pk, []).append(TopicProposal(claim, topic, fit.score, fit.why))
    for proposals in found.values():
        proposals.sort(key=lambda one: (-one.score, one.topic.pk))
    return found


def claims_for_topic(person: Person, topic: Topic) -> list[TopicProposal]:
    """Claims without a topic that are proposed for this one, best first. The number of queries is constant.

    That the topic exists for the person is the caller's to ask.
    """
    (known,) = _with_samples(person, Topic.objects.filter(pk=topic.pk))
    speakers = Attribution.objects.filter(claim__in=_sample(known))
    parties = set(speakers.values_list("party", flat=True)) - {None}
    free = visible_claims(person).filter(topic__isnull=True).exclude(state__in=_OUT)
    speaking = Attribution.objects.filter(party__in=parties, claim__topic__isnull=True).values("claim")
    near = free.filter(Q(document__topic=topic) | Q(pk__in=speaking)).order_by("-id")[:CANDIDATES]
    fits = [TopicProposal(claim, topic, fit.score, fit.why) for claim, _, fit in _fitting(list(near), [known])]
    return sorted(fits, key=lambda one: (-one.score, -one.claim.pk))


def _with_samples(person: Person, topics: QuerySet[Topic]) -> QuerySet[Topic, Topic]:
    claims = visible_claims(person).filter(topic=OuterRef("pk")).exclude(state__in=_OUT)
    return topics.annotate(sample=ArraySubquery(claims.order_by("-id").values("pk")[:SAMPLE]))


def _sample(topic: Topic) -> list[int]:
    return list(topic.sample)  # type: ignore[attr-defined]  # annotated


def _fitting(claims: Sequence[Claim], topics: Sequence[Topic]) -> Iterable[tuple[Claim, Topic, Belonging]]:
    if not claims or not topics:
        return []
    samples = {topic.pk: _sample(topic) for topic in topics}
    known = _Known([claim.pk for claim in claims] + [pk for sample in samples.values() for pk in sample])
    dismissed = set(OtherTopic.objects.filter(claim__in=claims).values_list("claim", "topic"))
    story = {topic.pk: known.of(samples[topic.pk], topic.title) for topic in topics}
    return [
        (claim, topic, fit)
        for claim in claims
        for own in [known.of([claim.pk], claim.text, [claim.said_on, claim.as_of])]
        for topic in topics
        if (claim.pk, topic.pk) not in dismissed and (fit := belongs(own, story[topic.pk])) is not None
    ]


class _Known:
    """Speakers and figures of claims, read at once."""

    def __init__(self, claims: Iterable[int]) -> None:
        ids = sorted(set(claims))
        links = Attribution.objects.filter(claim__in=ids, party__isnull=False, party__is_anonymous=False)
        rows = list(links.values_list("claim", "party", "party__name"))
        networks, _ = affiliated({party for _, party, _ in rows if party is not None})
        self._parties: dict[int, dict[int, str]] = {}
        for claim, party, name in rows:
            if party is not None:
                self._parties.setdefault(claim, {})[networks.get(party, party)] = str(name)
        self._figures: dict[int, list[tuple[str, str, str]]] = {}
        for claim, unit, place, as_of in Figure.objects.filter(claim__in=ids).values_list(
            "claim", "unit", "place", "as_of"
        ):
            self._figures.setdefault(claim, []).append((unit, place, as_of))

    def of(self, claims: Sequence[int], text: str, days: Iterable[str] = ()) -> Traits:
        """What some claims are known by together, with a title or the words of one."""
        figures = [figure for claim in claims for figure in self._figures.get(claim, ())]
        return Traits(
            parties={key: name for claim in claims for key, name in self._parties.get(claim, {}).items()},
            units=frozenset(same_unit(unit) for unit, _, _ in figures),
            places={fold(place): place for _, place, _ in figures if place},
            words=words_about(text),
            days=tuple(day for day in (*(as_of for _, _, as_of in figures), *days) if day),
        )
