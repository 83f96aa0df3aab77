"""The topics that rows of a file name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.access import visible_topics
from claims.actions.add_topic import add_topic
from claims.intake.prepared_row import PreparedRow
from claims.intake.rows import BadRow
from claims.models import Import, Topic
from factcheck.core.errors import Conflict, Invalid
from factcheck.core.text import fold, slug


@dataclass
class RowTopics:
    """Ids of topics by name as written (None for one that a dry run would make), and the rows refused for theirs."""

    ids: dict[str, int | None] = field(default_factory=dict)
    refused: list[BadRow] = field(default_factory=list)


def topics_of_rows(work: Import, rows: Sequence[PreparedRow], *, keep: bool) -> RowTopics:
    """Find the topics by slug or title among those that exist for the import's sender, or make them where it says so.

    Marks the import as restricted when a row goes into another restricted topic than its own; the caller saves it.
    """
    found = RowTopics()
    names = {row.topic for row in rows if row.topic}
    if not names:
        return found
    there: dict[str, Topic] = {}
    for known in visible_topics(work.created_by).order_by("-id"):
        there[fold(known.title)] = there[known.slug] = known
    problems: dict[str, str] = {}
    for name in sorted(names):
        topic = there.get(name) or there.get(fold(name))
        if topic is None and work.makes_topics:
            if not keep:
                found.ids[name] = None
                continue
            try:
                topic = add_topic(name, by=work.created_by)
                there[topic.slug] = there[fold(name)] = topic
            except (Conflict, Invalid):
                problems[name] = f"A topic {slug(name)} cannot be made here. Choose another name."
                continue
        if topic is None:
            problems[name] = f"There is no topic {name[:80]}. Make it first, or correct the row."
            continue
        found.ids[name] = topic.pk
        if topic.is_restricted:
            hide_from_others(work, topic.pk)
    found.refused = [
        BadRow(row.number, row.line, problems[row.topic], column="topic") for row in rows if row.topic in problems
    ]
    return found


def hide_from_others(work: Import, topic_id: int | None) -> None:
    """Let only the sender see an import whose rows speak of another restricted topic than its own.

    The caller saves it.
    """
    if topic_id is not None and topic_id != work.topic_id:
        work.is_restricted = True
