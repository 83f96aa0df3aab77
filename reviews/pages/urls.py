"""Addresses of this face."""

from django.urls import path

from claims.models import ClaimState
from reviews.pages.decide_claim import decide
from reviews.pages.document import document
from reviews.pages.send_kept import send_kept

urlpatterns = [
    path("documents/<int:pk>/", document, name="document"),
    path("documents/<int:pk>/send/", send_kept, name="send_kept"),
    path("claims/<int:pk>/keep/", decide, {"state": ClaimState.KEPT}, name="claim_keep"),
    path("claims/<int:pk>/drop/", decide, {"state": ClaimState.DROPPED}, name="claim_drop"),
    path("claims/<int:pk>/undecide/", decide, {"state": ClaimState.UNDECIDED}, name="claim_undecide"),
]
