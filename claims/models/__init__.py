"""The tables of what was said."""

from claims.models.checks import ExternalCheck
from claims.models.claims import Attribution, Claim, ClaimState
from claims.models.documents import Document, Snapshot
from claims.models.figures import Figure
from claims.models.imports import OPEN_IMPORT_STATES, Import, ImportFormat, ImportState
from claims.models.parties import Affiliation, Alias, Party, PartyKind
from claims.models.sources import Derivation, DerivationState, Source, SourceKind
from claims.models.topics import Topic

__all__ = [
    "OPEN_IMPORT_STATES",
    "Affiliation",
    "Alias",
    "Attribution",
    "Claim",
    "ClaimState",
    "Derivation",
    "DerivationState",
    "Document",
    "ExternalCheck",
    "Figure",
    "Import",
    "ImportFormat",
    "ImportState",
    "Party",
    "PartyKind",
    "Snapshot",
    "Source",
    "SourceKind",
    "Topic",
]
