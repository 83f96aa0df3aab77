"""Reports: agreement between reviewers, and how long reviews stay in each state."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
