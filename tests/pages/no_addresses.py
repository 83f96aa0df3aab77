"""A map with nothing on it, for what must stand without addresses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
