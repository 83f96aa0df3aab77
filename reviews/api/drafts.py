"""The draft of an assessment, read and kept by whoever writes it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
