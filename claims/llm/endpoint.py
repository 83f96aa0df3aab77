"""The way to an endpoint that speaks the chat-completions protocol. Needs the extra `llm`."""

import asyncio
import json
from typing import Any

from openai import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    AsyncOpenAI,
    DefaultAsyncHttpxClient,
    OpenAIError,
)

from claims.llm.settings import ModelFailed, ModelSettings

_LARGEST = 4 * 2**20  # bytes of an answer, after decoding


class Endpoint:
    """Asks a model once a call: never again after a failure, never elsewhere than where it was told to.

    The administrator names the address, which may be on this machine or a private network: it is no address of an
    article, and does not go through `factcheck.core.fetch`. No proxy is taken from the environment, and no redirect is
    followed, since the key goes along.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        """The content of the answer, which should be JSON of this schema. Raises ModelFailed.

        The time limit is for everything, the look-up of the name and a dripping answer included.
        """
        return asyncio.run(self._in_time(messages, schema))

    async def _in_time(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        try:
            async with asyncio.timeout(self._settings.seconds):
                return _content(await self._body(messages, schema))
        except (TimeoutError, APITimeoutError):
            raise ModelFailed(f"It did not answer within {self._settings.seconds:g} seconds.") from None
        except APIStatusError as error:
            raise ModelFailed(f"It answered with status {error.status_code}.") from None
        except APIConnectionError:
            raise ModelFailed("It cannot be reached.") from None
        except OpenAIError as error:
            raise ModelFailed(f"It cannot be asked: {type(error).__name__}.") from None

    async def _body(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> bytes:
        http = DefaultAsyncHttpxClient(follow_redirects=False, trust_env=False)
        async with AsyncOpenAI(
            api_key=self._settings.key or "none",
            base_url=self._settings.url,
            timeout=self._settings.seconds,
            max_retries=0,
            http_client=http,
        ) as client:
            asking: Any = client.chat.completions.with_streaming_response
            async with asking.create(
                model=self._settings.model,
                messages=messages,
                temperature=0,
                max_tokens=self._settings.reply,
                response_format={
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": schema},
                },
            ) as response:
                return await _whole(response)


async def _whole(response: Any) -> bytes:
    body = bytearray()
    try:
        async for part in response.iter_bytes():
            body += part
            if len(body) > _LARGEST:
                raise ModelFailed(f"Its answer is over {_LARGEST // 2**20} MiB.")
    except (ModelFailed, TimeoutError, OpenAIError):
        raise
    except Exception as error:
        # Of the library below the client, which it does not name: a connection that ended early, a bad encoding.
        raise ModelFailed(f"Its answer broke off: {type(error).__name__}.") from error
    return bytes(body)


def _content(body: bytes) -> str:
    try:
        choice = json.loads(body)["choices"][0]
        content, why = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
        raise ModelFailed("Its answer is not of the chat-completions protocol.") from None
    if why == "length":
        raise ModelFailed("Its answer was cut short.")
    if not isinstance(content, str):
        raise ModelFailed("It refused to answer.")
    return content
