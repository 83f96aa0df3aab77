"""The key that signs heads of the history (Ed25519), made from a secret text."""

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_PURPOSE = b"factcheck history key 1\n"


class Key:
    """Signs; knows its public half and the short name of it."""

    def __init__(self, secret: str) -> None:
        """`secret` is the text of HISTORY_KEY: random, 32 characters or more."""
        self._private = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(_PURPOSE + secret.encode()).digest())
        self.public = self._private.public_key().public_bytes_raw()
        self.name = name_of(self.public)

    def sign(self, said: bytes) -> bytes:
        """The signature, 64 bytes."""
        return self._private.sign(said)


def name_of(public: bytes) -> str:
    """The short name of a public key: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def is_signed(said: bytes, signature: bytes, *, public: bytes) -> bool:
    """Whether the holder of a public key's secret signed this."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, said)
    except (InvalidSignature, ValueError):
        return False
    return True
