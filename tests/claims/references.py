"""The references that PostgreSQL checks by statement, and their triggers."""

# name | child | column | parent
REFERENCES = (
    ("claim_imported_in", "claims_claim", "imported_in_id", "claims_import"),
    ("attribution_claim", "claims_attribution", "claim_id", "claims_claim"),
    ("attribution_party", "claims_attribution", "party_id", "claims_party"),
)
TRIGGERS = {f"{name}_{of}" for name, *_ in REFERENCES for of in ("added", "changed", "gone", "moved", "emptied")}
