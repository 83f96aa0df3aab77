"""The ground both apps stand on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "factcheck.core"
    label = "core"

    def ready(self) -> None:
        # Celery finds tasks by name in its registry; importing them fills it.
        import factcheck.core.tasks  # noqa: F401, PLC0415  (models are not loaded when this module is)
