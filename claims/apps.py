"""What was said, and what the desk holds about it."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"

    def ready(self) -> None:
        # Celery finds tasks by name in its registry; importing them fills it.
        import claims.tasks  # noqa: F401, PLC0415  (models are not loaded when this module is)
