"""What tests name people and things by."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from factcheck.core.models import User

Cast = dict[str, User]
# What an address names, and what is sent with it.
Ids = dict[str, int | UUID | str]
# Brings about what a call is made on, and gives its ids.
Situation = Callable[[Cast], Ids]
# Makes `size` of something beside what is there already, by name; gives the names that it adds.
Growth = Callable[[Cast, int, dict[str, Any]], dict[str, Any]]
