"""Commenting on a review, and withdrawing a comment."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
