"""Every method of the Bot API that the sandbox knows, by name."""

from collections.abc import Callable, Mapping

from sandbox import presenting, writing
from sandbox.call import Call
from sandbox.model import member_json
from sandbox.wire import Json, Refusal, bad_request

GET_UPDATES = "getupdates"
"""The one method that waits; it is answered where there is a loop to wait in."""

Method = Callable[[Call], object]


def perform(call: Call) -> object:
    """What the method answers; a `Refusal` if Telegram would refuse."""
    method = METHODS.get(call.method)
    if method is None:
        raise Refusal(404, "method not found")
    return method(call)


def get_me(call: Call) -> Json:
    """`getMe`."""
    abilities = {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return call.bot.as_json() | abilities


def get_chat(call: Call) -> Json:
    """`getChat`."""
    chat = writing.chat_of(call)
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat.as_json() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def get_member(call: Call) -> Json:
    """`getChatMember`."""
    chat = writing.chat_of(call)
    user_id = call.number("user_id") or 0
    user = call.bot if user_id == call.bot.id else call.ledger.users.get(user_id)
    if user is None:
        raise bad_request("member not found")
    standing = "member" if chat.type == "private" else chat.standing(user_id)
    return member_json(user, standing)


def leave_chat(call: Call) -> bool:
    """`leaveChat`."""
    chat = writing.open_chat_of(call)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    call.ledger.set_standing(chat, "left", by=call.bot)
    return True


def agree(_call: Call) -> bool:
    """`logOut`, `close`: there is nothing to end."""
    return True


def _descriptions(call: Call) -> dict[str, str]:
    return call.ledger.profile.descriptions


def _short_descriptions(call: Call) -> dict[str, str]:
    return call.ledger.profile.short_descriptions


def _names(call: Call) -> dict[str, str]:
    return call.ledger.profile.names


_BY_NAME: dict[str, Method] = {
    "getMe": get_me,
    "sendMessage": writing.send_message,
    "sendDocument": writing.send_document,
    "editMessageText": writing.edit_text,
    "editMessageReplyMarkup": writing.edit_buttons,
    "deleteMessage": writing.delete_message,
    "answerCallbackQuery": writing.answer_query,
    "sendChatAction": writing.chat_action,
    "setMessageReaction": writing.react,
    "getChat": get_chat,
    "getChatMember": get_member,
    "leaveChat": leave_chat,
    "setMyCommands": presenting.set_commands,
    "getMyCommands": presenting.get_commands,
    "deleteMyCommands": presenting.delete_commands,
    "setMyDescription": presenting.setter(_descriptions, "description", 512),
    "getMyDescription": presenting.getter(_descriptions, "description"),
    "setMyShortDescription": presenting.setter(_short_descriptions, "short_description", 120),
    "getMyShortDescription": presenting.getter(_short_descriptions, "short_description"),
    "setMyName": presenting.setter(_names, "name", 64),
    "getMyName": presenting.getter(_names, "name"),
    "setChatMenuButton": presenting.set_menu_button,
    "getChatMenuButton": presenting.get_menu_button,
    "setWebhook": presenting.set_webhook,
    "deleteWebhook": presenting.delete_webhook,
    "getWebhookInfo": presenting.webhook_info,
    "logOut": agree,
    "close": agree,
}

METHODS: Mapping[str, Method] = {name.lower(): method for name, method in _BY_NAME.items()}
"""Names in lower case, as Telegram does not mind the case of theirs."""
