"""Addresses that readers use. A published one never ends in 404."""

from django.urls import URLPattern, URLResolver, path, register_converter

from reviews.public.feed import feed
from reviews.public.how import how_we_work
from reviews.public.lists import corrections_page, verdicts
from reviews.public.verdict import verdict, verdict_data


class DataForm:
    """The ending that names the form of a verdict as data."""

    regex = "jsonld|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DataForm, "data_form")

urlpatterns: list[URLPattern | URLResolver] = [
    path("", verdicts, name="public_verdicts"),
    path("verdicts/<int:pk>.<data_form:form>", verdict_data, name="public_verdict_data"),
    path("verdicts/<int:pk>/", verdict, name="public_verdict_short"),
    path("verdicts/<int:pk>/<str:slug>/", verdict, name="public_verdict"),
    path("corrections/", corrections_page, name="public_corrections"),
    path("how-we-work/", how_we_work, name="public_how"),
    path("feed.atom", feed, name="public_feed"),
]
