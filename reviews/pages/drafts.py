"""Keeping the draft of an assessment while it is written."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
