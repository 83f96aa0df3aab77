"""The pages of evidence, its sources, their copies and what they derive from."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.situations import Ids

TABLE = """
GET  snapshot          copied     200  200  200  200  200  in
GET  snapshot          sourced    200  200  404  200  404  in
GET  snapshot_file     copied     200  200  200  200  200  in
GET  snapshot_file     sourced    200  200  404  200  404  in
GET  snapshot_shown    copied     200  200  200  200  200  in
GET  snapshot_shown    sourced    200  200  404  200  404  in
GET  gate              held       200  200  200  200  200  in
GET  evidence_add      held       back back back back back in
POST evidence_add      held       403  403  403  done 403  in
GET  evidence_withdraw held       back back back back back in
POST evidence_withdraw held       403  403  403  done 403  in
GET  evidence_exact_words near     back back back back back in
POST evidence_exact_words near     403  403  403  done 403  in
GET  evidence_copy     sourced    back back back back back in
POST evidence_copy     sourced    done done 404  done 404  in
GET  copy_upload       sourced    200  200  404  200  403  in
POST copy_upload       sourced    done done 404  done 403  in
GET  evidence_derive   held       404  404  404  200  404  in
POST evidence_derive   held       404  404  404  done 404  in
GET  derivation_judge  proposed   403  403  404  200  403  in
POST derivation_judge  proposed   403  403  404  done 403  in
GET  derivations_look  proposed   back back back back back in
POST derivations_look  proposed   403  403  403  done 403  in
GET  derivation_undo   dismissed  back back back back back in
POST derivation_undo   dismissed  403  403  404  done 403  in
"""
SENT: dict[str, dict[str, Any]] = {
    "derivation_judge": {"state": "dismissed", "basis": "It counts by itself."},
    "evidence_add": {"stance": "disputes", "url": "https://news.example/a"},
    "evidence_derive": {"from_party": "Alef", "basis": "It cites it.", "state": "shown"},
}
SENT_OF: dict[str, Callable[[Ids], dict[str, Any]]] = {
    "copy_upload": lambda _: {"file": SimpleUploadedFile("page.txt", b"1,500 people had been killed.")},
}
READS: list[tuple[str, str, str]] = [
    ("snapshot", "snapshot", "ada"),
    ("snapshot_file", "snapshot", "ada"),
    ("snapshot_shown", "snapshot", "ada"),
    ("gate", "in_review", "ada"),
]
NOT_READ: dict[str, str] = {
    "copy_upload": "is the board that `review` reads",
    "derivation_judge": "is the board that `review` reads",
    "evidence_derive": "is the board that `review` reads",
}
