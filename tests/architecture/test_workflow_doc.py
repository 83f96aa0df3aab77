"""docs/workflow.md says what the tables say."""

from io import StringIO

from django.core.management import call_command

from factcheck.core.capabilities import ROLE_CAN, Can, Role
from reviews.management.commands.draw_workflow import MEANS
from reviews.workflow import TRANSITIONS, State, Step
from tests.architecture.code import ROOT

DOC = ROOT / "docs" / "workflow.md"


def drawn() -> str:
    out = StringIO()
    call_command("draw_workflow", stdout=out)
    return out.getvalue()


def test_the_document_is_what_is_drawn_now() -> None:
    assert DOC.read_text(encoding="utf-8") == drawn(), "python manage.py draw_workflow > docs/workflow.md"


def test_everything_is_in_it() -> None:
    text = drawn()
    assert set(MEANS) == set(State)
    assert set(TRANSITIONS) == set(Step)
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")]
    firsts = [row[0].removeprefix("| ") for row in rows]
    assert [f"`{state}`" for state in State if firsts.count(f"`{state}`") != 1] == []
    assert [f"`{step}`" for step in Step if firsts.count(f"`{step}`") != 1] == []
    assert [can.value for can in Can if firsts.count(can.value) != 1] == []
    held = {row[0].removeprefix("| "): row[1:] for row in rows if len(row) == 1 + len(Role)}
    for can in Can:
        marks = [cell.removesuffix(" |").strip() == "yes" for cell in held[can.value]]
        assert marks == [can in ROLE_CAN[role] for role in Role]


def test_the_picture_has_every_arrow() -> None:
    text = drawn()
    arrows = {line.strip() for line in text.splitlines() if " --> " in line}
    for row in TRANSITIONS.values():
        for source in [state.value for state in row.sources] or ["[*]"]:
            found = [arrow for arrow in arrows if arrow.startswith(f"{source} --> {row.target.value}: ")]
            assert len(found) == 1
            assert row.step.value in found[0].split(": ")[1].split(", ")
