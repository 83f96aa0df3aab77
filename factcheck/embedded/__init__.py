"""PostgreSQL and Valkey as child processes, from two wheels, with their data in the var folder.

Real servers for someone who has only pip: used wherever DATABASE_URL or REDIS_URL is not set. No Django in
here.
"""

from factcheck.embedded.errors import EmbeddedError
from factcheck.embedded.guise import make_var
from factcheck.embedded.places import var_folder
from factcheck.embedded.servers import (
    Servers,
    addresses,
    ensure_servers,
    hold_servers,
    missing_servers,
    stop_servers,
)

__all__ = [
    "EmbeddedError",
    "Servers",
    "addresses",
    "ensure_servers",
    "hold_servers",
    "make_var",
    "missing_servers",
    "stop_servers",
    "var_folder",
]
