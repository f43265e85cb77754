"""Who and what there is in the sandbox's Telegram, and how the Bot API shows each."""

from dataclasses import dataclass, field

from sandbox.wire import Json, words

OUTSIDE = {"left", "kicked"}
_RIGHTS = words(
    "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
    "can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories "
    "can_edit_stories can_delete_stories"
)
_LIBERTIES = words(
    "can_send_messages can_send_audios can_send_documents can_send_photos can_send_videos "
    "can_send_video_notes can_send_voice_notes can_send_polls can_send_other_messages "
    "can_add_web_page_previews can_change_info can_invite_users can_pin_messages "
    "can_manage_topics can_edit_tag"
)


@dataclass(slots=True, kw_only=True)
class User:
    """A person, or the bot."""

    id: int
    first_name: str
    language_code: str = "en"
    username: str = ""
    is_bot: bool = False

    def as_json(self) -> Json:
        """A `User` as messages carry it."""
        shown: Json = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            shown["username"] = self.username
        if self.language_code and not self.is_bot:
            shown["language_code"] = self.language_code
        return shown


@dataclass(slots=True, kw_only=True)
class Document:
    """A file the bot sent, kept so that a test or a person can look into it."""

    file_id: str
    name: str
    mime_type: str
    content: bytes

    def as_json(self) -> Json:
        """A `Document`."""
        return {
            "file_id": self.file_id,
            "file_unique_id": f"u{self.file_id}",
            "file_name": self.name,
            "mime_type": self.mime_type,
            "file_size": len(self.content),
        }


@dataclass(slots=True, kw_only=True)
class Message:
    """One message; the world changes it in place when it is edited."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    buttons: list[list[Json]] = field(default_factory=list)
    reply_to: "Message | None" = None
    thread_id: int | None = None
    preview: Json = field(default_factory=dict)
    document: Document | None = None
    service: Json = field(default_factory=dict)
    reactions: list[str] = field(default_factory=list)
    silent: bool = False
    edited_at: int | None = None

    def as_json(self, *, within_reply: bool = False) -> Json:
        """A `Message`; a message it replies to is shown without its own reply."""
        shown: Json = {"message_id": self.id, "date": self.date, "chat": self.chat.as_json()}
        if self.chat.type == "channel":
            shown["sender_chat"] = self.chat.as_json()
        else:
            shown["from"] = self.sender.as_json()
        shown |= self.service
        shown |= self._content()
        if self.buttons:
            shown["reply_markup"] = {"inline_keyboard": self.buttons}
        if self.edited_at:
            shown["edit_date"] = self.edited_at
        if self.thread_id is not None:
            shown |= {"message_thread_id": self.thread_id, "is_topic_message": True}
        if self.reply_to and not within_reply:
            shown["reply_to_message"] = self.reply_to.as_json(within_reply=True)
        return shown

    def _content(self) -> Json:
        shown: Json = {"document": self.document.as_json()} if self.document else {}
        if self.text:
            shown["caption" if self.document else "text"] = self.text
        if self.entities:
            shown["caption_entities" if self.document else "entities"] = self.entities
        if self.preview:
            shown["link_preview_options"] = self.preview
        return shown


@dataclass(slots=True, kw_only=True)
class Chat:
    """A person, group or channel the bot may be able to write to."""

    id: int
    type: str
    title: str
    is_started: bool = False
    """Private: whether the person has ever opened the chat with the bot."""
    is_forum: bool = False
    moved_to: int | None = None
    threads: set[int] = field(default_factory=set)
    standings: dict[int, str] = field(default_factory=dict)
    """By user id: member, administrator, restricted, left or kicked."""
    messages: dict[int, Message] = field(default_factory=dict)

    def as_json(self) -> Json:
        """A `Chat`."""
        name = "first_name" if self.type == "private" else "title"
        shown: Json = {"id": self.id, "type": self.type, name: self.title}
        if self.is_forum:
            shown["is_forum"] = True
        return shown

    def standing(self, user_id: int) -> str:
        """What someone is in this chat; whoever never joined has left."""
        return self.standings.get(user_id, "left")


def member_json(user: User, standing: str) -> Json:
    """A `ChatMember`."""
    shown: Json = {"user": user.as_json(), "status": standing}
    match standing:
        case "kicked":
            shown["until_date"] = 0
        case "administrator":
            shown |= dict.fromkeys(_RIGHTS, True) | {"is_anonymous": False}
        case "restricted":
            shown |= dict.fromkeys(_LIBERTIES, False) | {"is_member": True, "until_date": 0}
        case "creator":
            shown["is_anonymous"] = False
    return shown
