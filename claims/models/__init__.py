"""The tables of what was said."""

from claims.models.checks import ExternalCheck
from claims.models.claims import Attribution, Claim, ClaimState
from claims.models.documents import Document, Snapshot
from claims.models.embeddings import Embedding
from claims.models.feeds import Feed, FeedItem
from claims.models.figures import Figure
from claims.models.findings import Finding, FindingState, Judgement, OtherTopic
from claims.models.frequencies import WordFrequency, WordTotal
from claims.models.imports import OPEN_IMPORT_STATES, Import, ImportRow, ImportState, Mapping, RowOutcome
from claims.models.matches import MatchDismissal
from claims.models.parties import Affiliation, Alias, Party, PartyKind
from claims.models.party_merges import MovedRows, NamingKind, PartyMerge, PartyProposal, ProposalState
from claims.models.readings import HeldReading, ModelUse, Reading
from claims.models.sources import CopyState, Derivation, DerivationState, Source, SourceKind
from claims.models.topics import Topic

__all__ = [
    "OPEN_IMPORT_STATES",
    "Affiliation",
    "Alias",
    "Attribution",
    "Claim",
    "ClaimState",
    "CopyState",
    "Derivation",
    "DerivationState",
    "Document",
    "Embedding",
    "ExternalCheck",
    "Feed",
    "FeedItem",
    "Figure",
    "Finding",
    "FindingState",
    "HeldReading",
    "Import",
    "ImportRow",
    "ImportState",
    "Judgement",
    "Mapping",
    "MatchDismissal",
    "ModelUse",
    "MovedRows",
    "NamingKind",
    "OtherTopic",
    "Party",
    "PartyKind",
    "PartyMerge",
    "PartyProposal",
    "ProposalState",
    "Reading",
    "RowOutcome",
    "Snapshot",
    "Source",
    "SourceKind",
    "Topic",
    "WordFrequency",
    "WordTotal",
]
