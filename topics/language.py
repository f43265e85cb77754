"""In which language a text is written, guessed from its script, small words and letters."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log

_TOP = 400  # characters; the rest of a long text would say the same
_LETTERS = re.compile(r"[^\W\d_]+")
_NOT_LATIN = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff]")
_CUE_FROM = 4  # letters of a catalog's word that tells a language; shorter ones are anybody's
# Small words more than any other language has: then it is this one, whatever the letters say.
_CLEAR = 3
_CLEAR_STRANGER = 2  # a language whose letters we do not know
# What a small word, and what a publisher's label is worth beside the letters, as logarithms: odds
# of twenty and of seven to one.
_CUE = 3.0
_SAID = 2.0
_OURS = ("en", "es", "pt", "fr", "de", "it")  # those in Latin letters that have words

# First the small words that sentences are made of, then those that newsrooms use every day.
_SMALL_WORDS = {
    "en": """
        a about after against all among an and are as at be been but by can could does during for
        from had has have he her his how if in into is it its just may might more most no not of off
        on or our out over she should some than that the their them they this to up was were what
        when which while who why will with would you your
        ahead amid behind case cases children cuts deaths disease doctors drug drugs finds first
        found gets health heart help helps higher hospital kids know latest less linked lower men
        new news old outbreak patients people raises report research rise risk says scientists show
        shows signs study take tells test tied treatment trial tried update warns ways women work
        years young
    """,
    "es": """
        al así aunque cada como con contra cuando cuándo cómo cuál de del desde donde dos el ella en
        entre era es esta este está están ha han hasta la las le les lo los más menos muy no nos
        para pero podría por porque puede pueden qué que quien se según ser si sin sobre son su sus
        también tan tiene tras tu un una uno y ya
        alerta años aumenta aumento brote casos contra cuidado detectan día embarazadas enfermedad
        enfermedades ensayo estudio expertos fallece fármaco hallan hombres investigadores mayores
        medicamento médicos muere muertes mujer mujeres mundo niños nuevo nueva nuevos nuevas
        pacientes personas primer primera reduce revela riesgo salud sanidad tratamiento vacuna vida
    """,
    "pt": """
        ainda ao aos após até como com contra da das de dela dele depois do dos e ela ele eles em
        entre era esta este está foi há isso já mais mas menos muito na nas não nem no nos o os ou
        para pela pelas pelo pelos pode podem por porque quais qual quando que quem são se segundo
        sem ser seu seus sobre sua suas também tem têm um uma à às é
        alerta alto anos aumenta aumento casos contra crianças doença doenças ensaio estudo grávidas
        homens idosos medicamento médicos morre mortes mulher mulheres novo nova novos novas
        pacientes pesquisa pesquisadores pessoas primeira primeiro reduz registra remédio risco
        saúde surto tratamento vacina vida
    """,
    "fr": """
        après au aux avec avant ce ces cette chez comme comment contre dans de depuis des dont du
        elle elles en entre es est et être faut il ils je jusqu la le les leur leurs lors mais moins
        même ne nous on ont ou où par pas peu peut peuvent plus pour pourquoi pourrait qu quand que
        quel quelle quels qui sa sans se selon ses si son sont sous sur très un une vers vous à ça
        ans appel augmente chercheurs enfants essai femmes hausse hommes jeunes maladie maladies
        médecins médicament mort morts nouveau nouvel nouvelle nouvelles nouveaux patients
        personnes premier première rappel risque risques santé soins traitement vaccin étude études
    """,
    "de": """
        aber als am an auch auf aus bei beim bis das dass dem den denn der des die doch durch ein
        eine einem einen einer eines er es für gegen haben hat ich ihr ihre im immer in ist kann
        kaum kein keine können könnte man mehr mit muss nach nicht noch nun nur ob oder ohne sein
        seine seit sich sie sind so soll sollen sollte trotz um und unter vom von vor war warum was
        wegen wenn wer werden wie wieder wird wurde wurden zu zum zur zwei zwischen über
        erste ersten frauen forscher gesundheit jahre jahren kinder kindern krankenhaus krankheit
        männer medikament menschen neue neuen neuer neues patienten risiko schützt senkt steigt
        studie studien tote warnen warnt weniger ärzte
    """,
    "it": """
        agli ai al alla alle allo anche anni c che chi ci col come con contro cosa così da dagli dai
        dal dalla dalle degli dei del dell della delle dello di dopo dove due e ecco ed fa fra fino
        gli ha hanno i il in la le lo ma meno nei nel nell nella nelle negli no non nuova nuovo
        nuovi nuove o ogni oltre per perché più prima può quali quando quanto quella quello questa
        questo se sei senza si sia sono su sul sulla sulle tra un una uno è
        allarme aumenta bambini casi cura cure donna donne esperti farmaci farmaco malati malattia
        malattie medici morti ospedale pazienti primo ricerca ricercatori rischio rischi salute
        scoperta sintomi studio terapia uomini vaccini vaccino vita
    """,
    # Not read for topics, but told apart, so that their words are not taken for English ones.
    "nl": """
        aan bij dat de dit door een en er het hij hoe ik in is maar meer met naar niet nieuwe nog of
        om onderzoek onder ons ook op over patiënten tegen te tot uit van vaker veel volgens voor
        waarom wat wel werd worden wordt ze zich zijn zo zonder ziekte ziekenhuis
    """,
    "sv": """
        att av barn blir den det efter eller en ett för från har hos hur inte kan kvinnor med men
        mot mer när och om på risk risken nya ny sjuka sjukdom som studie så till under var vid är
        över
    """,
    "da": """
        af at barn blev den det efter eller en er et for fra få har hos hvor hvordan ikke kan
        kvinder med men mod mer mere nye ny når og om på som studie sygdom til ved viser være
    """,
    "pl": """
        ale badania badanie co czy dla do dzieci jak jest już ma na nie nowe nowy o od po pod przez
        przy się są tak to w we z za ze że zdrowia choroby leczenie
    """,
    "ro": """
        a al au care ce cu de din după este fi în la mai nu o pe pentru prin sau sunt un unei unui
        și ești boala cei copii studiu
    """,
    "tr": """
        bir bu da daha de değil en gibi göre için ile ise kadar mi nasıl ne olan olarak sonra ve
        veya yeni hastalık sağlık çocuk
    """,
}
_STRANGERS = frozenset(_SMALL_WORDS) - frozenset(_OURS)
_SCRIPTS = (
    (re.compile(r"[\u3041-\u30ff]"), "ja"),  # before Han, which Japanese uses too
    (re.compile(r"[\u3400-\u9fff]"), "zh"),
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[іїєґ]", re.IGNORECASE), "uk"),  # before the letters that Russian has as well
    (re.compile(r"[\u0400-\u04ff]"), "ru"),
    (re.compile(r"[\u0e00-\u0e7f]"), "th"),
    (re.compile(r"[\u0600-\u06ff]"), "ar"),
    (re.compile(r"[\u0590-\u05ff]"), "he"),
    (re.compile(r"[\u0370-\u03ff]"), "el"),
    (re.compile(r"[\u0900-\u097f]"), "hi"),
)
# Written with the same letters; between them the publisher knows better.
_CYRILLIC = frozenset({"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "uk"})
# All that a text may be guessed to be in, and so all that a catalog may have words of.
LANGUAGES = frozenset(_SMALL_WORDS) | {language for _, language in _SCRIPTS} | _CYRILLIC


class Guesser:
    """Guesses languages from small words and, where these leave doubt, from letters in a row.

    Built once. What a catalog calls its topics teaches it how the words of a language look.
    """

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        """`known` are phrases after the language they are in."""
        words = {language: set(listed.split()) for language, listed in _SMALL_WORDS.items()}
        for language, phrase in known:
            if language in words:
                words[language].update(_LETTERS.findall(phrase.casefold()))
        self._cues: dict[str, tuple[str, ...]] = {}
        shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # a few answers for many thousand words
        for language, listed in _SMALL_WORDS.items():
            long = {word for word in words[language] if len(word) >= _CUE_FROM}
            for word in long.union(listed.split()):
                found = (*self._cues.get(word, ()), language)
                self._cues[word] = shared.setdefault(found, found)
        self._likely = _likely({language: words[language] for language in _OURS})

    def guess(self, text: str, said: str = "en") -> str:
        """The language of a text; the one its publisher said where the text does not decide."""
        said = said.partition("-")[0].casefold()
        words = _LETTERS.findall(text[:_TOP])
        letters = "".join(words)
        if not letters.isascii() and len(_NOT_LATIN.findall(letters)) > len(letters) / 2:
            return _by_script(letters, said)  # more than half: “Covid-19: что известно”
        words = [word.casefold() for word in words]
        score = Counter(language for word in words for language in self._cues.get(word, ()))
        (best, most), (_, second) = [*score.most_common(2), (said, 0), (said, 0)][:2]
        clear = _CLEAR_STRANGER if best in _STRANGERS else _CLEAR
        if most - second >= clear or not words:
            return best
        if said in _STRANGERS:
            return said
        weighed = {
            language: likely + _CUE * score[language] + _SAID * (language == said)
            for language, likely in zip(_OURS, self._letters(words), strict=True)
        }
        return max(weighed, key=weighed.__getitem__)

    def _letters(self, words: Iterable[str]) -> list[float]:
        """How likely the letters of these words are in each language, as logarithms."""
        rows = [self._likely[three] for three in _threes(words) if three in self._likely]
        return [sum(column) for column in zip(*rows, strict=True)] or [0.0] * len(_OURS)


def _threes(words: Iterable[str]) -> Iterator[str]:
    """All rows of three letters, with those at a word's beginning and end marked as such."""
    for word in words:
        marked = f" {word} "
        yield from (marked[at : at + 3] for at in range(len(word)))


def _likely(words: Mapping[str, Iterable[str]]) -> dict[str, tuple[float, ...]]:
    """Per row of three letters the logarithm of its share in the words of each language."""
    counts = [Counter(_threes(listed)) for listed in words.values()]
    seen = set().union(*counts)
    # Half a sight for what has not been seen, so that nothing is impossible.
    totals = [count.total() + len(seen) / 2 for count in counts]
    return {
        three: tuple(
            log((count[three] + 0.5) / total) for count, total in zip(counts, totals, strict=True)
        )
        for three in seen
    }


def _by_script(letters: str, said: str) -> str:
    for sign, language in _SCRIPTS:
        if sign.search(letters):
            return said if language in _CYRILLIC and said in _CYRILLIC else language
    return said
