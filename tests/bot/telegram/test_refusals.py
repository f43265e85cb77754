"""Each thing that Telegram says instead of taking a message, and what it means: a row each."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram.error import TelegramError

from bot.telegram.refusals import BAD_REQUESTS, outcome_of
from bot.telegram.transport import AiohttpRequest, EncodedForm
from news.models import Address, ChatId
from news.outcomes import Moved, NotSent, Outcome, Rejected, Throttled, Unreachable, Unsure
from sandbox.server import Sandbox
from tests.bot.telegram.conftest import CHATS, TOKEN
from tests.bot.telegram.servers import HOST, Line, serving

ANA = Address(chat_id=ChatId(CHATS[0]))
FORUM = Address(chat_id=ChatId(-100_500), thread=7)

# Exactly as the Bot API server writes them.
FORBIDDEN = [
    "bot was blocked by the user",
    "user is deactivated",
    "bot was kicked from the group chat",
    "bot was kicked from the supergroup chat",
    "bot was kicked from the channel chat",
    "bot is not a member of the supergroup chat",
    "bot is not a member of the channel chat",
    "bot can't initiate conversation with a user",
]
CLOSED = [
    "chat not found",
    "private chat not found",
    "PEER_ID_INVALID",
    "USER_IS_BLOCKED",
    "user is deactivated",
    "not enough rights to send text messages to the chat",
    "have no rights to send a message",
    "need administrator rights in the channel chat",
    "CHAT_WRITE_FORBIDDEN",
    "CHAT_RESTRICTED",
]
CLOSED_THREADS = ["TOPIC_CLOSED", "TOPIC_DELETED", "message thread not found"]
OUR_MISTAKES = [
    "can't parse entities: Can't find end tag corresponding to start tag \"b\" at byte offset 9",
    "message is too long",
    "message text is empty",
    "reply markup is too long",
    "BUTTON_DATA_INVALID",
    "BUTTON_URL_INVALID",
]


class Offer:
    """One message, offered to a sandbox that will refuse it; the exception is the library's own."""

    def __init__(self, transport: AiohttpRequest, url: str) -> None:
        self._transport = transport
        self._url = url

    async def __call__(self, address: Address = ANA) -> Outcome:
        body = f"chat_id={address.chat_id}&text=Hello".encode()
        with pytest.raises(TelegramError) as caught:
            await self._transport.post(self._url, EncodedForm(body))
        return outcome_of(caught.value, address)


@pytest.fixture
async def transport() -> AsyncIterator[AiohttpRequest]:
    """An open one."""
    async with AiohttpRequest() as transport:
        yield transport


@pytest.fixture
def offer(transport: AiohttpRequest, root: str) -> Offer:
    """To the sandbox."""
    return Offer(transport, f"{root}/bot{TOKEN}/sendMessage")


@pytest.mark.parametrize("words", FORBIDDEN)
async def test_403_the_chat_is_closed_to_us(words: str, offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add("forbidden", value=words)

    assert await offer() == Unreachable(f"Forbidden: {words}")


@pytest.mark.parametrize("words", CLOSED)
async def test_400_the_chat_is_closed_to_us(words: str, offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add("bad_request", value=words)

    outcome = await offer()

    assert isinstance(outcome, Unreachable)
    assert outcome.reason.lower() == words.lower()


@pytest.mark.parametrize("words", CLOSED_THREADS)
async def test_400_only_the_thread_is_closed(words: str, offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add("bad_request", value=words, times=2)

    assert await offer(FORUM) == Moved(Address(chat_id=FORUM.chat_id))
    assert isinstance(await offer(ANA), Rejected)


@pytest.mark.parametrize("words", OUR_MISTAKES)
async def test_400_it_will_never_be_taken(words: str, offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add("bad_request", value=words)

    outcome = await offer()

    assert isinstance(outcome, Rejected)
    assert outcome.reason.lower() == words.lower()


async def test_400_words_that_nobody_knows_are_not_tried_again(
    offer: Offer, sandbox: Sandbox
) -> None:
    sandbox.faults.add("bad_request", value="WHAT_IS_THIS")

    assert isinstance(await offer(), Rejected)


@pytest.mark.parametrize("words", BAD_REQUESTS)
def test_every_row_of_the_table_is_one_of_these(words: str) -> None:
    tested = [*CLOSED, *CLOSED_THREADS, *OUR_MISTAKES]

    assert any(words in each.lower() for each in tested)
    assert words == words.lower()


async def test_400_a_group_that_became_a_supergroup_has_moved(
    offer: Offer, sandbox: Sandbox
) -> None:
    sandbox.faults.add("migrate", value=-100_900)

    assert await offer() == Moved(Address(chat_id=ChatId(-100_900)))


async def test_429_with_its_span(offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add("throttle", value=17)

    assert await offer() == Throttled(timedelta(seconds=17))


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (429, b'{"ok":false,"error_code":429}', Throttled(timedelta(seconds=5))),
        (401, b'{"ok":false,"description":"Unauthorized"}', NotSent("Telegram refuses the token")),
        (404, b'{"ok":false,"description":"Not Found"}', NotSent("Telegram refuses the token")),
        (404, b"<html>404</html>", NotSent("this is no Bot API server: HTTP 404")),
        (500, b'{"ok":false,"description":"x"}', NotSent("Telegram is down: HTTP 500")),
        (502, b"<html>502 Bad Gateway</html>", NotSent("Telegram is down: HTTP 502")),
        (503, b"", NotSent("Telegram is down: HTTP 503")),
    ],
)
async def test_other_answers_say_by_their_status_that_nothing_was_sent(
    status: int, body: bytes, outcome: Outcome, transport: AiohttpRequest
) -> None:
    async def answers(line: Line) -> None:
        await line.read()
        await line.answer(body, status=status)

    async with serving(answers) as port:
        assert await Offer(transport, f"http://{HOST}:{port}/sendMessage")() == outcome


@pytest.mark.parametrize("kind", ["drop_before", "drop_after"])
async def test_no_answer_leaves_us_unsure(kind: str, offer: Offer, sandbox: Sandbox) -> None:
    sandbox.faults.add(kind)

    assert isinstance(await offer(), Unsure)
