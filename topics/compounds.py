"""German compounds: words that begin or end with a word we know, as in “Brustkrebspatientin”."""

import re
from collections.abc import Iterable

from topics.stems import bare

_LONG = 6  # letters of a word that may begin any compound
_SHORT = 4  # of one that may begin those alone whose rest is medical: “Krebsrisiko”
_LAST = 7  # of one that may end a compound: “Grippeimpfung”
_REST = 3  # letters besides it: a “Kooperation” is no operation
_INFLECTIONS = ("", "e", "en", "n", "s")
_MEDICAL = re.compile(  # after the letters that join the parts
    r"(?:s|es|n|en)?(?:arzt|behandl|beschwerden|betroffen|diagnos|erkrank|fall|fehler|forsch"
    r"|fruherkenn|gefahr|gewebe|heilkund|impf|infekt|insuffizienz|klinik|krank|leid|medik|medizin"
    r"|mittel|operation|op\b|patient|pravent|praxis|prophyla|risik|schaden|schmerz|screening"
    r"|sterb|stoffwechsel|storung|studie|symptom|test|therap|tod|tote|transplant|tumor"
    r"|uberlebend|untersuch|verdacht|vorbeug|vorsorg|zelle|zentrum)"
)


class Compounds:
    """Finds known words in compounds. Built once from the words, each with a name for it."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """`words` are words as written, each with the form by which it is known."""
        known = {bare(word): form for word, form in words}
        self._first = {word: form for word, form in known.items() if len(word) >= _SHORT}
        self._last = {word: form for word, form in known.items() if len(word) >= _LAST}
        self._longest = max(map(len, self._first), default=0)

    def parts(self, word: str) -> list[str]:
        """The forms of the known words that a word begins and ends with."""
        written = bare(word)
        first = self._beginning(written)
        last = self._ending(written[len(first) if first else _REST :])
        parts = ((first, self._first), (last, self._last))
        return [known[part] for part, known in parts if part]

    def _beginning(self, word: str) -> str:
        for size in range(min(len(word) - _REST, self._longest), _SHORT - 1, -1):
            head = word[:size]
            if head in self._first and (size >= _LONG or _MEDICAL.match(word, size)):
                return head
        return ""

    def _ending(self, word: str) -> str:
        for start in range(len(word) - _LAST + 1):
            for inflection in _INFLECTIONS:
                tail = word[start:].removesuffix(inflection)
                if tail in self._last:
                    return tail
        return ""
