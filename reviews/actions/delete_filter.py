"""A person throws a saved filter away."""

from django.db import transaction

from factcheck.core.capabilities import Can
from factcheck.core.errors import NotFound
from factcheck.core.models import User
from factcheck.core.permissions import require
from reviews.models import SavedFilter


@transaction.atomic
def delete_filter(filter_id: int, *, by: User) -> None:
    """Remove one's own saved filter. Raises NotFound for another's, shared or not."""
    require(by, Can.SEE_DESK)
    removed, _ = SavedFilter.objects.filter(pk=filter_id, person=by).delete()
    if not removed:
        raise NotFound(f"You have no saved filter {filter_id}.")
