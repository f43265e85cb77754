"""What bare words say when they name no topic. Pure, and nothing of it is kept."""

import re
from collections.abc import Iterable
from enum import Enum, auto


class Talk(Enum):
    """Why somebody writes to a bot, besides topics."""

    DANGER = auto()
    """Their life or somebody's near them may be at risk."""
    END = auto()
    """No more alerts, please."""
    HELLO = auto()
    """A greeting, thanks, a call for help."""


def heard(said: str) -> Talk | None:
    """What plain words (`Topics.plain_words`) say; None if they may be a topic.

    Danger is what happens to somebody now: “suicide prevention” and “overdose” are news.
    """
    if _DANGER.search(said) or said in _DANGER_ALONE:
        return Talk.DANGER
    if _is_only(_END, _AROUND_END, said):
        return Talk.END
    if _is_only(_HELLO, _AROUND_HELLO, said):
        return Talk.HELLO
    return None


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _is_only(core: re.Pattern[str], around: frozenset[str], said: str) -> bool:
    """Whether the core is there, and nothing besides it that could be a topic."""
    rest, found = core.subn("", said)
    return found > 0 and around.issuperset(rest.split())


# Plain words have no apostrophes: “I’m” is “i m”, and in a hurry “im”.
_I_AM = "(?:i am|i m|im)"
_DANGER = _any_of(
    (
        "(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging) myself",
        "(?:end|ending|take|taking) my (?:own )?life|(?:end|ending) it all",
        "(?:want to|wanna|wanted to|ready to|help me|help me to) (?:die|be dead)",
        f"{_I_AM} (?:dying|(?:going to|gonna|about to) die|bleeding to death)",
        "wish i (?:was|were) dead|better off (?:dead|without me)",
        "(?:don t|dont|do not) want to (?:live|be alive|wake up)",
        "no reason to live|nothing to live for",
        f"(?:{_I_AM}|i feel|feeling|is) (?:so )?suicidal",
        f"(?:{_I_AM}|is) (?:having (?:a heart attack|a stroke|chest pains?)|choking|overdosing)",
        "i (?:can t|cant|cannot) breathe",
        "i (?:have |ve )?(?:just )?(?:overdosed|took too many pills|taken too many pills)",
        "(?:took|taken) an overdose|overdose now",
        "quiero (?:morir|morirme|matarme)",
        "quero (?:morrer|me matar)",
        "veux mourir|veux me tuer",
        "ich will sterben|will nicht mehr leben|mich umbringen",
        "voglio morire|voglio uccidermi",
        "хочу умереть|не хочу жить|убить себя",
    )
)
_DANGER_ALONE = frozenset({"suicidal", "having a heart attack", "having a stroke"})

_END = _any_of(
    (
        "stop|stopp|unsubscribe|quit|cancel|end|enough|no more|opt out|leave me alone|go away",
        "basta|parar|arrête|arrêtez|aufhören|стоп|хватит|отписаться",
    )
)
_AROUND_END = _words(
    "a alert alerts all already and any anymore bot everything from hello hi i it just me message"
    " messages messaging my news no notification notifications now of ok please sending spam"
    " spamming subscription subscriptions texting thank thanks that the these this to want writing"
    " you"
)

_HELLO = _any_of(
    (
        "hi|hello|hey|good morning|good evening|good night|thanks|thank you|thank u|thx|help",
        "hola|gracias|ayuda|olá|obrigado|obrigada|bonjour|salut|merci|hallo|danke|hilfe",
        "ciao|grazie|привет|спасибо|помощь",
    )
)
_AROUND_HELLO = _words(
    "a again all alerts and bot can could dear do everyone everybody for friend how i is it lot"
    " me much my need news ok please so some somebody the there this to use very what who you"
)
