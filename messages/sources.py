"""What is said about the feeds: to operators at length, to readers in one line."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from messages.html import Span, message, one_line
from messages.keyboards import encode_number, press
from messages.texts import Speaker
from news.feeds import Feed, Health
from news.models import Button, Message
from news.rhythm import usual_gap
from news.standing import Standing, failing_since, silent_since

PAGE_SIZE = 10
"""Feeds in trouble on one page: more of them no tired eye takes in."""
TITLE = 60
SHORT_TITLE = 40
REASON = 120
WEEKDAYS = 6
"""So many days back, a day of the week is clear."""

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


# ── For operators ────────────────────────────────────────────────────────────────────────────────


def overview(
    standing: Standing, own: tuple[int, int], page: int, *, now: datetime, say: Speaker
) -> Message:
    """A page of the feeds in trouble, and how many others there are and do well.

    `own`: how many feeds of readers' own there are, and how many of them fail.
    """
    troubled = () if standing.cut_off_at else (*standing.failing, *standing.silent)
    last = max(0, (len(troubled) - 1) // PAGE_SIZE)
    page = min(max(page, 0), last)
    shown = troubled[page * PAGE_SIZE :][:PAGE_SIZE]
    return message(
        Span(say("heading-feeds"), bold=True),
        *_counts(standing, say),
        *_listed(shown, now, say),
        Span("\n\n" + "\n".join(_summary(standing, own, now, say))),
        buttons=[_turning(page, last, say)],
    )


def notice(standing: Standing, news: Sequence[Feed], *, now: datetime, say: Speaker) -> Message:
    """These feeds are in trouble, which the operators have not been told yet."""
    if standing.cut_off_at:
        return message(Span(_cut_off(standing, standing.cut_off_at, now, say)))
    left = len(news) - PAGE_SIZE
    more = say("feeds-more", count=left) if left > 0 else say("feeds-see-all")
    return message(
        Span(say("heading-feeds-trouble"), bold=True),
        *_listed(news[:PAGE_SIZE], now, say),
        Span(f"\n\n{more}"),
    )


def _listed(feeds: Sequence[Feed], now: datetime, say: Speaker) -> list[Span]:
    return [span for feed in feeds for span in _item(feed, now, say)]


def _item(feed: Feed, now: datetime, say: Speaker) -> tuple[Span, ...]:
    since = failing_since(feed)
    said = _silence(feed, now, say) if since is None else _failure(feed, since, now, say)
    return Span("\n\n"), Span(_title(feed, TITLE, say), bold=True), Span(f"\n{said}")


def _failure(feed: Feed, since: datetime, now: datetime, say: Speaker) -> str:
    why, span = _why(feed.health, say), _span(now - since, say)
    return say("feed-fails", why=why, span=span, date=say.date(since))


def _why(health: Health, say: Speaker) -> str:
    """The reason that is in the log too, unless it shows an address, which may hold a secret."""
    error = health.error or ""
    reason = "" if "://" in error or "@" in error else one_line(error, REASON)
    if reason:
        return reason[0].upper() + reason[1:]
    return say(f"trouble-{health.trouble}") if health.trouble else say("trouble-unknown")


def _silence(feed: Feed, now: datetime, say: Speaker) -> str:
    since, gap = silent_since(feed) or now, usual_gap(feed.health.arrivals)
    return say(
        "feed-silent",
        span=_span(now - since, say),
        date=say.date(since),
        gap=_span(gap, say) if gap else "unknown",
    )


def _counts(standing: Standing, say: Speaker) -> tuple[Span, ...]:
    """How many fail and how many are silent, before they are listed."""
    if standing.cut_off_at:
        return ()
    counted = {"feeds-failing": standing.failing, "feeds-silent": standing.silent}
    said = [say(key, count=len(feeds)) for key, feeds in counted.items() if feeds]
    return (Span(f": {', '.join(said)}"),) if said else ()


def _summary(
    standing: Standing, own: tuple[int, int], now: datetime, say: Speaker
) -> Sequence[str]:
    lines = [_fine(standing, now, say)] if standing.well or not standing.unread else []
    if standing.unread:
        lines.append(say("feeds-unread", count=len(standing.unread)))
    count, failing = own
    if count:
        lines.append(say("feeds-own", count=count, failing=failing))
    return lines


def _fine(standing: Standing, now: datetime, say: Speaker) -> str:
    if standing.cut_off_at:
        return _cut_off(standing, standing.cut_off_at, now, say)
    is_all = not (standing.failing or standing.silent or standing.unread)
    if is_all and not standing.well:
        return say("feeds-none")
    read = [feed.health.last_ok_at for feed in standing.well if feed.health.last_ok_at]
    return say(
        "feeds-fine",
        count=len(standing.well),
        among="all" if is_all else "others",
        ago=_span(now - max(read, default=now), say),
    )


def _cut_off(standing: Standing, since: datetime, now: datetime, say: Speaker) -> str:
    span, count = _span(now - since, say), len(standing.failing)
    return say("feeds-network", count=count, span=span, date=say.date(since))


def _turning(page: int, last: int, say: Speaker) -> tuple[Button, ...]:
    def turn(key: str, to: int) -> Button:
        return press(say(key), "feeds", encode_number(to))

    back = (turn("button-back", page - 1),) if page else ()
    return (*back, turn("button-more", page + 1)) if page < last else back


def _span(span: timedelta, say: Speaker) -> str:
    """How long, in the unit that says it shortest."""
    if span < _HOUR:
        return say("span-minutes", count=max(1, round(span.total_seconds() / 60)))
    if span < 2 * _DAY:
        return say("span-hours", count=round(span / _HOUR))
    return say("span-days", count=round(span / _DAY))


# ── For readers ──────────────────────────────────────────────────────────────────────────────────


def unreached(failing: Sequence[Feed], fine: int, *, now: datetime, say: Speaker) -> str:
    """Which sources we could not reach, and since when none of them; nothing if there are none."""
    since = max(filter(None, map(failing_since, failing)), default=None)
    if since is None:
        return ""
    names = [_title(feed, SHORT_TITLE, say) for feed in failing]
    return say("unreached", names=_named(names, say), since=_day(since, now, say), fine=fine)


def _named(names: Sequence[str], say: Speaker) -> str:
    match names:
        case [only]:
            return only
        case [first, second]:
            return say("unreached-two", first=first, second=second)
        case _:
            return say("unreached-many", first=names[0], second=names[1], more=len(names) - 2)


def _day(moment: datetime, now: datetime, say: Speaker) -> str:
    """The day of the week if that is clear, or else the date."""
    is_near = (now.date() - moment.date()).days <= WEEKDAYS
    return say("weekday", day=moment.isoweekday()) if is_near else say.date(moment)


def _title(feed: Feed, limit: int, say: Speaker) -> str:
    named = feed.source.title or feed.source.publisher
    return one_line(named, limit) or say("untitled")
