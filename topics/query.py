"""What somebody asks for who follows words: all of these, “these in a row”, and none of those."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from topics.normal import plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_QUOTES = '"“”„«»'
# Besides spaces, what stands between words that have nothing to do with one another. What is not
# listed joins them: “e-cigarettes”.
_APART = r"\s.,;:/&+|()\[\]{}<>=_!?*#"
_TOKEN = re.compile(
    rf"(?P<minus>(?<!\S)[-−–])?"
    rf"(?:[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]|(?P<word>[^{_APART}{_QUOTES}]+))"
)
# In French and Italian, grammar stands before a word without a space: “l’asthme”, “dell’asma”.
_ELIDED = re.compile(r"\b(?:[cdjlmnst]|qu|d?all|[dn]ell|sull)['’](?=\w\w)", re.IGNORECASE)
# Grammar: it stands in every article, and says nothing about what it is about.
_GRAMMAR = _words(
    "an the of in on at to for from by with about and or as into is are was were be been it its"
    " this that these those my our your their his her we you they me what which how why when do"
    " does after before during between among against than"
    " de del el la los las un una en con para por sobre do da dos das um uma em no na os"
    " le les du des et ou une sur pour dans au aux"
    " der die den dem und oder ein eine im am von zu für mit über bei il lo gli di della dei per su"
    " и в во на о об с для по из при"
)
# Grammar too: “a cold”; but a name after some words: “hepatitis a”, “phase i”.
_LETTERS = frozenset("ai")
_LETTERED = _words(
    "vitamin vitamina vitamine hepatitis hépatite influenza flu type typ tipo group grupo groupe"
    " strep class factor phase grade hemophilia haemophilia bisphenol protein apolipoprotein"
)
# What readers put around what they mean. Within it, such a word may belong there: “sleep study”.
_AROUND = _words(
    "news latest recent update updates article articles story stories research study studies"
    " info information alert alerts headline headlines topic topics please everything anything"
    " something all any more follow subscribe send show give get want like would i"
    " noticias notícias nouvelles actualités nachrichten neuigkeiten notizie новости"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A word, several joined as one (“e-cigarettes”), or, quoted, words exactly as they are."""

    words: tuple[str, ...]
    is_quoted: bool = False

    def __str__(self) -> str:
        return f'"{" ".join(self.words)}"' if self.is_quoted else "-".join(self.words)


@dataclass(frozen=True, slots=True)
class Query:
    """An article must have every wanted part and no unwanted one."""

    wanted: tuple[Part, ...]
    unwanted: tuple[Part, ...] = ()

    @classmethod
    def parse(cls, typed: str) -> "Query":
        """What was typed; nothing wanted if there is no word in it, or only unwanted ones."""
        found = list(_parts(_ELIDED.sub(" ", unicodedata.normalize("NFKC", typed))))
        wanted = [part for part, is_wanted in found if is_wanted]
        unwanted = dict.fromkeys(part for part, is_wanted in found if not is_wanted)
        return cls(tuple(dict.fromkeys(_carrying(wanted) or wanted)), tuple(unwanted))

    @property
    def is_particular(self) -> bool:
        """Whether it says more than a few words do; one in quotation marks is just shy."""
        quoted = [part for part in self.wanted if part.is_quoted]
        return bool(self.unwanted) or (bool(quoted) and len(self.wanted) > 1)

    def __str__(self) -> str:
        """The one way it is written down; parsing this gives the same query."""
        return " ".join([*map(str, self.wanted), *(f"-{part}" for part in self.unwanted)])


def _parts(typed: str) -> Iterator[tuple[Part, bool]]:
    """The parts in order, and whether each is wanted."""
    for token in _TOKEN.finditer(typed):
        quoted = token["phrase"] is not None
        if words := tuple(plain(token["phrase"] if quoted else token["word"]).split()):
            # “covid -19” is a slip: nobody wants news without a number.
            is_unwanted = bool(token["minus"]) and (quoted or not "".join(words).isdecimal())
            yield Part(words, quoted), not is_unwanted


def _carrying(parts: Sequence[Part]) -> list[Part]:
    """The parts that say what it is about."""
    bare = ["" if part.is_quoted else "-".join(part.words) for part in parts]
    says = [not _is_grammar(word, before) for before, word in pairwise(["", *bare])]
    left = [at for at, word in enumerate(bare) if says[at] and word not in _AROUND]
    if not left:
        return [part for part, is_said in zip(parts, says, strict=True) if is_said]
    return [parts[at] for at in range(left[0], left[-1] + 1) if says[at]]


def _is_grammar(word: str, before: str) -> bool:
    return word in _GRAMMAR or (word in _LETTERS and before not in _LETTERED)
