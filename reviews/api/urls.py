"""Addresses below /api/v1/ of the work."""

from django.urls import include, path

from reviews.api import judging, people, reviews, snapshots

_REVIEW = "reviews/<int:pk>"
_EVIDENCE = f"{_REVIEW}/evidence/<uuid:evidence_id>"

urlpatterns = [
    path("", include("reviews.api.comments")),
    path("", include("reviews.api.derivations")),
    path("", include("reviews.api.drafts")),
    path("", include("reviews.api.history")),
    path("", include("reviews.api.matches")),
    path("", include("reviews.api.parties")),
    path("", include("reviews.api.party_proposals")),
    path("", include("reviews.api.persons")),
    path("", include("reviews.api.queue_calls")),
    path("", include("reviews.api.reports")),
    path("", include("reviews.api.reuse")),
    path("", include("reviews.api.scales")),
    path("", include("reviews.api.sources")),
    path("", include("reviews.api.standing")),
    path("", include("reviews.api.topic_figures")),
    path("", include("reviews.api.topics")),
    path("", include("reviews.api.verdicts")),
    path("reviews", reviews.Reviews.as_view(), name="api_reviews"),
    path("reviews/take-next", reviews.TakeNext.as_view(), name="api_take_next"),
    path(_REVIEW, reviews.ReviewView.as_view(), name="api_review"),
    path(f"{_REVIEW}/assign", reviews.Assign.as_view(), name="api_assign"),
    path(f"{_REVIEW}/release", reviews.Release.as_view(), name="api_release"),
    path(f"{_REVIEW}/renew", reviews.Renew.as_view(), name="api_renew"),
    path(f"{_REVIEW}/hold", reviews.Hold.as_view(), name="api_hold"),
    path(f"{_REVIEW}/resume", reviews.Resume.as_view(), name="api_resume"),
    path(f"{_REVIEW}/close", reviews.Close.as_view(), name="api_close"),
    path(f"{_REVIEW}/evidence", judging.AddEvidence.as_view(), name="api_evidence"),
    path(f"{_EVIDENCE}/withdraw", judging.WithdrawEvidence.as_view(), name="api_evidence_withdraw"),
    path(f"{_EVIDENCE}/exact-words", judging.TakeExactWords.as_view(), name="api_evidence_exact_words"),
    path(f"{_EVIDENCE}/derive", judging.DeriveEvidence.as_view(), name="api_evidence_derive"),
    path(f"{_REVIEW}/assessments", judging.Assess.as_view(), name="api_assessments"),
    path(f"{_REVIEW}/adjudicate", judging.Adjudicate.as_view(), name="api_adjudicate"),
    path(f"{_REVIEW}/send-back", judging.SendBack.as_view(), name="api_send_back"),
    path(f"{_REVIEW}/publish", judging.Publish.as_view(), name="api_publish"),
    path(f"{_REVIEW}/correct", judging.Correct.as_view(), name="api_correct"),
    path(f"{_REVIEW}/retract", judging.Retract.as_view(), name="api_retract"),
    path(f"{_REVIEW}/reopen", judging.Reopen.as_view(), name="api_reopen"),
    path("documents/<int:pk>/snapshots", snapshots.DocumentSnapshots.as_view(), name="api_document_snapshots"),
    path("snapshots/<uuid:key>", snapshots.SnapshotView.as_view(), name="api_snapshot"),
    path("snapshots/<uuid:key>/file", snapshots.SnapshotFile.as_view(), name="api_snapshot_file"),
    path("users", people.Users.as_view(), name="api_users"),
    path("me", people.Me.as_view(), name="api_me"),
    path("me/notices", people.MyNotices.as_view(), name="api_my_notices"),
    path("me/notices/read", people.ReadNotices.as_view(), name="api_read_notices"),
]
