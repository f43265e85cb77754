"""Words of illness and cure said of the world: “the cancer of corruption”, “Contagion obligataire”.

Judged by what they are of or against, and by adjectives that no illness has: the same words of the
world are said of every illness, so that these are listed and not the sayings.
"""

import re

from topics.stems import bare


def _any(listed: str) -> str:
    return "|".join(listed.split())


# Vices and creeds, crime, money and work, boredom and speed; a line per language, without accents.
_WORLDLY = _any("""
    avarice boredom bureaucracy corruption greed hatred impunity nationalism populism
    aburrimiento austeridad autoritarismo bolsas? burocracia capitalismo codicia consumismo
    corrupcion crimen democracia desempleo deuda economia extremismo fascismo goles impunidad
    inflacion machismo nacionalismo narcotrafico odio oro paro populismo racismo rutina terrorismo
    velocidad
    corrupcao crime desemprego divida ganancia gols impunidade inflacao ouro rotina tedio velocidade
    austerite bourses? bureaucratie capitalisme chomage cupidite democratie dette economie ennui
    fascisme haine inflation nationalisme or populisme racisme routine series terrorisme vitesse
    borse burocrazia corruzione debito disoccupazione estremismo inflazione mafia nazionalismo noia
    razzismo velocita
    arbeitslosigkeit borsen? burokratie demokratie gier hasses kapitalismus korruption langeweile
    markte nationalismus populismus rassismus schulden wirtschaft
    безработицы бирж бюрократии демократии долгов инфляции коррупции ненависти национализма
    популизма рынков скорости скуки экономики
""")
_OF = _any("""
    of against de del do da dos das di dello della dei delle des du der contra contre contro gegen
    против
""")
_THE = r"(?:a|as|das|den|der|die|el|il|la|las|le|les|los|o|os|the)"
_ADJECTIVE = _any(r"""
    antidroga antimafia bancari[ao] boursier boursiere bursatil budgetaire diplomatic[ao]
    elettorale fiscal financier[ao] ideologic[ao] identitaire immobiliare immobilier
    inmobiliari[ao] informatic[ao] informatique judicial mediatic[ao] mediatique obligataire
    obbligazionario orcamental parlamentari[ao] parlamentar parlamentare parlementaire policial
    politic[ao] politique presupuestari[ao]
""")
_AFTER = re.compile(
    rf" (?:(?:{_OF}) (?:{_THE} )?|(?:de |contr[eo] )?(?:d|dell|l)['’]|(?=[а-я]))(?:{_WORLDLY})\b"
    rf"| (?:{_ADJECTIVE})s?\b"
)
# German and Russian adjectives stand before their noun.
_BEFORE = re.compile(
    r"\b(?:diplomatisch|parlamentarisch|politisch|дипломатическ|парламентск|политическ|финансов)"
    r"\w+ $"
)


def is_figure(before: str, after: str) -> bool:
    """Whether the words between these are said of something that cannot be ill."""
    return bool(_AFTER.match(bare(after)) or _BEFORE.search(bare(before)))
