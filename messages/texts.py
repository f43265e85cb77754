"""Every sentence readers see, by key and language, from one Fluent file per language."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Junk

FALLBACK = "en"
FOLDER = Path(__file__).parent / "languages"


class Speaker:
    """One language: `say(key, name=value)` is the text of that key as plain text, not HTML."""

    def __init__(self, language: str, bundles: tuple[FluentBundle, ...]) -> None:
        self.language = language
        self._bundles = bundles

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The text of `key`. An unknown key or a missing value is a bug and raises."""
        bundle = next((each for each in self._bundles if each.has_message(key)), None)
        pattern = bundle.get_message(key).value if bundle else None
        if bundle is None or pattern is None:
            raise LookupError(f"no text {key!r} in {self.language}")
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"text {key!r} in {self.language}: {errors[0]}")
        return str(text)

    def date(self, moment: datetime) -> str:
        """The day of a moment, like “21 Nov 2026”."""
        return self("date", day=str(moment.day), month=moment.month, year=str(moment.year))


class Texts:
    """All languages there is a file for; English answers for the others."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        bundles = {language: _bundle(language, text) for language, text in sources.items()}
        english = bundles[FALLBACK]
        self._speakers = {
            language: Speaker(language, (bundle, english)) for language, bundle in bundles.items()
        }

    @classmethod
    def load(cls, folder: Path = FOLDER) -> "Texts":
        """Read every language file of the folder; `pt.ftl` speaks Portuguese."""
        return cls({path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.ftl"))})

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there is a file for."""
        return tuple(self._speakers)

    def of(self, language: str | None) -> Speaker:
        """The speaker of a language as Telegram names it (“pt-br”), or else of English."""
        code = (language or FALLBACK).lower()
        speaker = self._speakers.get(code) or self._speakers.get(code.partition("-")[0])
        return speaker or self._speakers[FALLBACK]


def _bundle(language: str, text: str) -> FluentBundle:
    resource = FluentParser().parse(text)
    unreadable = [entry.content for entry in resource.body if isinstance(entry, Junk)]
    if unreadable:
        raise ValueError(f"{language}.ftl: cannot be read at {unreadable[0]!r}")
    # Isolation marks show as boxes in some clients; all our languages run left to right.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    return bundle
