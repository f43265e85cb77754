"""Feeds as rows: how they are written, and read back."""

import json
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Row, Text, cast, exists, literal

from news.feeds import (
    EntryPolicy,
    Feed,
    FeedId,
    Health,
    Move,
    Origin,
    Shows,
    Source,
    Trouble,
    Validators,
)
from news.models import FEED
from news.urls import host_of, url_key
from storage.schema import feeds, subscriptions

# A feed as a subject, in SQL: "feed:" and its id.
SUBJECT_OF_FEED = literal(FEED).concat(cast(feeds.c.id, Text))

# Whether any chat follows a feed as such.
HAS_FOLLOWERS = exists().where(subscriptions.c.subject == SUBJECT_OF_FEED)

STATE_COLUMNS = (
    "host",
    "address",
    "move_to",
    "move_times",
    "move_since",
    "policy",
    "parse_version",
    *(field.name for field in fields(Validators)),
    *(field.name for field in fields(Health)),
)
"""What a reading of a feed may change."""


def source_row(source: Source, origin: Origin) -> dict[str, Any]:
    """A feed that is read for everybody, if it is on, as a row."""
    return asdict(source) | {
        "attributes": json.dumps(source.attributes, ensure_ascii=False),
        "origin": origin,
        "url_key": url_key(source.url),
        "host": host_of(source.url),
        "enabled": source.is_on,
        "is_public": source.is_on,
    }


def state_row(feed: Feed) -> dict[str, Any]:
    """What a reading has changed, as values of STATE_COLUMNS."""
    move = feed.move
    return {
        "host": host_of(feed.url),
        "address": feed.address,
        "move_to": move and move.url,
        "move_times": move.times if move else 0,
        "move_since": move and move.since,
        "policy": feed.policy,
        "parse_version": feed.parse_version,
        **asdict(feed.validators),
        **asdict(feed.health),
    }


def feed_of(row: Row[Any]) -> Feed:
    """A row of feeds as a feed."""
    return Feed(
        id=FeedId(row.id),
        source=source_of(row),
        origin=Origin(row.origin),
        is_public=row.is_public,
        address=row.address,
        move=_move_of(row),
        policy=EntryPolicy(row.policy),
        parse_version=row.parse_version,
        validators=Validators(**{name: getattr(row, name) for name in asdict(Validators())}),
        health=_health_of(row),
    )


def source_of(row: Row[Any]) -> Source:
    """The source in a row of feeds."""
    return Source(
        url=row.url,
        title=row.title,
        publisher=row.publisher,
        language=row.language,
        kind=row.kind,
        rights=row.rights,
        shows=Shows(row.shows),
        is_on=row.is_on,
        folder=row.folder,
        attributes=tuple((name, value) for name, value in json.loads(row.attributes)),
    )


def _health_of(row: Row[Any]) -> Health:
    values = {field.name: getattr(row, field.name) for field in fields(Health)}
    return Health(**(values | {"trouble": row.trouble and Trouble(row.trouble)}))


def _move_of(row: Row[Any]) -> Move | None:
    if row.move_to is None:
        return None
    return Move(url=row.move_to, times=row.move_times, since=row.move_since)
