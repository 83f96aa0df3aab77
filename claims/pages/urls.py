"""Addresses of this face. The page of one document shows reviews as well: it is in the upper app."""

from django.urls import include, path

from claims.pages.add_claim import claim_add
from claims.pages.add_document import document_add
from claims.pages.checks import checks
from claims.pages.documents import documents
from claims.pages.edit_claim import claim_edit
from claims.pages.feed_buttons import feed_poll, feed_switch
from claims.pages.feed_change import feed_change, feed_remove
from claims.pages.feeds import feed, feeds
from claims.pages.import_new import import_new
from claims.pages.import_page import (
    import_cancel,
    import_errors,
    import_page,
    import_repeat,
    import_take_back,
)
from claims.pages.import_rows import import_row
from claims.pages.imports import imports
from claims.pages.mapping import import_mapping, import_reread, mapping_delete
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
    path("imports/", imports, name="imports"),
    path("imports/new/", import_new, name="import_new"),
    path("imports/<int:pk>/", import_page, name="import_progress"),
    path("imports/<int:pk>/mapping/", import_mapping, name="import_mapping"),
    path("imports/<int:pk>/read-again/", import_reread, name="import_reread"),
    path("imports/<int:pk>/rows/<int:number>/", import_row, name="import_row"),
    path("imports/<int:pk>/refused.csv", import_errors, name="import_errors"),
    path("imports/<int:pk>/cancel/", import_cancel, name="import_cancel"),
    path("imports/<int:pk>/take-back/", import_take_back, name="import_take_back"),
    path("imports/<int:pk>/again/", import_repeat, name="import_repeat"),
    path("mappings/<int:mapping_id>/delete/", mapping_delete, name="mapping_delete"),
    path("", include("claims.pages.extracting")),
]
