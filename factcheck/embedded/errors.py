"""The one error of the embedded servers."""


class EmbeddedError(Exception):
    """A server cannot be started, found or stopped; the message is one line with the cause and what to do."""
