"""The methods by which a bot presents itself: commands, name, descriptions, menu, webhook."""

from collections.abc import Callable

from sandbox import rules
from sandbox.call import Call
from sandbox.profile import scope_key
from sandbox.wire import Json, bad_request

Texts = Callable[[Call], dict[str, str]]


def _scope_of(call: Call) -> tuple[str, str]:
    return scope_key(call.record("scope")), rules.language(call.text("language_code"))


def set_commands(call: Call) -> bool:
    """`setMyCommands`; an empty list takes them away."""
    commands = rules.commands(call.sequence("commands") or [])
    if not commands:
        return delete_commands(call)
    call.ledger.profile.commands[_scope_of(call)] = commands
    return True


def get_commands(call: Call) -> list[Json]:
    """`getMyCommands`: exactly those of the scope and language."""
    return call.ledger.profile.commands.get(_scope_of(call), [])


def delete_commands(call: Call) -> bool:
    """`deleteMyCommands`."""
    call.ledger.profile.commands.pop(_scope_of(call), None)
    return True


def setter(texts: Texts, field: str, limit: int) -> Callable[[Call], bool]:
    """A method that sets one text of the profile; an empty text takes it away."""

    def set_text(call: Call) -> bool:
        language = rules.language(call.text("language_code"))
        text = rules.limited(call.text(field).strip(), limit, field.replace("_", " "))
        texts(call)[language] = text
        return True

    return set_text


def getter(texts: Texts, field: str) -> Callable[[Call], Json]:
    """The method that reads it back."""

    def get_text(call: Call) -> Json:
        text = texts(call).get(rules.language(call.text("language_code")), "")
        return {field: text or (call.bot.first_name if field == "name" else "")}

    return get_text


def set_menu_button(call: Call) -> bool:
    """`setChatMenuButton`."""
    button = call.record("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("MenuButton has unsupported type")
    call.ledger.profile.menu_buttons[call.number("chat_id")] = button
    return True


def get_menu_button(call: Call) -> Json:
    """`getChatMenuButton`."""
    return call.ledger.profile.menu_buttons.get(call.number("chat_id"), {"type": "default"})


def set_webhook(call: Call) -> bool:
    """`setWebhook`: remembered, so that polling is refused. Nothing is delivered to it."""
    url = call.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _forget_if_asked(call)
    call.ledger.profile.webhook = url
    return True


def delete_webhook(call: Call) -> bool:
    """`deleteWebhook`."""
    _forget_if_asked(call)
    call.ledger.profile.webhook = ""
    return True


def _forget_if_asked(call: Call) -> None:
    if call.flag("drop_pending_updates"):
        call.ledger.updates.clear()


def webhook_info(call: Call) -> Json:
    """`getWebhookInfo`."""
    return {
        "url": call.ledger.profile.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(call.ledger.updates),
    }
