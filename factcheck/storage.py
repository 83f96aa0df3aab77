"""Where files lie, read from the environment."""

from pathlib import Path
from typing import Any

from factcheck.env import env, env_secret


def file_storage(var: Path) -> dict[str, Any]:
    """Where imported files and archived copies lie: in var/files, or in a bucket where S3_BUCKET names one.

    Nothing in it is ever served from there: web processes read it and send it on.
    """
    bucket = env("S3_BUCKET", "")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": var / "files"}}
    endpoint = env("S3_ENDPOINT", "")
    options = {
        "bucket_name": bucket,
        "endpoint_url": endpoint or None,
        "region_name": env("S3_REGION", "us-east-1" if endpoint else "") or None,
        # Without a key the machine's own role is used.
        "access_key": env("S3_ACCESS_KEY", "") or None,
        "secret_key": env_secret("S3_SECRET_KEY", "") or None,
        "addressing_style": "path" if endpoint else "auto",
        "signature_version": "s3v4",
        # Names are made up and used once, so nobody asks first whether there is such a file.
        "file_overwrite": True,
        # Larger files are read from a temporary file: memory must not grow with what is imported.
        "max_memory_size": 2 * 2**20,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
