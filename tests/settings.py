"""The product's settings with what makes tests quick, on servers and a database of their own."""

import os
from pathlib import Path

_VAR = Path(os.environ.get("FACTCHECK_VAR", "") or Path(__file__).resolve().parent.parent / "var")
if _VAR.name != "tests":  # a worker of the same run inherits the folder already chosen
    os.environ["FACTCHECK_VAR"] = str(_VAR / "tests")

from factcheck.settings import *  # noqa: E402, F403
from factcheck.settings import BROKER_URL, REDIS_URL, VAR  # noqa: E402

# Tests that run side by side must not take one another's messages (Valkey has 16 databases).
_NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0")[2:])
if not os.environ.get("BROKER_URL") and "virtual_host=1" in BROKER_URL:
    CELERY_BROKER_URL = BROKER_URL.replace("virtual_host=1", f"virtual_host={2 + _NUMBER}")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    # A worker process of a test reads the files that the test received.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": f"test{_NUMBER}",
    }
}
DEMO = False
SITE_URL = "https://desk.example"
ALLOWED_HOSTS = ["*"]
# Calls of the tests' own clients.
LOGGING["loggers"] = {"httpx": {"level": "WARNING"}}  # noqa: F405
