"""Presses: each is answered at once, and led to its action if it may be."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telegram import CallbackQuery, Update
from telegram.error import BadRequest

from handlers.context import Context, speaker
from handlers.permission import Handler, objection
from messages import screens
from messages.keyboards import decode
from messages.screens import Hint

Run = Callable[[Update, Context, str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Action:
    """What a press does with the rest of its data, and whether that changes the chat."""

    run: Run
    changes: bool = False


def router(actions: Mapping[str, Action]) -> Handler:
    """The one handler of all presses. What no action knows is forged, or older than this bot."""

    async def pressed(update: Update, context: Context) -> None:
        query = update.callback_query
        if query is None:
            return
        press = decode(query.data or "")
        action = actions.get(press.action) if press else None
        if press is None or action is None:
            await _answer(query, update, context, "old-button")
            return
        refused = await objection(update, context) if action.changes else None
        await _answer(query, update, context, refused)
        if refused is None:
            await action.run(update, context, press.argument)

    return pressed


async def _answer(
    query: CallbackQuery, update: Update, context: Context, hint: Hint | None
) -> None:
    """Stop the reader's spinner, with a word if there is one to say."""
    text = screens.sentence(hint, speaker(update, context)) if hint else None
    # Pressed while we were away: too late for the spinner, in time for the action.
    with contextlib.suppress(BadRequest):
        await query.answer(text, show_alert=hint is not None)
