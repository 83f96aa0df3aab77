"""The model that the settings name, as an extractor, and how much of it may be used."""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.module_loading import import_string

from claims.extraction.interface import Extractor
from claims.llm.extractor import ModelExtractor
from claims.llm.settings import ModelFailed, ModelSettings
from claims.models import ModelUse

# By name, since what it stands on is an extra that need not be there.
_ENDPOINT = "claims.llm.endpoint.Endpoint"


def is_model_on() -> bool:
    """Whether the administrator switched a model on."""
    return bool(settings.LLM["url"])


def model_extractor() -> Extractor:
    """The extractor that asks the model. Raises ModelFailed where its library is not installed."""
    used = settings.LLM
    chosen = ModelSettings(**used, overlap=min(ModelSettings.overlap, used["chunk"] // 8))
    try:
        endpoint = import_string(_ENDPOINT)
    except ImportError:
        raise ModelFailed("Its client is not installed: pip install .[llm]") from None
    return ModelExtractor(chosen, endpoint(chosen), lambda used, calls: spend(used, calls, chosen.day_characters))


@transaction.atomic
def spend(characters: int, calls: int, limit: int) -> bool:
    """Take so much of today's budget (UTC) before it is used, if so much is left; whether it was taken.

    What was taken for a call that failed is not given back: it may have been used.
    """
    today = timezone.now().date()
    ModelUse.objects.get_or_create(day=today)
    left = ModelUse.objects.filter(day=today, characters__lte=limit - characters)
    return bool(left.update(characters=F("characters") + characters, calls=F("calls") + calls))
