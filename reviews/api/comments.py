"""What is said about a review, beside its evidence."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
