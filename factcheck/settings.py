"""Every setting, read top to bottom, from the environment.

Unset DATABASE_URL or REDIS_URL means the embedded servers of this checkout; nothing else changes with them.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from factcheck import embedded
from factcheck.env import env, env_bool, env_int, env_list, env_secret
from factcheck.model import LLM as LLM
from factcheck.spectacular import SPECTACULAR_SETTINGS as SPECTACULAR_SETTINGS
from factcheck.storage import file_storage

BASE_DIR = Path(__file__).resolve().parent.parent
VAR = embedded.var_folder()
IS_EMBEDDED = not (env("DATABASE_URL", "") and env("REDIS_URL", ""))

# --- who we are -------------------------------------------------------------------------------------------

DESK_NAME = env("DESK_NAME", "Review desk")
PUBLISHER_NAME = env("PUBLISHER_NAME", DESK_NAME)
SITE_URL = env("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
# Shown on every page: the ratings are no findings. An embedded demonstration is known by its hand-out
# (`factcheck.core.web.is_demo`).
DEMO = env_bool("DEMO", False)

# --- secrets and hosts ------------------------------------------------------------------------------------


def kept_secret(path: Path) -> str:
    """The secret of an embedded installation, made at its first start and readable by its owner only."""
    if not path.exists():
        embedded.make_var(path.parent)
        # Linked into place whole: of two processes that start at once one wins, and none reads half a secret.
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text()


# Whoever names a database is in production and must name a secret as well: there is no default.
_named = env_secret("SECRET_KEY", "")
SECRET_KEY = _named or (kept_secret(VAR / "secret_key") if IS_EMBEDDED else env_secret("SECRET_KEY"))
DEBUG = env_bool("DEBUG", False)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"] if IS_EMBEDDED else [])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])

# TLS is ended by the proxy in front; only an embedded newsroom on this machine goes without.
TLS = env_bool("TLS", not IS_EMBEDDED)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TLS else None
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # probes come from inside, without TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- applications -----------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "factcheck.core",
    "claims",
    "reviews",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "factcheck.core.web.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "factcheck.core.web.ErrorPages",
]

ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factcheck.core.web.desk_context",
            ],
        },
    },
]

# --- data -------------------------------------------------------------------------------------------------

_servers = embedded.addresses(VAR)
# The embedded web, worker and beat use a role that cannot change the record; `manage.py` is its owner.
_embedded_url = _servers.desk_database_url if env_bool("DATABASE_AS_DESK", False) else _servers.database_url
DATABASE_URL = env("DATABASE_URL", "") or _embedded_url
REDIS_URL = env("REDIS_URL", "") or _servers.redis_url
BROKER_URL = env("BROKER_URL", "") or env("REDIS_URL", "") or _servers.broker_url


def database(url: str) -> dict[str, Any]:
    """Django's settings for a PostgreSQL address, on TCP or a socket."""
    parts: dict[str, Any] = dict(conninfo_to_dict(url))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "factcheck"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **parts,
            "connect_timeout": 5,
            "application_name": "factcheck",
            # PostgreSQL plans once what it is asked again and again: more than half of its work on a short request.
            # A pooler in between must keep prepared statements, as PgBouncer does since 1.21; else set this to 0.
            "server_side_binding": True,
            "prepare_threshold": env_int("PREPARE_AFTER", 3) or None,
        },
    }


DATABASES = {"default": database(DATABASE_URL)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = env_int("UPLOAD_LIMIT", 10 * 2**20)
IMPORT_LIMIT = env_int("IMPORT_LIMIT", 2 * 2**30)  # bytes of one file to import

# --- people -----------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "core.User"
# Memory-hard and quick to start with; Django's own default stays readable behind it.
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "public_verdicts"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

# --- language and time ------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- files ------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", str(VAR / "static")))


STORAGES = {
    "default": file_storage(VAR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- background work (reasons in docs/adr/0003) -----------------------------------------------------------

CELERY_BROKER_URL = BROKER_URL
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 30.0
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A publisher waits a second at most: the outbox and the sweepers find what a lost message left.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5.0,
    "socket_connect_timeout": 1.0,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": 300}
CELERY_VISIBILITY_TIMEOUT = 300
CELERY_TIMEZONE = "UTC"

# --- policy of the desk -----------------------------------------------------------------------------------

ASSESSMENTS_NEEDED = env_int("ASSESSMENTS_NEEDED", 2)
LEASE_HOURS = env_int("LEASE_HOURS", 72)
DUE_DAYS = env_int("DUE_DAYS", 5)
REMIND_HOURS = env_int("REMIND_HOURS", 24)  # before a review is due its reviewers are reminded
RETURN_HOURS = env_int("RETURN_HOURS", 72)  # after it was due its unfinished parts go back
LOAD_LIMIT = env_int("LOAD_LIMIT", 6)  # unfinished parts that one person holds at once
REVIEW_AFTER_DAYS = env_int("REVIEW_AFTER_DAYS", 180)  # after a verdict it is looked at again
RECHECK_DAYS = env_int("RECHECK_DAYS", 7)  # between two looks at a source that a published verdict cites

# --- models of language (docs/matching.md) ----------------------------------------------------------------

# Off until one is named: a folder with model.onnx and tokenizer.json, or an endpoint that speaks as OpenAI's does.
EMBEDDINGS_FOLDER = env("EMBEDDINGS_FOLDER", "")
EMBEDDINGS_URL = env("EMBEDDINGS_URL", "")
EMBEDDINGS_MODEL = env("EMBEDDINGS_MODEL", "")
EMBEDDINGS_KEY = env_secret("EMBEDDINGS_KEY", "")
EMBEDDINGS_TIMEOUT = float(env("EMBEDDINGS_TIMEOUT", "10"))  # seconds

# --- history ----------------------------------------------------------------------------------------------

# Signs the heads of the history. Without one the history is sealed and can be verified, but no head is signed.
HISTORY_KEY = env_secret("HISTORY_KEY", "") or (kept_secret(VAR / "history_key") if IS_EMBEDDED else "")
# Public keys in hexadecimal that signed heads before HISTORY_KEY was changed.
HISTORY_OLD_KEYS = env_list("HISTORY_OLD_KEYS", [])
# Where signed heads are exported: better on another disk than the database.
HISTORY_HEADS = Path(env("HISTORY_HEADS", str(VAR / "history" / "heads.jsonl")))

# --- REST -------------------------------------------------------------------------------------------------

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "factcheck.core.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": [
        "factcheck.core.authentication.ScopeAllows",
        "rest_framework.permissions.IsAuthenticated",
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["factcheck.core.parsers.LimitedJSON"],
    "URL_FORMAT_OVERRIDE": None,  # `format` is a filter of imports
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "factcheck.core.rest.NewestFirst",
    "EXCEPTION_HANDLER": "factcheck.core.rest.problem",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

# --- logs -------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
}
