"""Calls of the Bot API that are expected to fail, and what must not come to light when they do."""

from typing import Any

import pytest
from telegram.error import TelegramError
from telegram.request import RequestData

from bot.telegram.transport import AiohttpRequest, EncodedForm
from tests.bot.telegram.conftest import TOKEN
from tests.bot.telegram.servers import HOST

HELLO = EncodedForm(b"chat_id=1001&text=Hello")


def address(port: int, *, scheme: str = "http", host: str = HOST) -> str:
    """Of a call, with the token in it."""
    return f"{scheme}://{host}:{port}/bot{TOKEN}/sendMessage"


async def failure(
    transport: AiohttpRequest, url: str, data: RequestData = HELLO, **timeouts: Any
) -> TelegramError:
    """How a call fails. Nothing of it, nor of what is behind it, may carry the token."""
    with pytest.raises(TelegramError) as caught:
        await transport.post(url, data, **timeouts)
    assert_no_token(caught.value)
    return caught.value


def assert_no_token(error: BaseException | None) -> None:
    """Neither the exception nor anything behind it carries the token."""
    while error is not None:
        assert TOKEN not in f"{error} {error!r} {vars(error)}"
        assert error.__cause__ in {None, error.__context__}
        error = error.__context__
