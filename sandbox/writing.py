"""The methods that put messages into chats, change them and take them away."""

from sandbox import rules
from sandbox.call import Call, Upload
from sandbox.ledger import QUERY_SECONDS
from sandbox.model import OUTSIDE, Chat, Document, Message
from sandbox.wire import Json, bad_request, forbidden, moved

NAMES = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
Content = tuple[str, list[Json], list[list[Json]], Json]
"""What an edit can change: text, entities, buttons, link preview."""
QUERY_GONE = "query is too old and response timeout expired or query ID is invalid"


def chat_of(call: Call) -> Chat:
    """The chat a call is about, if the bot may know it."""
    stated = call.params.get("chat_id")
    if stated is None or stated == "":
        raise bad_request("chat_id is empty")
    chat = call.ledger.chats.get(stated) if isinstance(stated, int) else None
    if chat is None:
        raise bad_request("chat not found")
    if chat.moved_to:
        raise moved(chat.moved_to)
    return chat


def open_chat_of(call: Call) -> Chat:
    """The chat a call is about, if the bot may write there."""
    chat = chat_of(call)
    standing = chat.standing(call.bot.id)
    if chat.type == "private":
        if standing == "kicked":
            raise forbidden("bot was blocked by the user")
        if not chat.is_started:
            raise forbidden("bot can't initiate conversation with a user")
    elif standing == "kicked":
        raise forbidden(f"bot was kicked from the {NAMES[chat.type]}")
    elif standing in OUTSIDE:
        raise forbidden(f"bot is not a member of the {NAMES[chat.type]}")
    elif chat.type == "channel" and standing != "administrator":
        raise bad_request("need administrator rights in the channel chat")
    elif standing == "restricted":
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def send_message(call: Call) -> Json:
    """`sendMessage`."""
    chat = open_chat_of(call)
    text, entities = _text_of(call)
    preview = call.record("link_preview_options")
    return _post(call, chat, text=text, entities=entities, preview=preview)


def _text_of(call: Call) -> tuple[str, list[Json]]:
    if call.sequence("entities"):
        # Telegram would take them; to drop them in silence would hide it from a test.
        raise bad_request("the sandbox reads parse_mode, not entities")
    return rules.message_text(call.text("text"), call.text("parse_mode"))


def send_document(call: Call) -> Json:
    """`sendDocument`; the file must come with the request."""
    chat = open_chat_of(call)
    upload = _upload(call, "document")
    text, entities = rules.caption(call.text("caption"), call.text("parse_mode"))
    document = Document(
        file_id=f"document{call.ledger.new_id()}",
        name=upload.name,
        mime_type=upload.mime_type,
        content=upload.content,
    )
    return _post(call, chat, text=text, entities=entities, document=document)


def _post(call: Call, chat: Chat, **content: object) -> Json:
    message = call.ledger.add_message(
        chat,
        call.bot,
        buttons=rules.keyboard(call.record("reply_markup")),
        reply_to=_replied(call, chat),
        thread_id=_thread(call, chat),
        silent=call.flag("disable_notification"),
        **content,
    )
    return message.as_json()


def _upload(call: Call, name: str) -> Upload:
    stated = call.text(name)
    upload = call.files.get(stated.removeprefix("attach://")) or call.files.get(name)
    if upload is None:
        raise bad_request(
            "wrong remote file identifier specified"
            if stated
            else f"there is no {name} in the request"
        )
    if not upload.content:
        raise bad_request("file must be non-empty")
    return upload


def _replied(call: Call, chat: Chat) -> Message | None:
    asked = call.record("reply_parameters")
    if not asked:
        return None
    found = chat.messages.get(asked.get("message_id", 0))
    if found is None and asked.get("allow_sending_without_reply") is not True:
        raise bad_request("message to be replied not found")
    return found


def _thread(call: Call, chat: Chat) -> int | None:
    thread_id = call.number("message_thread_id")
    if thread_id is not None and thread_id not in chat.threads:
        raise bad_request("message thread not found")
    return thread_id


def edit_text(call: Call) -> Json:
    """`editMessageText`."""
    message = _own(call)
    if message.document:
        raise bad_request("there is no text in the message to edit")
    text, entities = _text_of(call)
    buttons = rules.keyboard(call.record("reply_markup"))
    preview = call.record("link_preview_options")
    return _edited(call, message, (text, entities, buttons, preview))


def edit_buttons(call: Call) -> Json:
    """`editMessageReplyMarkup`."""
    message = _own(call)
    buttons = rules.keyboard(call.record("reply_markup"))
    return _edited(call, message, (message.text, message.entities, buttons, message.preview))


def _own(call: Call) -> Message:
    chat = open_chat_of(call)
    message_id = call.number("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender is not call.bot:
        raise bad_request("message can't be edited")
    return message


def _edited(call: Call, message: Message, now: Content) -> Json:
    if now == (message.text, message.entities, message.buttons, message.preview):
        raise bad_request(NOT_MODIFIED)
    message.text, message.entities, message.buttons, message.preview = now
    message.edited_at = int(call.ledger.clock())
    call.ledger.changed(message.chat)
    return message.as_json()


def delete_message(call: Call) -> bool:
    """`deleteMessage`: the bot's own, anything in a private chat, all else as an administrator."""
    chat = chat_of(call)
    message = chat.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    may = chat.type == "private" or chat.standing(call.bot.id) == "administrator"
    if message.sender is not call.bot and not may:
        raise bad_request("message can't be deleted")
    call.ledger.remove_message(message)
    return True


def answer_query(call: Call) -> bool:
    """`answerCallbackQuery`: once, and soon."""
    query = call.ledger.queries.pop(call.text("callback_query_id"), None)
    if query is None or call.ledger.clock() - query.asked_at > QUERY_SECONDS:
        raise bad_request(QUERY_GONE)
    toast = call.text("text")
    if len(toast) > rules.TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    call.ledger.on_change("toast", {"chat_id": query.chat_id, "text": toast})
    return True


def chat_action(call: Call) -> bool:
    """`sendChatAction`."""
    open_chat_of(call)
    if call.text("action") not in rules.CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def react(call: Call) -> bool:
    """`setMessageReaction`."""
    chat = open_chat_of(call)
    message = chat.messages.get(call.number("message_id") or 0)
    if message is None:
        raise bad_request("message to react not found")
    message.reactions = rules.reactions(call.sequence("reaction") or [])
    call.ledger.changed(chat)
    return True
