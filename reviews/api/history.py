"""What happened."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from reviews.access import review_for, visible_events
from reviews.api.serializers import EventOut
from reviews.queries.rows import events_with_people


class Events(APIView):
    @extend_schema(operation_id="reviews_events", responses=EventOut(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """What happened in a review, oldest first, without what a blind round hides from you."""
        events = visible_events(request.user, review_for(request.user, pk))
        return Response(EventOut(events_with_people(events), many=True).data)


urlpatterns = [path("reviews/<int:pk>/events", Events.as_view(), name="api_events")]
