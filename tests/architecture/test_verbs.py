"""Verbs, tasks and events: the same shape everywhere, and nothing that is named but not there."""

import ast
import re
from string import Formatter

import pytest
from celery import current_app
from celery.schedules import maybe_schedule
from django.db import connection

import factcheck.celery as desk_celery
from factcheck.core.events import UNTOLD, EventKind
from reviews.notify import routing, words
from reviews.queries import history_words
from tests.architecture.code import Module, modules

# Done by the desk itself, so nobody is named.
SYSTEM_VERBS = {
    "extract_document": "a worker; its event names who brought the document",
    "read_again": "a worker; its events name who asked for it",
    "fail_import": "a worker; its event names who sent it",
    "stumble": "a worker, whose fault it is",
    "finish_import": "a worker; its event names who sent it",
    "wake_stalled": "the clock, or a worker that starts",
    "split_archive": "a worker; its events name who sent the archive",
    "bring_back_for": "the clock; its event names the cause",
    "recheck_source": "the clock; a worker copies the page",
    "note_changes": "a worker, when a copy is kept; its event names the source",
    "begin": "the clock, or the first day of a leave that is set; its event names whose leave it is",
    "check_quotes": "a worker, when a copy is kept; it judges nothing and moves nothing",
    "propose_parties": "a worker; it judges nothing, and its words stand in the document",
    "move_party_rows": "a worker; the merge that it carries out names who merged",
    "refresh_findings": "a worker; findings are made of claims, and what people judge of them has its events",
    "hide_imports": "follows from who sees a topic; its events are of the verbs that change that",
    "store_page": "a worker; it puts a file into storage, and who asked stands in the row that names it",
}
# Finding a Party by name makes it when it is new: part of the verb that names it.
SHARED = {"resolve_party"}
# A function that calls one of these changes the database.
WRITES = {
    "record", "move", "save", "create", "bulk_create", "get_or_create", "update_or_create", "update", "delete",
    "write_publication", "hand_back", "free_unfinished", "return_parts",
}  # fmt: skip
# Their verbs are still to come. Whoever writes one takes its name out.
AWAITED: set[EventKind] = set()
# No verb's, but the database's own: migrations core 0009 makes the trigger.
BY_TRIGGERS = {EventKind.ROW_CHANGED}


def public_functions() -> list[tuple[Module, ast.FunctionDef]]:
    """Functions without a leading underscore in the files of verbs; files with one are shared by verbs."""
    return [
        (module, node)
        for module in modules("claims/actions", "reviews/actions")
        if not module.path.name.startswith("_")
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def is_verb(function: ast.FunctionDef) -> bool:
    """Whether a function changes the database, itself or in a transaction of its own."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    called = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return "transaction.atomic" in map(ast.unparse, function.decorator_list) or bool(called & WRITES)


PUBLIC = public_functions()
VERBS = [(module, node) for module, node in PUBLIC if is_verb(node)]


@pytest.mark.parametrize(("module", "function"), PUBLIC, ids=[node.name for _, node in PUBLIC])
def test_what_is_offered_says_what_it_does(module: Module, function: ast.FunctionDef) -> None:
    where = f"{module.where}:{function.lineno} {function.name}"
    assert ast.get_docstring(function), f"{where} has no docstring"
    assert function.returns is not None, f"{where} does not say what it returns"


@pytest.mark.parametrize(("module", "verb"), VERBS, ids=[node.name for _, node in VERBS])
def test_a_verb_names_who_does_it(module: Module, verb: ast.FunctionDef) -> None:
    where = f"{module.where}:{verb.lineno} {verb.name}"
    if verb.name in SYSTEM_VERBS or verb.name in SHARED:
        return
    by = next((word for word in verb.args.kwonlyargs if word.arg == "by"), None)
    assert by is not None, f"{where} does not name who does it: take `by` by keyword"
    default = verb.args.kw_defaults[verb.args.kwonlyargs.index(by)]
    assert default is None, f"{where} has a default for `by`: nobody acts by default"


def test_the_clock_acts_as_nobody() -> None:
    """What beat calls has no person to name, and says so in its events."""
    names = {node.name: node for _, node in PUBLIC}
    for name in ("expire_leases", "resume_held", "begin_leaves"):
        assert [each.arg for each in names[name].args.args + names[name].args.kwonlyargs] == []


def test_the_verbs_are_found() -> None:
    names = {node.name for _, node in VERBS}
    assert names >= {
        "add_document",
        "add_claim",
        "open_review",
        "submit_assessment",
        "adjudicate",
        "publish",
        "correct",
    }
    assert (set(SYSTEM_VERBS) | SHARED) - names == set(), "no longer there, or no longer writes"


def names_given_to(function: str) -> dict[str, str]:
    """The first argument of every call of a function by this name, with where it is."""
    found = {}
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function:
                assert isinstance(node.args[0], ast.Constant), f"{module.where}:{node.lineno} names no task"
                found[f"{module.where}:{node.lineno}"] = node.args[0].value
    return found


def test_every_task_that_is_woken_exists() -> None:
    used = names_given_to("after_commit")
    assert set(used.values()) >= {"claims.run_import", "reviews.drain_outbox"}
    assert {where: name for where, name in used.items() if name not in current_app.tasks} == {}


def test_every_task_on_the_schedule_exists() -> None:
    schedule = desk_celery.app.conf.beat_schedule
    assert schedule
    assert [entry["task"] for entry in schedule.values() if entry["task"] not in current_app.tasks] == []
    assert all(maybe_schedule(entry["schedule"]) for entry in schedule.values())


def test_tasks_are_named_by_hand_and_take_only_ids() -> None:
    """A name made from the module would change with it, and a message with more than an id grows stale."""
    found = []
    for module in modules("claims/tasks.py", "reviews/tasks.py", "factcheck/core/tasks.py"):
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef):
                continue
            decorators = [ast.unparse(each) for each in node.decorator_list]
            named = any(re.match(r"shared_task\(.*\bname='[a-z_]+\.[a-z_]+'", each) for each in decorators)
            ids = all(
                each.arg.endswith("_id") and ast.unparse(each.annotation or each) in ("int", "str")
                for each in node.args.args
            )
            if not (named and ids):
                found.append(f"{module.where}:{node.lineno} {node.name}")
    assert found == []


def test_every_fact_is_told_in_words_or_knowingly_silent() -> None:
    routed, worded = set(routing._ROUTES), set(words._WORDS)
    assert routed == worded, "a notice without words, or words that nobody hears"
    assert routed & UNTOLD == set()
    assert set(EventKind) - routed - UNTOLD == set(), "say who hears of it, or that nobody does"


def test_every_fact_has_words_in_the_history() -> None:
    assert set(history_words.WORDS) == set(EventKind)


@pytest.mark.parametrize("kind", list(words._WORDS), ids=str)
def test_words_name_their_gaps(kind: EventKind) -> None:
    gaps = [name for _, name, _, _ in Formatter().parse(words._WORDS[kind]) if name is not None]
    assert all(name.isidentifier() for name in gaps)


def test_every_fact_is_recorded_somewhere() -> None:
    text = "\n".join(module.text for module in modules() if module.where != "factcheck/core/events.py")
    read_only = (
        "claims/queries/corrections.py",
        "reviews/notify",
        "reviews/queries/history_words.py",
        "reviews/queries/history.py",
        "reviews/queries/history_changes.py",
        "reviews/access.py",
        "reviews/eligibility.py",
    )
    told_only = "\n".join(module.text for module in modules(*read_only))
    unused = [
        kind.name
        for kind in EventKind
        if text.count(f"EventKind.{kind.name}") == told_only.count(f"EventKind.{kind.name}")
    ]
    assert set(unused) == {kind.name for kind in AWAITED | BY_TRIGGERS}


def test_what_triggers_record_they_record(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(prosrc, '') FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        written = re.findall(r"INSERT INTO core_event[^;]*?VALUES \(\s*'([a-z_.]+)'", cursor.fetchone()[0])
    assert set(written) == {kind.value for kind in BY_TRIGGERS}
