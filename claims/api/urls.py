"""Addresses below /api/v1/ of what was said."""

from django.urls import include, path

from claims.api.checks import Checks, CheckView, ClaimChecks
from claims.api.claims import Claims, ClaimView, Drop, Keep, Undecide
from claims.api.documents import DocumentClaims, Documents, DocumentView, RefetchDocument
from claims.api.feeds import FeedItems, FeedPoll, Feeds, FeedView
from claims.api.imports import (
    ImportCancel,
    ImportErrors,
    ImportMapping,
    ImportRepeat,
    ImportReread,
    ImportRows,
    ImportRowView,
    Imports,
    ImportTakeBack,
    ImportView,
)
from claims.api.mappings import ImportFields, Mappings, MappingView

urlpatterns = [
    path("documents", Documents.as_view(), name="api_documents"),
    path("documents/<int:pk>", DocumentView.as_view(), name="api_document"),
    path("documents/<int:pk>/refetch", RefetchDocument.as_view(), name="api_document_refetch"),
    path("documents/<int:pk>/claims", DocumentClaims.as_view(), name="api_document_claims"),
    path("imports", Imports.as_view(), name="api_imports"),
    path("imports/<int:pk>", ImportView.as_view(), name="api_import"),
    path("imports/<int:pk>/rows", ImportRows.as_view(), name="api_import_rows"),
    path("imports/<int:pk>/rows/<int:number>", ImportRowView.as_view(), name="api_import_row"),
    path("imports/<int:pk>/errors.csv", ImportErrors.as_view(), name="api_import_errors"),
    path("imports/<int:pk>/mapping", ImportMapping.as_view(), name="api_import_mapping"),
    path("imports/<int:pk>/read-again", ImportReread.as_view(), name="api_import_reread"),
    path("imports/<int:pk>/cancel", ImportCancel.as_view(), name="api_import_cancel"),
    path("imports/<int:pk>/take-back", ImportTakeBack.as_view(), name="api_import_take_back"),
    path("imports/<int:pk>/repeat", ImportRepeat.as_view(), name="api_import_repeat"),
    path("import-fields", ImportFields.as_view(), name="api_import_fields"),
    path("mappings", Mappings.as_view(), name="api_mappings"),
    path("mappings/<int:pk>", MappingView.as_view(), name="api_mapping"),
    path("claims", Claims.as_view(), name="api_claims"),
    path("claims/<int:pk>", ClaimView.as_view(), name="api_claim"),
    path("claims/<int:pk>/keep", Keep.as_view(), name="api_claim_keep"),
    path("claims/<int:pk>/drop", Drop.as_view(), name="api_claim_drop"),
    path("claims/<int:pk>/undecide", Undecide.as_view(), name="api_claim_undecide"),
    path("claims/<int:pk>/external-checks", ClaimChecks.as_view(), name="api_claim_checks"),
    path("external-checks", Checks.as_view(), name="api_external_checks"),
    path("external-checks/<int:pk>", CheckView.as_view(), name="api_external_check"),
    path("feeds", Feeds.as_view(), name="api_feeds"),
    path("feeds/<int:pk>", FeedView.as_view(), name="api_feed"),
    path("feeds/<int:pk>/items", FeedItems.as_view(), name="api_feed_items"),
    path("feeds/<int:pk>/poll", FeedPoll.as_view(), name="api_feed_poll"),
    path("", include("claims.api.extracting")),
    path("", include("claims.api.merging")),
    path("", include("claims.api.topic_proposals")),
    path("", include("claims.api.topics")),
]
