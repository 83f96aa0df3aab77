"""The pages of publishing and what follows, scales, policies and reports."""

from collections.abc import Callable
from typing import Any

from tests.pages.rights.judging import FINDING
from tests.situations import Ids

TABLE = """
GET  publish           decided    200  200  403  403  403  in
POST publish           decided    done done 403  403  403  in
GET  correct           published  200  200  403  403  403  in
POST correct           published  done done 403  403  403  in
GET  retract           published  200  200  403  403  403  in
POST retract           published  done done 403  403  403  in
GET  reopen            closed     200  200  403  403  403  in
POST reopen            closed     done done 403  403  403  in
GET  let_stand         reopened   200  200  403  403  403  in
POST let_stand         reopened   done done 403  403  403  in
GET  review_by         published  200  200  403  403  403  in
POST review_by         published  done done 403  403  403  in
GET  reports           nothing    200  200  403  403  403  in
GET  reports_csv       nothing    200  200  403  403  403  in
GET  scales            nothing    200  200  200  200  200  in
GET  scale             scale      200  200  200  200  200  in
GET  scale_add         nothing    200  200  403  403  403  in
POST scale_add         nothing    done done 403  403  403  in
GET  scale_version     scale      200  200  403  403  403  in
POST scale_version     scale      done done 403  403  403  in
GET  scale_default     scale      back back back back back in
POST scale_default     scale      done done 403  403  403  in
GET  scale_retire      scale      back back back back back in
POST scale_retire      scale      done done 403  403  403  in
GET  policies          nothing    200  200  200  200  200  in
GET  policy            nothing    200  200  403  403  403  in
POST policy            nothing    done done 403  403  403  in
GET  public_verdicts     published 200 200 200 200 200 200
GET  public_verdict      published 200 200 200 200 200 200
GET  public_verdict_short published back back back back back back
GET  public_verdict_data published 200 200 200 200 200 200
GET  public_corrections  published 200 200 200 200 200 200
GET  public_how          nothing   200 200 200 200 200 200
GET  public_feed         published 200 200 200 200 200 200
"""
_TWO_POINT = {
    "r0-label": "Right", "r0-definition": "It is so.", "r0-value": "1",
    "r1-label": "Wrong", "r1-definition": "It is not.", "r1-value": "0",
}  # fmt: skip
SENT: dict[str, dict[str, Any]] = {
    "scale_add": {"name": "Two-point", **_TWO_POINT},
    "scale_version": _TWO_POINT,
    "policy": {"due_days": "5"},
    "correct": {**FINDING, "kind": "correction", "what": "The words.", "why": "They misled.", "rationale": "Other."},
    "retract": {"why": "The source withdrew it."},
    "reopen": {"reason": "A newer figure is out."},
    "let_stand": {"reason": "The newer figure counts something else.", "review_by": "2099-01-01"},
    "review_by": {"review_by": "2099-01-01", "reason": "The ministry reports then."},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {}
READS: list[tuple[str, str, str]] = [
    ("publish", "decided", "erin"),
    ("correct", "published", "erin"),
    ("retract", "published", "erin"),
    ("reopen", "published", "erin"),
    ("review_by", "published", "erin"),
    ("let_stand", "reopened", "erin"),
    ("reports", "", "erin"),
    ("reports_csv", "", "erin"),
    ("scales", "", "erin"),
    ("scale", "scale", "erin"),
    ("scale_add", "", "erin"),
    ("scale_version", "scale", "erin"),
    ("policies", "", "erin"),
    ("policy", "", "erin"),
    ("public_verdicts", "", ""),
    ("public_corrections", "", ""),
    ("public_how", "", ""),
    ("public_feed", "", ""),
    ("public_verdict", "published", ""),
    ("public_verdict_data", "published", ""),
]
NOT_READ: dict[str, str] = {}
