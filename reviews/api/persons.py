"""People: adding and changing them, their interests and leave, and their desks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
