"""Settings from environment variables: typed, with secrets from files, failing loudly.

Every function reads ``os.environ`` at call time. A variable that is set but empty counts as not set, because
that is what ``NAME=`` in an env file and ``${NAME:-}`` in a Compose file give.
"""

import os
from pathlib import Path

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off"})


class EnvError(Exception):
    """An environment variable is missing or cannot be read; the message says which and what to do."""


def env(name: str, default: str | None = None) -> str:
    """The text of NAME, without surrounding white space.

    Raises EnvError when NAME is not set and there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise EnvError(f"{name} is not set. Set the environment variable {name}.")
    return default


def env_bool(name: str, default: bool | None = None) -> bool:
    """NAME as yes or no: 1, true, yes, on / 0, false, no, off, in any letter case.

    Raises EnvError for any other word, or when NAME is not set and there is no default.
    """
    text = env(name, None if default is None else str(default)).lower()
    if text in TRUE_WORDS:
        return True
    if text in FALSE_WORDS:
        return False
    raise EnvError(f"{name} must be yes or no, but it is {text!r}. Use 1 or 0.")


def env_int(name: str, default: int | None = None, minimum: int | None = None, maximum: int | None = None) -> int:
    """NAME as a whole number within [minimum, maximum].

    Raises EnvError when it is no number, out of range, or not set without a default.
    """
    text = env(name, None if default is None else str(default))
    try:
        number = int(text)
    except ValueError:
        raise EnvError(f"{name} must be a whole number, but it is {text!r}.") from None
    if minimum is not None and number < minimum:
        raise EnvError(f"{name} must be at least {minimum}, but it is {number}.")
    if maximum is not None and number > maximum:
        raise EnvError(f"{name} must be at most {maximum}, but it is {number}.")
    return number


def env_list(name: str, default: list[str] | None = None) -> list[str]:
    """NAME as a list: parts between commas, without surrounding white space, empty parts left out.

    Raises EnvError when NAME is not set and there is no default.
    """
    text = env(name, None if default is None else ",".join(default))
    return [part.strip() for part in text.split(",") if part.strip()]


def env_secret(name: str, default: str | None = None) -> str:
    """A secret: the text of NAME, or of the file that NAME_FILE names (as Docker and Kubernetes mount them).

    One trailing newline of the file is cut off, since editors and ``echo`` add it.
    Raises EnvError when both are set, when the file cannot be read or is empty, or when neither is set and
    there is no default. No message ever holds the secret.
    """
    value = os.environ.get(name, "")
    path = os.environ.get(f"{name}_FILE", "").strip()
    if value and path:
        raise EnvError(f"{name} and {name}_FILE are both set. Set only one of them.")
    if value:
        return value
    if not path:
        if default is None:
            raise EnvError(f"{name} is not set. Set {name}, or {name}_FILE to the path of a file that holds it.")
        return default
    try:
        value = Path(path).read_text(encoding="utf-8").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        raise EnvError(f"{name}_FILE names {path}, which cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise EnvError(f"{name}_FILE names {path}, which is not UTF-8 text.") from None
    if not value:
        raise EnvError(f"{name}_FILE names {path}, which is empty.")
    return value
