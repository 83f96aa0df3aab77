"""How the API's description is made: names of enums are set by hand, so that they stay when a field moves."""

from typing import Any

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Factcheck Desk",
    "DESCRIPTION": "Documents, claims, reviews and verdicts of a fact-checking desk.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "factcheck.core.schema.add_problems",
    ],
    "ENUM_NAME_OVERRIDES": {
        "AttributionFindingEnum": "reviews.api.serializers.ATTRIBUTIONS",
        "PartEnum": "reviews.api.serializers.PARTS",
        "EvidenceStanceEnum": "reviews.api.serializers.STANCES",
        "SourceKindEnum": "reviews.api.serializers.SOURCE_KINDS",
        "DerivationStateEnum": "reviews.api.serializers.DERIVATION_STATES",
        "JudgementEnum": "reviews.api.evidence_shape.JUDGEMENTS",
        "QuoteStateEnum": "reviews.api.evidence_shape.QUOTE_STATES",
        "CopyStateEnum": "reviews.api.serializers.COPY_STATES",
        "ConfidenceEnum": "reviews.api.judging_shape.CONFIDENCES",
        "CloseReasonEnum": "reviews.api.serializers.CLOSE_REASONS",
        "CorrectionKindEnum": "reviews.api.serializers.CORRECTIONS",
        "MatchKindEnum": "reviews.api.matches_shape.KINDS",
        "MatchRelationEnum": "reviews.api.matches_shape.RELATIONS",
        "StanceEnum": "claims.api.serializers.STANCES",
        "BoundEnum": "claims.api.serializers.BOUNDS",
        "FigureNatureEnum": "claims.api.serializers.NATURES",
        "ClaimKindEnum": "claims.api.serializers.KINDS",
        "ClaimStateEnum": "claims.api.serializers.CLAIM_STATES",
        "ImportStateEnum": "claims.api.serializers.IMPORT_STATES",
        "ReviewStateEnum": "reviews.api.review_json.STATES",
        "BulkReviewEnum": "reviews.api.queue_shape.BULK",
    },
}
