"""Addresses of the working pages, below /desk/."""

from django.urls import include, path

from claims.models import ClaimState
from reviews.pages import assign, decide, desk, evidence, hold, inbox, publish, queue, review
from reviews.pages.claim_list import claims, claims_triage
from reviews.pages.decide_claim import decide as decide_claim
from reviews.pages.document import document
from reviews.pages.send_kept import send_kept
from reviews.pages.snapshots import snapshot, snapshot_file, snapshot_shown

_REVIEW = "reviews/<int:pk>/"
_EVIDENCE = f"{_REVIEW}evidence/<uuid:evidence_id>/"

urlpatterns = [
    path("", include("reviews.pages.claim")),
    path("", include("reviews.pages.comments")),
    path("", include("reviews.pages.derivations")),
    path("", include("reviews.pages.drafts")),
    path("", include("reviews.pages.matches")),
    path("", include("reviews.pages.merge_claim")),
    path("", include("reviews.pages.parties")),
    path("", include("reviews.pages.party_errands")),
    path("", include("reviews.pages.people")),
    path("", include("reviews.pages.reuse_verdict")),
    path("", include("reviews.pages.queue_bulk")),
    path("", include("reviews.pages.reports")),
    path("", include("reviews.pages.scales")),
    path("", include("reviews.pages.standing")),
    path("", include("reviews.pages.undo")),
    path("", include("reviews.pages.topics")),
    path("", include("reviews.pages.topic_claims")),
    path("", include("reviews.pages.topic_findings")),
    path("", desk.desk, name="desk"),
    path("documents/<int:pk>/", document, name="document"),
    path("documents/<int:pk>/send/", send_kept, name="send_kept"),
    path("snapshots/<uuid:key>/", snapshot, name="snapshot"),
    path("snapshots/<uuid:key>/file/", snapshot_file, name="snapshot_file"),
    path("snapshots/<uuid:key>/page/", snapshot_shown, name="snapshot_shown"),
    path("claims/", claims, name="claims"),
    path("claims/triage/", claims_triage, name="claims_triage"),
    path("claims/<int:pk>/keep/", decide_claim, {"state": ClaimState.KEPT}, name="claim_keep"),
    path("claims/<int:pk>/drop/", decide_claim, {"state": ClaimState.DROPPED}, name="claim_drop"),
    path("claims/<int:pk>/undecide/", decide_claim, {"state": ClaimState.UNDECIDED}, name="claim_undecide"),
    path("queue/", queue.queue, name="queue"),
    path("take-next/", assign.take_next, name="take_next"),
    path("inbox/", inbox.inbox, name="inbox"),
    path(_REVIEW, review.review, name="review"),
    path(f"{_REVIEW}gate/", review.gate, name="gate"),
    path(f"{_REVIEW}evidence/", evidence.evidence_add, name="evidence_add"),
    path(f"{_EVIDENCE}withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
    path(f"{_EVIDENCE}exact-words/", evidence.evidence_exact_words, name="evidence_exact_words"),
    path(f"{_EVIDENCE}copy/", evidence.evidence_copy, name="evidence_copy"),
    path(f"{_EVIDENCE}upload/", evidence.copy_upload, name="copy_upload"),
    path(f"{_REVIEW}assign/", assign.assign, name="assign"),
    path(f"{_REVIEW}release/", assign.release, name="release"),
    path(f"{_REVIEW}decide/", decide.adjudicate, name="adjudicate"),
    path(f"{_REVIEW}send-back/", decide.send_back, name="send_back"),
    path(f"{_REVIEW}publish/", publish.publish, name="publish"),
    path(f"{_REVIEW}correct/", publish.correct, name="correct"),
    path(f"{_REVIEW}retract/", publish.retract, name="retract"),
    path(f"{_REVIEW}reopen/", publish.reopen, name="reopen"),
    path(f"{_REVIEW}hold/", hold.hold, name="hold"),
    path(f"{_REVIEW}resume/", hold.resume, name="resume"),
    path(f"{_REVIEW}close/", hold.close, name="close"),
]
