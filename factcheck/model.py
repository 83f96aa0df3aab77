"""The language model that finds claims besides the rules, by environment variables (docs/extraction.md)."""

from typing import TypedDict

from factcheck.env import env, env_int, env_secret


class ModelInUse(TypedDict):
    """Where the model is and how much of it is used. Without a `url` nothing is ever sent."""

    url: str
    model: str
    key: str
    seconds: int
    chunk: int
    document_characters: int
    day_characters: int


_URL = env("LLM_URL", "").rstrip("/")
LLM: ModelInUse = {
    # The base address of an endpoint that speaks the chat-completions protocol.
    "url": _URL,
    "model": env("LLM_MODEL") if _URL else "",
    "key": env_secret("LLM_KEY", ""),
    "seconds": env_int("LLM_SECONDS", 60, minimum=1, maximum=600),  # for one call, to its last byte
    "chunk": env_int("LLM_CHUNK", 12_000, minimum=1_000),  # characters of an article that go into one call
    "document_characters": env_int("LLM_DOCUMENT_CHARACTERS", 120_000, minimum=1),  # a longer one is not sent
    "day_characters": env_int("LLM_DAY_CHARACTERS", 2_000_000, minimum=1),  # of all articles of a day (UTC)
}
