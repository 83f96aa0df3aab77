"""How a model is reached and how much of it is used."""

from dataclasses import dataclass


class ModelFailed(Exception):
    """The model gave nothing that can be used. The words are for people, and hold nothing secret."""


@dataclass(frozen=True)
class ModelSettings:
    """An endpoint that speaks the chat-completions protocol, and the limits of its use.

    `seconds` is for one call, to its last byte. `chunk` is how many code points of a text go into one call, `overlap`
    how many of them are those that the call before ended with. `reply` is the most tokens of an answer.
    """

    url: str
    model: str
    key: str = ""
    seconds: float = 60.0
    chunk: int = 12_000
    overlap: int = 600
    reply: int = 8_000
    document_characters: int = 120_000
    day_characters: int = 2_000_000
