"""The words of a claim, by which it is compared and found."""

from claims.models import Claim
from factcheck.core.words import print_of, searched, words_of


def set_words(claim: Claim) -> None:
    """Set both forms of the words after the text was set; the caller saves `fingerprint` and `words`."""
    words = words_of(claim.text)
    claim.fingerprint, claim.words = print_of(words), searched(words)
