"""Which paper, trial or press release a telling is about, where it says so itself."""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

# https://www.doi.org/doi-handbook: a prefix, then anything; what ends a sentence ends it.
_DOI = re.compile(r"\b10\.\d{4,9}/[-._;()/:a-z0-9]*[a-z0-9]", re.IGNORECASE)
# What publishers put behind a DOI in an address: the view, the file, a preprint's version.
_VIEW = re.compile(r"(?:/(?:full|abstract|pdf|epdf|fulltext|html|suppl\w*))+$|(?:\.full|\.pdf)+$")
_VERSION = re.compile(r"(?<=\d)v\d{1,2}$")
_NATURE = re.compile(r"/articles/((?:s\d{5}-|nature|nrd|nm\.)[\w.-]+)$")
_PMID = re.compile(r"\bPMID:?\s*(\d{6,8})\b", re.IGNORECASE)
_TRIAL = re.compile(r"\bNCT\d{8}\b", re.IGNORECASE)
_RELEASE = re.compile(
    r"eurekalert\.org/(?:news-releases/(\d{5,8})|pub_releases/[\d-]+/([a-z]+-[a-z0-9]+)\.php)"
)
_PUBMED = re.compile(r"/(?:pubmed/)?(\d{6,8})/?$")


# Each new article is compared with several of the last days.
_KEPT = 512


@lru_cache(maxsize=_KEPT)
def papers(url: str, text: str) -> frozenset[str]:
    """The one paper (`doi:…`, `pmid:…`) that a telling names; none if it lists several."""
    found = {
        kind: {name for of, name in _papers(url, text) if of == kind} for kind in ("doi", "pmid")
    }
    return frozenset(f"{kind}:{name}" for kind, (name, *more) in _named(found) if not more)


def trials(text: str) -> frozenset[str]:
    """The one registered trial that a telling names; its results may come more than once."""
    found = {name.upper() for name in _TRIAL.findall(text)}
    return frozenset(f"trial:{name}" for name in found if len(found) == 1)


@lru_cache(maxsize=_KEPT)
def releases(url: str, text: str) -> frozenset[str]:
    """The one press release at EurekAlert that a telling is, or links to."""
    found = {a or b for a, b in _RELEASE.findall(f"{url} {text}".lower())}
    return frozenset(f"release:{name}" for name in found if len(found) == 1)


def _named(found: dict[str, set[str]]) -> Iterator[tuple[str, list[str]]]:
    return ((kind, sorted(names)) for kind, names in found.items() if names)


def _papers(url: str, text: str) -> Iterator[tuple[str, str]]:
    """What the address names; if it names none, what the text does."""
    if of_address := list(_of_address(url)):
        yield from of_address
        return
    yield from (("doi", _bare(doi)) for doi in _DOI.findall(text))
    yield from (("pmid", pmid) for pmid in _PMID.findall(text))


def _of_address(url: str) -> Iterator[tuple[str, str]]:
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return
    host = parts.netloc.lower()
    path = unquote(parts.path)
    yield from (("doi", _bare(doi)) for doi in _DOI.findall(path)[:1])
    if host.endswith("nature.com"):
        yield from (("doi", f"10.1038/{name.lower()}") for name in _NATURE.findall(path))
    if host.endswith("ncbi.nlm.nih.gov"):
        yield from (("pmid", pmid) for pmid in _PUBMED.findall(path))


def _bare(doi: str) -> str:
    return _VERSION.sub("", _VIEW.sub("", doi.lower()))
