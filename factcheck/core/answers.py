"""The answer of a web server, read within a time and a size."""

import ssl
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence

import httpcore

# Decoding is our own, in small steps, and for gzip alone: the client library decodes a whole chunk at
# once and every coding that is listed, which turns 64 KiB of nested gzip into gigabytes.
CODINGS = "gzip"
_DECODED_AT_ONCE = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class FetchFailed(Exception):
    """The address may be fetched but gave no usable answer; ``reason`` is a sentence fit for a page."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Deadline:
    """The end of the time that one fetch has, in seconds from now."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Give the seconds that are left; raises FetchFailed when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> FetchFailed:
        """Give the error that says so."""
        return FetchFailed(f"No complete answer came within {self._seconds:g} s.")


def read_headers(received: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """Give header values by lower-case name; several of one name are joined by a comma."""
    joined: dict[str, str] = {}
    for raw_name, raw_value in received:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        joined[name] = f"{joined[name]}, {value}" if name in joined else value
    return joined


def read_body(chunks: Iterable[bytes], headers: Mapping[str, str], limit: int, ends: Deadline) -> bytes:
    """Give the decoded body.

    Raises FetchFailed when it has more than ``limit`` bytes before or after decoding, is in a coding
    that was not asked for, is cut short, or takes longer than ``ends``.
    """
    declared = headers.get("content-length", "")
    # int() refuses thousands of digits, so their number is looked at first.
    if declared.isascii() and declared.isdigit() and (len(declared) > 18 or int(declared) > limit):
        raise _too_large(limit)
    coding = headers.get("content-encoding", "").strip().lower()
    arriving = _counted(chunks, limit, ends)
    if coding in {"gzip", "x-gzip"}:
        arriving = _counted(_gunzipped(arriving), limit, ends)
    elif coding not in {"", "identity"}:
        raise FetchFailed("The answer is in a coding that was not asked for.")
    return b"".join(arriving)


def why(error: BaseException, host: str) -> str:
    """Say in a sentence why no answer came, from what the client library raised."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"The certificate of {host} was not accepted: {cause.verify_message.rstrip('.')}."
        if isinstance(cause, ssl.SSLError):
            return f"No secure connection to {host} could be made."
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ConnectError):
        return f"{host} did not accept the connection."
    if isinstance(error, httpcore.ProtocolError):
        return f"{host} broke off or did not answer as a web server does."
    return f"The connection to {host} broke off."


def _counted(pieces: Iterable[bytes], limit: int, ends: Deadline) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        ends.left()
        total += len(piece)
        if total > limit:
            raise _too_large(limit)
        yield piece


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = zlib.decompressobj(_GZIP)
    began = False
    try:
        for chunk in chunks:
            data = chunk
            while data:
                began = True
                if decoder.eof:
                    # Another member may follow; anything else after the end is padding.
                    if not data.startswith(b"\x1f"):
                        return
                    decoder = zlib.decompressobj(_GZIP)
                # An empty piece is passed on too, so that the deadline is looked at for each member.
                yield decoder.decompress(data, _DECODED_AT_ONCE)
                data = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
        if began and not decoder.eof:
            yield decoder.flush()
    except zlib.error:
        raise FetchFailed("The answer says that it is compressed, but cannot be decompressed.") from None
    if began and not decoder.eof:
        raise FetchFailed("The answer was cut short.")


def _too_large(limit: int) -> FetchFailed:
    size = f"{limit // 2**20} MiB" if limit % 2**20 == 0 else f"{limit:,} bytes"
    return FetchFailed(f"The answer is larger than {size}.")
