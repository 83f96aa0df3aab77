"""Addresses of this face. The page of one document shows reviews as well: it is in the upper app."""

from django.urls import path

from claims.pages.add_claim import claim_add
from claims.pages.add_document import document_add
from claims.pages.checks import checks
from claims.pages.documents import documents
from claims.pages.edit_claim import claim_edit
from claims.pages.feed_buttons import feed_poll, feed_switch
from claims.pages.feed_change import feed_change, feed_remove
from claims.pages.feeds import feed, feeds
from claims.pages.import_progress import import_progress
from claims.pages.refetch import document_changes, document_refetch

urlpatterns = [
    path("documents/", documents, name="documents"),
    path("documents/add/", document_add, name="document_add"),
    path("documents/<int:pk>/refetch/", document_refetch, name="document_refetch"),
    path("documents/<int:pk>/changes/", document_changes, name="document_changes"),
    path("documents/<int:pk>/claims/", claim_add, name="claim_add"),
    path("checks/", checks, name="checks"),
    path("claims/<int:pk>/edit/", claim_edit, name="claim_edit"),
    path("feeds/", feeds, name="feeds"),
    path("feeds/<int:pk>/", feed, name="feed"),
    path("feeds/<int:pk>/change/", feed_change, name="feed_change"),
    path("feeds/<int:pk>/poll/", feed_poll, name="feed_poll"),
    path("feeds/<int:pk>/remove/", feed_remove, name="feed_remove"),
    path("feeds/<int:pk>/switch/", feed_switch, name="feed_switch"),
    path("imports/<int:pk>/", import_progress, name="import_progress"),
]
