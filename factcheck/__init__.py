"""The project package: wiring at the top, the ground both apps stand on in `core`."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
