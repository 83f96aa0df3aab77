"""Addresses below /api/v1/ of what was said."""

from django.urls import path

from claims.api.checks import Checks, CheckView, ClaimChecks
from claims.api.claims import Claims, ClaimView, Drop, Keep, Undecide
from claims.api.documents import DocumentClaims, Documents, DocumentView, Imports, ImportView, RefetchDocument
from claims.api.topics import Topics

urlpatterns = [
    path("documents", Documents.as_view(), name="api_documents"),
    path("documents/<int:pk>", DocumentView.as_view(), name="api_document"),
    path("documents/<int:pk>/refetch", RefetchDocument.as_view(), name="api_document_refetch"),
    path("documents/<int:pk>/claims", DocumentClaims.as_view(), name="api_document_claims"),
    path("imports", Imports.as_view(), name="api_imports"),
    path("imports/<int:pk>", ImportView.as_view(), name="api_import"),
    path("claims", Claims.as_view(), name="api_claims"),
    path("claims/<int:pk>", ClaimView.as_view(), name="api_claim"),
    path("claims/<int:pk>/keep", Keep.as_view(), name="api_claim_keep"),
    path("claims/<int:pk>/drop", Drop.as_view(), name="api_claim_drop"),
    path("claims/<int:pk>/undecide", Undecide.as_view(), name="api_claim_undecide"),
    path("claims/<int:pk>/external-checks", ClaimChecks.as_view(), name="api_claim_checks"),
    path("external-checks", Checks.as_view(), name="api_external_checks"),
    path("external-checks/<int:pk>", CheckView.as_view(), name="api_external_check"),
    path("topics", Topics.as_view(), name="api_topics"),
]
