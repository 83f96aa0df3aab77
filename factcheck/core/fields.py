"""Columns that Django has no field for."""

from typing import Any

from django.db import models


class Real(models.FloatField):  # type: ignore[type-arg]
    """A number of four bytes, for what is kept by the hundred."""

    def db_type(self, connection: Any) -> str:
        return "real"
