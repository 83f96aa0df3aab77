"""What a rating as written means on the desk's scale."""

from enum import StrEnum


class NormalisedRating(StrEnum):
    """The seven places of the shipped scale, and unknown wherever the written rating is not plainly one of them."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly_true"
    HALF_TRUE = "half_true"
    MOSTLY_FALSE = "mostly_false"
    FALSE = "false"
    UNPROVEN = "unproven"
    OUTDATED = "outdated"
    UNKNOWN = "unknown"
