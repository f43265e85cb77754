"""Publishes stories into a storage, the way a refresh does."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from news.feeds import Feed, Health, Validators
from news.listings import Findings
from news.models import ChatId, Draft, Subject
from storage.opening import Storage
from tests.builders import NOW, a_chat, a_source


@dataclass
class Newsroom:
    """One feed of one storage, and who follows what is in it."""

    storage: Storage

    async def feed(self) -> Feed:
        """The feed, made on first use."""
        await self.storage.register.adopt([a_source()])
        ((feed, _),) = await self.storage.register.known()
        return feed

    async def publish(
        self,
        *drafts: Draft,
        alert: bool = True,
        now: datetime = NOW,
        again_after: timedelta = timedelta(hours=1),
    ) -> int:
        """Record these drafts as news, or as a silent first reading."""
        read = replace(
            await self.feed(),
            health=Health(last_ok_at=now, next_check_at=now + again_after),
            validators=Validators(etag='"1"'),
        )
        findings = Findings(fresh=drafts) if alert else Findings(quiet=drafts)
        return await self.storage.feeds.record(read, findings, now)

    async def follow(self, chat_id: int, *subjects: str) -> None:
        """A private chat follows these."""
        for subject in subjects:
            await self.storage.subscriptions.follow(a_chat(chat_id), Subject(subject), NOW)

    async def owed(self, *, limit: int = 100) -> list[tuple[ChatId, str]]:
        """Claim what is due: to whom, and which title."""
        claimed = await self.storage.outbox.claim(NOW, limit)
        return [(d.address.chat_id, d.articles[0].draft.entry.title) for d in claimed]
