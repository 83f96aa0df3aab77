"""Notices when an embedded server dies under the newsroom, and starts it again."""

import time
from collections.abc import Callable
from pathlib import Path

from factcheck.embedded import EmbeddedError, ensure_servers, missing_servers
from factcheck.supervise.checks import Refusal, full_disk
from factcheck.supervise.children import RESTARTS, RESTARTS_WITHIN


class ServersWatch:
    """Looks after those of the two servers that this newsroom uses."""

    def __init__(self, var: Path, *, postgres: bool, valkey: bool, say: Callable[[str], None]) -> None:
        self.var = var
        self.postgres = postgres
        self.valkey = valkey
        self.say = say
        self.deaths: list[float] = []

    def look(self) -> None:
        """Start again what has died. Raises Refusal when it dies too often, while it is being started included."""
        missing = missing_servers(self.var, postgres=self.postgres, valkey=self.valkey)
        if not missing:
            return
        now = time.monotonic()
        self.deaths = [then for then in self.deaths if now - then < RESTARTS_WITHIN] + [now]
        words = f"{' and '.join(name for name, _ in missing)} died (log: {missing[0][1]})"
        words += full_disk(self.var)
        if len(self.deaths) > RESTARTS:
            raise Refusal(f"{words}. It has died too often, so everything stops.")
        self.say(f"{words}. Starting it again ({len(self.deaths)}).")
        try:
            ensure_servers(self.var, postgres=self.postgres, valkey=self.valkey)
        except EmbeddedError as error:
            self.say(f"{error} It is tried again.")
