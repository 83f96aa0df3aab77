"""House rules that no linter knows. Each names the file and line that breaks it."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.code import OURS, ROOT, files, functions, imported, modules

LONGEST = 300
# What speaks to other machines or to a port; `fetch` is the one module that does, with `answers` for what comes back.
OUTGOING = {"httpx", "httpcore", "requests", "aiohttp", "urllib3", "urllib.request", "http.client", "socket", "ssl"}
MAY_GO_OUT = {
    "factcheck/core/fetch.py": "the only outgoing HTTP",
    "factcheck/core/answers.py": "reads the answers that fetch receives",
    "factcheck/embedded/valkey.py": "asks the server on its own socket whether it lives",
    "factcheck/supervise/newsroom.py": "asks its own web server on this machine whether it answers",
    "factcheck/supervise/checks.py": "looks whether the port is free",
}
DRAWERS = {"util", "utils", "helper", "helpers", "service", "services", "manager", "managers", "misc", "common"}


def test_no_file_is_long() -> None:
    long = {}
    for path in files(".py", ".html", ".css", ".js"):
        parts = path.relative_to(ROOT).parts
        if "migrations" in parts or "samples" in parts:
            continue
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > LONGEST:
            long[path.relative_to(ROOT).as_posix()] = lines
    assert long == {}, f"over {LONGEST} lines: divide them by what they do"


def test_files_are_named_after_what_they_do() -> None:
    parts = {part for module in modules() for part in module.path.relative_to(ROOT).with_suffix("").parts}
    assert {"take_next", "workflow"} <= parts
    assert parts & DRAWERS == set()


def test_no_signals() -> None:
    found = []
    for module in modules("claims", "reviews", "factcheck/core"):  # elsewhere `connect` is a socket's
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "connect":
                found.append(f"{module.where}:{node.lineno} .connect(")
            decorators = node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else []
            found += [
                f"{module.where}:{each.lineno} {words}"
                for each in decorators
                if "receiver" in (words := ast.unparse(each))
            ]
        found += [
            f"{module.where}:{line} {name}"
            for name, line in imported(module.tree)
            if name.startswith("django.dispatch")
        ]
    assert found == [], "what follows from a change is called where the change is made"


def writes_of_state(tree: ast.AST) -> list[tuple[int, str]]:
    """Assignments to `.state`, and `state=` given to `update` or `update_or_create`."""
    found = []
    for node in ast.walk(tree):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = [inner for target in node.targets for inner in ast.walk(target) if isinstance(inner, ast.expr)]
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"update", "update_or_create", "bulk_update", "aupdate"}:
                given = [word.arg for word in node.keywords] + [
                    each.value for each in ast.walk(node) if isinstance(each, ast.Constant)
                ]
                if "state" in given:
                    found.append((node.lineno, ast.unparse(node)))
            if name == "setattr" and len(node.args) > 1 and getattr(node.args[1], "value", None) == "state":
                found.append((node.lineno, ast.unparse(node)))
        found += [
            (target.lineno, ast.unparse(target))
            for target in targets
            if isinstance(target, ast.Attribute) and target.attr == "state"
        ]
    return found


def test_the_state_of_a_review_has_one_writer() -> None:
    found = {
        f"{module.where}:{line}": words
        for module in modules("reviews")
        if module.where != "reviews/actions/_move.py"
        for line, words in writes_of_state(module.tree)
    }
    assert found == {}, "only reviews/actions/_move.py writes Review.state"


@pytest.mark.parametrize(
    "code",
    ["review.state = 'x'", "review.round, review.state = 2, s", "Review.objects.filter(pk=1).update(state='x')",
     "setattr(review, 'state', s)", "Review.objects.bulk_update(rows, ['state'])"],
)  # fmt: skip
def test_each_way_to_write_a_state_is_seen(code: str) -> None:
    assert writes_of_state(ast.parse(code))


def test_the_one_writer_does_write() -> None:
    """The rule above would be empty if the writer were elsewhere."""
    (module,) = modules("reviews/actions/_move.py")
    assert [words for _, words in writes_of_state(module.tree)] == ["review.state"]


def test_faces_ask_access_and_queries_and_never_a_table() -> None:
    faces = [f"{app}/{face}" for app in ("claims", "reviews") for face in ("api", "pages", "public")]
    found = [
        f"{module.where}:{node.lineno}"
        for module in modules(*faces)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}
    ]
    assert found == []


def test_only_fetch_goes_out() -> None:
    found = {
        module.where
        for module in modules()
        for name, _ in imported(module.tree)
        if any(name == out or name.startswith(f"{out}.") for out in OUTGOING)
    }
    assert found - set(MAY_GO_OUT) == set(), "an address is fetched by factcheck.core.fetch"
    assert set(MAY_GO_OUT) - found == set(), "no longer needs to be excused"


def test_nothing_of_ours_is_imported_inside_a_function() -> None:
    found = [
        f"{module.where}:{line} {name}"
        for module in modules()
        if module.path.name != "apps.py"
        for function in functions(module.tree)
        for name, line in imported(function)
        if name.split(".")[0] in OURS
    ]
    assert found == [], "an import inside a function is a circle that was tolerated"


def test_nothing_is_left_for_later() -> None:
    left = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in files(".py", ".html", ".css", ".js", ".md", ".toml", ".yml", ".sh")
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if left.search(line)
    ]
    assert found == []


def test_the_product_stands_without_the_shared_folder() -> None:
    found = [
        f"{module.where}:{node.lineno}"
        for module in modules(*OURS, "tools", "manage.py", "deploy")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"FACTCHECK_SHARED|(^|/)shared(/|$)", node.value)
    ]
    assert found == []


def test_requests_are_never_poured_into_a_query() -> None:
    """`filter(**request.GET)` lets a caller name any column, and has been an injection in Django itself."""
    found = [
        f"{module.where}:{node.lineno}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"filter", "exclude", "get", "annotate", "alias", "order_by"}
        for word in node.keywords
        if word.arg is None and re.search(r"\b(GET|POST|query_params|data|cleaned_data)\b", ast.unparse(word.value))
    ]
    assert found == []
