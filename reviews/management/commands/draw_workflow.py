"""`manage.py draw_workflow`: docs/workflow.md, from the tables that decide.

python manage.py draw_workflow > docs/workflow.md
"""

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from factcheck.core.capabilities import Can, Role, roles_that
from reviews.workflow import BLIND_STATES, OPEN_STATES, TRANSITIONS, State, Transition, steps_from

MEANS = {
    State.QUEUED: "waits for reviewers",
    State.IN_REVIEW: "somebody holds or has done a part of this round",
    State.SPLIT: "the round's assessments differ",
    State.DECIDED: "a verdict stands, not public",
    State.PUBLISHED: "public",
    State.ON_HOLD: "waits for something named, until a date",
    State.CLOSED: "ended without a verdict: not checkable, duplicate, out of scope or abandoned",
    State.RETRACTED: "withdrawn in public, with the reason shown",
}
INTRODUCTION = """\
# The workflow of a review

Made from `reviews/workflow.py` and `factcheck/core/capabilities.py` by `python manage.py draw_workflow`; do not edit it
by hand, a test compares it with them. `reviews/actions/_move.py` is the only writer of a review's state and writes only
what stands here. What depends on the review at hand is decided beside it: who may see a round that is not in in
`reviews/access.py`, who may hold a part, decide and publish in `reviews/eligibility.py`.
"""
SYSTEM = """\
The desk itself takes some steps without a person: it hands back a part whose lease has ended (`release`, `empty`,
`release_adjudicator`), takes back what is long overdue (`return`), takes a review off hold when its date has come
(`resume`, `resume_work`) and brings a published one back when there is a reason to look again (`come_back`). `return`
leads to `queued` whatever is done of the round: a way that depended on it would tell. `unclose` and `unclose_work` come
only of undoing a closing, within an hour of it. `submit` is quiet: it leaves version, time and state of the review
alone, so that a blind colleague cannot infer it.
"""


class Command(BaseCommand):
    help = "Print docs/workflow.md: states, steps and rights as the code has them."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(draw(), ending="")


def draw() -> str:
    """The whole document, as Markdown."""
    parts = [INTRODUCTION, "## States\n", states(), "## Steps\n", steps(), SYSTEM]
    parts += ["## The same as a picture\n", picture(), "## Rights\n", rights()]
    return "\n".join(parts)


def states() -> str:
    """Each state with its meaning and what leads out of it."""
    rows = [
        (
            f"`{state}`",
            MEANS[state],
            "yes" if state in OPEN_STATES else "no",
            "yes" if state in BLIND_STATES else "no",
            ", ".join(f"`{step}`" for step in steps_from(state)),
        )
        for state in State
    ]
    return table(("state", "meaning", "open", "blind", "leaves by"), rows)


def steps() -> str:
    """Each transition with who may take it and the event it leaves."""
    rows = [
        (
            f"`{row.step}`",
            " or ".join(f"`{state}`" for state in in_order(row)) or "—",
            f"`{row.target}`",
            row.right.value,
            ", ".join(roles_that(row.right)),
            f"`{row.kind}`",
            row.means,
        )
        for row in TRANSITIONS.values()
    ]
    return table(("step", "from", "to", "right", "roles", "event", "meaning"), rows)


def picture() -> str:
    """A Mermaid state diagram; steps between the same two states share an arrow."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in TRANSITIONS.values():
        for source in [state.value for state in in_order(row)] or ["[*]"]:
            arrows.setdefault((source, row.target.value), []).append(row.step.value)
    lines = [f"    {source} --> {target}: {', '.join(names)}" for (source, target), names in arrows.items()]
    return "\n".join(["```mermaid", "stateDiagram-v2", *lines, "```", ""])


def rights() -> str:
    """Which role holds which right."""
    rows = [(can.value, *("yes" if role in roles_that(can) else "" for role in Role)) for can in Can]
    return table(("right", *(role.value for role in Role)), rows)


def in_order(row: Transition) -> list[State]:
    """The states a step leads out of, in the order of `State`."""
    return [state for state in State if state in row.sources]


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table with a line break after it."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *map(list, rows)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
