"""A claim with everything that happened to it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
