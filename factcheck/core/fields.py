"""Columns that Django has no field for."""

from typing import Any

from django.db import models


class Real(models.FloatField):  # type: ignore[type-arg]
    """A number of four bytes, for what is kept by the hundred."""

    def deconstruct(self) -> Any:
        """To migrations it is the field they know; one of them makes its column a short one."""
        name, _, args, words = super().deconstruct()
        return name, "django.db.models.FloatField", args, words

    def db_type(self, connection: Any) -> str:
        return "real"
