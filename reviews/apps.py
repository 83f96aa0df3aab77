"""The work of judging claims, and telling people of it."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        # Celery finds tasks by name in its registry; importing them fills it.
        import reviews.tasks  # noqa: F401, PLC0415  (models are not loaded when this module is)
