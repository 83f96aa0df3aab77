"""Celery's beat without Django: it only sends the names of tasks, so it need not hold the whole desk in memory.

    DJANGO_SETTINGS_MODULE= celery --app=factcheck.beat beat

The variable must be empty, and not only unset: Celery loads Django in every process where it has a value. The settings
are then read as the plain module that they are.
"""

from factcheck.celery import app

__all__ = ["app"]

app.config_from_object("factcheck.settings", namespace="CELERY")
