"""When something was published, in the ways in which publishers write it."""

import calendar
import re
from datetime import UTC, datetime, timedelta
from time import struct_time
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_CREDIBLE_YEAR: Final = 1990
LENGTH: Final = 100
"""Characters of a date that are read."""

_NAMES: Final = """
january jan janvier janv januar jänner jän enero ene janeiro gennaio gen stycznia styczeń sty
 января январь янв
february feb février févr fév februar febrero fevereiro fev febbraio lutego luty lut
 февраля февраль фев
march mar mars märz mär marzo março marca marzec марта март мар
april apr avril avr abril abr aprile kwietnia kwiecień kwi апреля апрель апр
may mai mayo maio maggio mag maja maj мая май
june jun juin juni junio junho giugno giu czerwca czerwiec cze июня июнь июн
july jul juillet juil juli julio julho luglio lug lipca lipiec lip июля июль июл
august aug août aoû agosto ago sierpnia sierpień sie августа август авг
september sep sept septembre septiembre setembro set settembre sett września wrzesień wrz
 сентября сентябрь сен сент
october oct octobre oktober okt octubre outubro out ottobre ott października październik paź
 октября октябрь окт
november nov novembre noviembre novembro listopada listopad lis ноября ноябрь ноя нояб
december dec décembre déc dezember dez diciembre dic dezembro dicembre grudnia grudzień gru
 декабря декабрь дек
"""
MONTHS: Final = {
    name: number
    for number, names in enumerate(_NAMES.replace("\n ", " ").strip().splitlines(), start=1)
    for name in names.split()
}

# Hours ahead of UTC and who says so; the second table is what feedparser takes for UTC.
_COMMON: Final = "-8 pst, -7 pdt mst, -6 mdt cst, -5 cdt est, -4 edt, 0 z utc gmt"
_OTHER: Final = (
    "0 wet, 1 west bst cet mez, 2 cest mesz eet sast, 3 eest msk, 9 jst kst, 10 aest, 11 aedt,"
    " 12 nzst, 13 nzdt"
)


def _zones(table: str) -> dict[str, int]:
    rows = (row.split() for row in table.split(","))
    return {name: int(hours) for hours, *names in rows for name in names}


OTHER_ZONES: Final = _zones(_OTHER)
ZONES: Final = _zones(_COMMON) | OTHER_ZONES
HALVES: Final = ("am", "pm")
# Languages in which 5/11 is a day in November. Who writes plain English may mean May.
_DAY_FIRST: Final = (
    "ar bg ca cs da de el es fi fr he hr id it nb nl no pl pt ro ru sk sl sr tr uk vi"
    " en-au en-gb en-ie en-in en-nz en-za"
)
DAY_FIRST: Final = frozenset(_DAY_FIRST.split())

SECONDS: Final = re.compile(r"[0-9]{9,10}|[0-9]{13}")
YEAR_FIRST: Final = re.compile(
    r"([0-9]{4})\s?[-/.年]\s?([0-9]{1,2})\s?[-/.月]\s?([0-9]{1,2})(?![0-9])日?"
)
YEAR_LAST: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})([-/.])\s?([0-9]{1,2})\2\s?([0-9]{4})(?![0-9])"
)
# ISO 8601, or a day or month by its name first. Of anything else feedparser may take the beginning
# for the whole: 22-11-2026 for a day in 2022.
FEEDPARSERS: Final = re.compile(
    r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[ t].*)?)?)?|[0-9]{8}(?:t.*)?"
    r"|(?:[^\W\d_]|[0-9]{1,2} [^\W\d_]).*"
)
LAST_WORD: Final = re.compile(r"[a-z]{1,5}$")
YEAR: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
DAY: Final = re.compile(r"(?<![0-9])[0-3]?[0-9](?![0-9])")
TIME: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})[:h]([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(?:\s?([ap]m))?(?![0-9])"
)
OFFSET: Final = re.compile(r"([+-])([0-9]{2}):?([0-9]{2})(?![0-9])")
WORD: Final = re.compile(r"[^\W\d_]+")


def moment(written: str, parsed: struct_time | None, language: str) -> datetime | None:
    """When that was, in UTC: as feedparser has `parsed` it, where it can be relied on."""
    text = " ".join(written[:LENGTH].casefold().split())
    try:
        found = _found(text, parsed, language)
    except (ValueError, OverflowError):
        return None  # 31 February
    # Missing dates come as 1970, or as the year 0.
    return found if found and found.year >= FIRST_CREDIBLE_YEAR else None


def _found(text: str, parsed: struct_time | None, language: str) -> datetime | None:
    if SECONDS.fullmatch(text):
        return EPOCH + timedelta(seconds=int(text[:10]))
    day = _year_first(text)  # wrong in itself: feedparser would make 3 March of 31 February
    if parsed and _is_feedparsers(text):
        return EPOCH + timedelta(seconds=calendar.timegm(parsed))
    day = day or _year_last(text, language) or _by_name(text)
    return day and _at_its_time(day, text)


def _is_feedparsers(text: str) -> bool:
    last = LAST_WORD.search(text)
    is_odd = last and (last[0] in OTHER_ZONES or last[0].endswith(HALVES))
    return not is_odd and FEEDPARSERS.fullmatch(text) is not None


# ── The day ──────────────────────────────────────────────────────────────────────────────────────


def _year_first(text: str) -> datetime | None:
    found = YEAR_FIRST.match(text)
    return _midnight(found[1], found[2], found[3]) if found else None


def _year_last(text: str, language: str) -> datetime | None:
    """22/11/2026, and 5/11/2026 where it can mean but one day."""
    found = YEAR_LAST.search(text)
    if not found:
        return None
    first, separator, second, year = found.groups()
    if int(first) > 12 or first == second or separator == "." or _is_day_first(language):
        return _midnight(year, second, first)
    return _midnight(year, first, second) if int(second) > 12 else None


def _is_day_first(language: str) -> bool:
    language = language.casefold().replace("_", "-")
    return language in DAY_FIRST or language.partition("-")[0] in DAY_FIRST


def _by_name(text: str) -> datetime | None:
    """The 22nd of a month that is written out, in the order of any language."""
    months = [MONTHS[word] for word in WORD.findall(text) if word in MONTHS]
    year = YEAR.search(text)
    if not months or not year:
        return None
    rest = OFFSET.sub(" ", TIME.sub(" ", text.replace(year[0], " ", 1)))
    day = DAY.search(rest)
    # The last one: French and Italian Tuesdays begin like March.
    return _midnight(year[0], months[-1], day[0]) if day else None


def _midnight(year: int | str, month: int | str, day: int | str) -> datetime:
    return datetime(int(year), int(month), int(day), tzinfo=UTC)


# ── The time of day ──────────────────────────────────────────────────────────────────────────────


def _at_its_time(day: datetime, text: str) -> datetime:
    found = TIME.search(text)
    if not found:
        return day
    hour, minute, second = (int(number or 0) for number in found.groups()[:3])
    if found[4]:
        hour = hour % 12 + 12 * (found[4] == "pm")
    return day.replace(hour=hour, minute=minute, second=second) - _ahead(text[found.end() :])


def _ahead(zone: str) -> timedelta:
    """How far ahead of UTC; not at all if nobody says."""
    offset = OFFSET.search(zone)
    if offset:
        ahead = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return -ahead if offset[1] == "-" else ahead
    named = [ZONES[word] for word in WORD.findall(zone) if word in ZONES]
    return timedelta(hours=named[0] if named else 0)
