"""Judging: evidence, assessments, adjudication, and making it public."""

from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.models import DerivationState, SourceKind
from factcheck.core.rest import if_match
from factcheck.core.users import caller
from reviews.actions.adjudicate import adjudicate
from reviews.actions.correct import correct
from reviews.actions.derive_evidence import derive_evidence
from reviews.actions.gather_evidence import gather_evidence
from reviews.actions.publish import publish
from reviews.actions.reopen import reopen
from reviews.actions.retract import retract
from reviews.actions.send_back import send_back
from reviews.actions.submit_assessment import submit_assessment
from reviews.actions.take_exact_words import take_exact_words
from reviews.actions.withdraw_evidence import withdraw_evidence
from reviews.api.evidence_shape import EvidenceOut
from reviews.api.judging_shape import AdjudicateIn, AssessmentIn, AssessmentOut, QuestionIn
from reviews.api.review_json import ReviewOut, answer
from reviews.api.reviews import IF_MATCH
from reviews.api.serializers import (
    CorrectIn,
    DeriveIn,
    EvidenceIn,
    PublishIn,
    ReasonIn,
    RetractIn,
)
from reviews.models import AttributionFinding, Confidence, CorrectionKind, EvidenceStance


class AddEvidence(APIView):
    @extend_schema(operation_id="reviews_evidence", request=EvidenceIn, responses={201: EvidenceOut})
    def post(self, request: Request, pk: int) -> Response:
        """Add a source, by `url` or by citation in `source`, to your part of the round."""
        sent = EvidenceIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        evidence = gather_evidence(
            pk, by=caller(request), title=fields.pop("source"), stance=EvidenceStance(fields.pop("stance")),
            kind=SourceKind(fields.pop("kind")), **fields,
        )  # fmt: skip
        return Response(EvidenceOut(evidence).data, status=status.HTTP_201_CREATED)


class WithdrawEvidence(APIView):
    @extend_schema(
        operation_id="reviews_evidence_withdraw",
        request=None,
        responses={204: OpenApiResponse(description="Taken back.")},
    )
    def post(self, request: Request, pk: int, evidence_id: UUID) -> Response:
        """Take back a piece of your own evidence."""
        withdraw_evidence(pk, evidence_id, by=caller(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class TakeExactWords(APIView):
    @extend_schema(operation_id="reviews_evidence_exact_words", request=None, responses=EvidenceOut)
    def post(self, request: Request, pk: int, evidence_id: UUID) -> Response:
        """Put the exact words of the kept copy in place of your quotation, where its `quote_state` is `near`."""
        return Response(EvidenceOut(take_exact_words(pk, evidence_id, by=caller(request))).data)


class DeriveEvidence(APIView):
    @extend_schema(operation_id="reviews_evidence_derive", request=DeriveIn, responses=EvidenceOut)
    def post(self, request: Request, pk: int, evidence_id: UUID) -> Response:
        """Say that your evidence took its matter from other evidence of yours, or from a party."""
        sent = DeriveIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        state = DerivationState(fields.pop("state"))
        evidence = derive_evidence(pk, evidence_id, by=caller(request), state=state, **fields)
        return Response(EvidenceOut(evidence).data)


class Assess(APIView):
    @extend_schema(operation_id="reviews_assessments", request=AssessmentIn, responses={201: AssessmentOut})
    def post(self, request: Request, pk: int) -> Response:
        """Put your part of the round in. It cannot be changed afterwards."""
        sent = AssessmentIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        attribution = AttributionFinding(fields.pop("attribution"))
        sure = fields.pop("confidence")
        made = submit_assessment(
            pk, by=caller(request), attribution=attribution, confidence=Confidence(sure) if sure else None, **fields
        )
        return Response(AssessmentOut(made, context={"request": request}).data, status=status.HTTP_201_CREATED)


class Adjudicate(APIView):
    @extend_schema(operation_id="reviews_adjudicate", request=AdjudicateIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Decide between differing assessments."""
        sent = AdjudicateIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        attribution = AttributionFinding(fields.pop("attribution"))
        adjudicate(pk, by=caller(request), attribution=attribution, expected_version=if_match(request), **fields)
        return answer(request, pk)


class SendBack(APIView):
    @extend_schema(operation_id="reviews_send_back", request=QuestionIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Begin a new round, with a question to it."""
        sent = QuestionIn(data=request.data)
        sent.is_valid(raise_exception=True)
        send_back(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class Publish(APIView):
    @extend_schema(operation_id="reviews_publish", request=PublishIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Make the standing verdict public. Where one is public already, say `what` changed and `why`."""
        sent = PublishIn(data=request.data)
        sent.is_valid(raise_exception=True)
        publish(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class Correct(APIView):
    @extend_schema(operation_id="reviews_correct", request=CorrectIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Publish a corrected version. Another rating takes another round: reopen."""
        sent = CorrectIn(data=request.data)
        sent.is_valid(raise_exception=True)
        fields = sent.validated_data
        kind = CorrectionKind(fields.pop("kind"))
        if "attribution" in fields:
            fields["attribution"] = AttributionFinding(fields["attribution"])
        correct(pk, by=caller(request), kind=kind, expected_version=if_match(request), **fields)
        return answer(request, pk)


class Retract(APIView):
    @extend_schema(operation_id="reviews_retract", request=RetractIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Withdraw a published verdict; its page stays and says why."""
        sent = RetractIn(data=request.data)
        sent.is_valid(raise_exception=True)
        retract(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)


class Reopen(APIView):
    @extend_schema(operation_id="reviews_reopen", request=ReasonIn, responses=ReviewOut, parameters=[IF_MATCH])
    def post(self, request: Request, pk: int) -> Response:
        """Begin a new round of a closed, published or retracted review."""
        sent = ReasonIn(data=request.data)
        sent.is_valid(raise_exception=True)
        reopen(pk, by=caller(request), expected_version=if_match(request), **sent.validated_data)
        return answer(request, pk)
