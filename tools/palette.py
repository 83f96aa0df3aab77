"""A screenshot in at most 256 colours: a third of the bytes, and no library of images needed for it."""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
COLOURS = 256
_BYTES_OF_KIND = {2: 3, 6: 4}


def with_palette(png: bytes) -> bytes:
    """The picture with its 256 most frequent colours, every other pixel in the nearest of them.

    Takes 8-bit RGB or RGBA without interlacing, as browsers write it; transparency is lost. Raises ValueError for
    any other PNG.
    """
    width, height, rows = _rows(png)
    pixels = [[row[at : at + 3] for at in range(0, len(row), len(row) // width)] for row in rows]
    seen = Counter(pixel for row in pixels for pixel in row)
    palette = [colour for colour, _ in seen.most_common(COLOURS)]
    place = {colour: palette.index(_nearest(colour, palette)) for colour in seen}
    body = b"".join(b"\0" + bytes(place[pixel] for pixel in row) for row in pixels)
    return b"".join(
        [
            SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", b"".join(palette)),
            _chunk(b"IDAT", zlib.compress(body, 9)),
            _chunk(b"IEND", b""),
        ]
    )


def _nearest(colour: bytes, palette: list[bytes]) -> bytes:
    return min(palette, key=lambda other: sum((a - b) ** 2 for a, b in zip(colour, other, strict=True)))


def _rows(png: bytes) -> tuple[int, int, list[bytes]]:
    if not png.startswith(SIGNATURE):
        raise ValueError("This is no PNG.")
    chunks = list(_chunks(png))
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if depth != 8 or kind not in _BYTES_OF_KIND or interlaced:
        raise ValueError(f"Only 8-bit RGB and RGBA without interlacing are read, not depth {depth}, kind {kind}.")
    step = _BYTES_OF_KIND[kind]
    data = zlib.decompress(b"".join(body for name, body in chunks if name == b"IDAT"))
    rows, above, length = [], bytes(width * step), width * step + 1
    for start in range(0, height * length, length):
        above = _unfiltered(data[start], data[start + 1 : start + length], above, step)
        rows.append(above)
    return width, height, rows


def _unfiltered(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    """A row as it was before the filter of PNG (section 9 of the specification) took its neighbours away."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((x + b) & 255 for x, b in zip(row, above, strict=True))
    found = bytearray(row)
    for at, value in enumerate(row):
        left = found[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        if kind == 1:
            guess = left
        elif kind == 3:
            guess = (left + above[at]) // 2
        else:
            guess = _paeth(left, above[at], corner)
        found[at] = (value + guess) & 255
    return bytes(found)


def _paeth(left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    by_left, by_above, by_corner = abs(guess - left), abs(guess - above), abs(guess - corner)
    if by_left <= by_above and by_left <= by_corner:
        return left
    return above if by_above <= by_corner else corner


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        yield name, png[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
