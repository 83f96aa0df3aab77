"""The ground both apps stand on."""

from django.apps import AppConfig

from factcheck.celery import app


class CoreConfig(AppConfig):
    name = "factcheck.core"
    label = "core"
    celery = app  # made before any task is, so that every process publishes with its settings

    def ready(self) -> None:
        # Celery finds tasks by name in its registry; importing them fills it.
        import factcheck.core.tasks  # noqa: F401, PLC0415  (models are not loaded when this module is)
