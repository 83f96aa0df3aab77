"""All that a verb may raise. Both faces turn these into answers: `rest.problem` and `web.ErrorPages`."""

from dataclasses import dataclass


class VerbError(Exception):
    """A verb refused. `detail` is a sentence fit for the person who asked."""

    status = 400
    title = "Bad request"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFound(VerbError):
    """There is no such thing, or this person may not know that there is."""

    status = 404
    title = "Not found"


class NotAllowed(VerbError):
    """The person may see the thing but may not do this with it."""

    status = 403
    title = "Not allowed"


class WrongState(VerbError):
    """The workflow has no such step from where the thing stands."""

    status = 409
    title = "Not possible in this state"


class Conflict(VerbError):
    """Somebody else was first, or the page this came from is out of date."""

    status = 409
    title = "Conflict"


class Stale(Conflict):
    """The version the caller named is no longer the current one."""

    status = 412
    title = "Changed meanwhile"


@dataclass
class Fault:
    """One thing wrong with what was sent. `pointer` is a JSON pointer (RFC 6901), "" for the whole."""

    detail: str
    pointer: str = ""


class Invalid(VerbError):
    """What was sent cannot be used; `faults` names each field and why."""

    status = 422
    title = "Cannot be used as sent"

    def __init__(self, *faults: Fault) -> None:
        super().__init__(" ".join(fault.detail for fault in faults))
        self.faults = list(faults)
