"""Scales with their versions, and the policies of topics."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
