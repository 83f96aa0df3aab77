"""What became of a batch of rows."""

from dataclasses import dataclass, field

from claims.intake.rows import BadRow


@dataclass
class Written:
    """How many rows of a batch were added, were here already or repeat a known claim, and those refused."""

    added: int = 0
    known: int = 0
    duplicates: int = 0
    refused: list[BadRow] = field(default_factory=list)
