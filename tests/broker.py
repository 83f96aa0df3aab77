"""What a test does to the broker: takes all it holds, or sends a message by hand."""

from celery import current_app
from django.conf import settings
from django.core.cache import cache
from redis import Redis


def wipe_redis() -> None:
    """Empty the cache and this run's broker, as when Redis loses all it held; other runs beside it keep theirs."""
    cache.clear()
    broker = settings.CELERY_BROKER_URL
    Redis.from_url(broker.replace("redis+socket://", "unix://").replace("virtual_host=", "db=")).flushdb()


def send(task: str) -> None:
    """Send a task without arguments, as beat does."""
    current_app.send_task(task)
