"""People: adding and changing them, their interests and leave, their desks and topics."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
