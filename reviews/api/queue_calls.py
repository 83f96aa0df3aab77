"""Running the queue: priority, due dates, several reviews at once, saved filters."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
