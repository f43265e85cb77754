"""python-telegram-bot runs against the sandbox unmodified and understands every word of it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    TelegramObject,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, CommandHandler, ContextTypes

from sandbox.server import Sandbox
from tests.sandbox.conftest import TOKEN

ANA = 101
GROUP = -77


@pytest.fixture
async def bot(root: str) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, base_url=f"{root}/bot") as bot:
        yield bot


def unknown_fields(shown: object) -> dict[str, object]:
    """What python-telegram-bot could not place, anywhere inside an object."""
    if isinstance(shown, list | tuple):
        return {key: value for part in shown for key, value in unknown_fields(part).items()}
    if not isinstance(shown, TelegramObject):
        return {}
    found = dict(shown.api_kwargs)
    for name in shown._get_attrs_names(include_private=False):
        if name != "api_kwargs":
            found |= unknown_fields(getattr(shown, name))
    return found


def a_keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("More", callback_data="m:1")],
            [InlineKeyboardButton("Source", url="https://example.org/story")],
        ]
    )


async def test_a_message_travels_from_the_bot_to_the_person(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(
        ANA,
        "🩺 <b>News</b> &amp; more: <a href='https://example.org/a'>here</a> /help",
        parse_mode="HTML",
        reply_markup=a_keyboard(),
        link_preview_options=LinkPreviewOptions(url="https://example.org/b"),
        disable_notification=True,
    )

    assert unknown_fields(sent) == {}
    assert sent.text == "🩺 News & more: here /help"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [
        ("bold", 3, 4),
        ("text_link", 16, 4),
        ("bot_command", 21, 5),
    ]
    [seen] = sandbox.world.transcript(ANA)
    assert seen["from_bot"]
    assert seen["silent"]
    assert seen["preview"] == "https://example.org/b"
    assert seen["buttons"][0] == [{"text": "More", "data": "m:1"}]


async def test_every_kind_of_entity_is_understood(bot: Bot) -> None:
    sent = await bot.send_message(
        ANA,
        "<u>a</u><s>b</s><tg-spoiler>c</tg-spoiler><code>d</code>"
        '<pre><code class="language-python">e</code></pre><blockquote expandable>f</blockquote>'
        '<tg-time unix="1800000000" format="r">soon</tg-time>'
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji>',
        parse_mode="HTML",
    )

    assert unknown_fields(sent) == {}
    assert [str(entity.type) for entity in sent.entities] == [
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "pre",
        "expandable_blockquote",
        "date_time",
        "custom_emoji",
    ]
    assert sent.entities[4].language == "python"


async def test_what_a_person_writes_arrives_as_an_update(sandbox: Sandbox, bot: Bot) -> None:
    said = sandbox.world.say(ANA, "/subscribe gene therapy")

    [update] = await bot.get_updates(timeout=0)
    assert unknown_fields(update) == {}
    assert update.message is not None
    assert update.message.message_id == said.id
    assert update.message.parse_entities() == {update.message.entities[0]: "/subscribe"}
    assert await bot.get_updates(offset=update.update_id + 1, timeout=0) == ()


async def test_a_press_is_answered_and_the_message_changes(sandbox: Sandbox, bot: Bot) -> None:
    sent = await bot.send_message(ANA, "Once", reply_markup=a_keyboard())
    sandbox.world.press(ANA, sent.message_id, label="More")

    [update] = await bot.get_updates(timeout=0)
    assert unknown_fields(update) == {}
    query = update.callback_query
    assert query is not None
    assert query.data == "m:1"
    assert await query.answer("Noted")
    edited = await query.edit_message_text("Twice")

    assert unknown_fields(edited) == {}
    [seen] = sandbox.world.transcript(ANA)
    assert (seen["text"], seen["edited"], seen["buttons"]) == ("Twice", True, [])


async def test_every_other_reply_is_understood(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.say(GROUP, "hello all", thread_id=5)
    question = sandbox.world.say(GROUP, "/latest", thread_id=5)
    answer = await bot.send_message(
        GROUP,
        "Here",
        message_thread_id=5,
        reply_parameters=ReplyParameters(question.id),
    )
    document = await bot.send_document(
        ANA, "Zoë's data".encode(), filename="export.json", caption="Yours"
    )
    buttons = await bot.send_message(ANA, "x", reply_markup=a_keyboard())

    replies = [
        answer,
        document,
        await bot.edit_message_reply_markup(ANA, buttons.message_id, reply_markup=None),
        await bot.get_me(),
        await bot.get_chat(ANA),
        await bot.get_chat(GROUP),
        await bot.get_chat_member(GROUP, bot.id),
        await bot.get_webhook_info(),
        await bot.get_my_commands(),
        await bot.get_my_name(),
        await bot.get_my_description(),
        await bot.get_my_short_description(),
        await bot.get_chat_menu_button(),
        *await bot.get_updates(timeout=0),
    ]

    assert unknown_fields(replies) == {}
    assert answer.is_topic_message
    assert answer.reply_to_message is not None
    assert answer.reply_to_message.message_id == question.id
    assert sandbox.world.transcript(ANA)[0]["document"] == {
        "name": "export.json",
        "content": "Zoë's data",
    }


async def test_the_bot_presents_itself_by_scope_and_language(sandbox: Sandbox, bot: Bot) -> None:
    scope = BotCommandScopeAllPrivateChats()

    await bot.set_my_commands([BotCommand("help", "What I do")])
    await bot.set_my_commands([BotCommand("help", "Was ich tue")], scope, "de")
    await bot.set_my_description("News, not medical advice")
    await bot.set_my_name("Gesundheit", language_code="de")

    assert await bot.get_my_commands() == (BotCommand("help", "What I do"),)
    assert await bot.get_my_commands(scope, "de") == (BotCommand("help", "Was ich tue"),)
    assert await bot.get_my_commands(scope) == ()
    assert (await bot.get_my_description()).description == "News, not medical advice"
    assert (await bot.get_my_name("de")).name == "Gesundheit"
    assert (await bot.get_my_name()).name == sandbox.world.bot.first_name
    assert await bot.delete_my_commands(scope, "de")
    assert await bot.get_my_commands(scope, "de") == ()


async def test_refusals_arrive_as_the_exceptions_of_the_real_thing(
    sandbox: Sandbox, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")  # else its RetryAfter warns of its own future
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    sandbox.world.block(ANA, blocked=True)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANA, "x")
    sandbox.world.add_chat(GROUP, title="Family")
    new_id = sandbox.world.migrate(GROUP)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "x")
    sandbox.faults.add("throttle", value=7)
    with pytest.raises(RetryAfter) as throttled:
        await bot.send_message(102, "x")
    sandbox.faults.add("unauthorized")
    with pytest.raises(InvalidToken):
        await bot.get_me()

    assert moved.value.new_chat_id == new_id
    assert throttled.value.retry_after == timedelta(seconds=7)
    assert all(unknown_fields(update) == {} for update in await bot.get_updates(timeout=0))


async def test_a_second_poll_ends_the_first(sandbox: Sandbox, bot: Bot, root: str) -> None:
    async with Bot(TOKEN, base_url=f"{root}/bot") as other:
        first = asyncio.create_task(bot.get_updates(timeout=30))
        await sandbox.wait_for(lambda: sandbox.is_polled)
        second = asyncio.create_task(other.get_updates(timeout=30))

        with pytest.raises(Conflict, match="only one bot instance"):
            await first
        sandbox.world.say(ANA, "hello")
        assert len(await second) == 1


async def greet(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    assert update.message is not None
    await update.message.reply_text(f"Hello {update.message.chat.first_name}")


async def test_a_whole_application_answers(sandbox: Sandbox, root: str) -> None:
    app = Application.builder().token(TOKEN).base_url(f"{root}/bot").build()
    app.add_handler(CommandHandler("start", greet))

    async with app:
        assert app.updater is not None
        await app.start()
        await app.updater.start_polling(timeout=30)
        sandbox.world.say(102, "/start")
        await sandbox.wait_for(lambda: len(sandbox.world.transcript(102)) == 2)
        await app.updater.stop()
        await app.stop()

    assert sandbox.world.transcript(102)[1]["text"] == "Hello Ben"
