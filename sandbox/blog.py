"""A small blog with a feed of its own, for whoever wants to try what it is to follow a site."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape

from aiohttp import web
from yarl import URL

from sandbox.feed import PAGE_STYLE, Outlet, address, conditional, page, rss, story_page
from sandbox.stories import Newsstand, Published, Story

BLOG = Outlet(
    title="Ward Notes",
    about="The blog of a nurse who was invented for the sandbox.",
    feed="own.xml",
    home="blog",
    stories="blog",
)
POSTS = (
    Story(
        slug="night-shift-arithmetic",
        title="The arithmetic of a night shift",
        summary="Twelve hours, nine kilometres, four cups of tea: what one night looks like.",
        publisher=BLOG.title,
        days_ago=6,
    ),
    Story(
        slug="a-kinder-waiting-room",
        title="We moved the chairs in the waiting room",
        summary="They stand in small circles now. People talk more, and ask the time less.",
        publisher=BLOG.title,
        days_ago=2,
    ),
    Story(
        slug="inhaler-afternoon",
        title="An afternoon of asthma inhalers",
        summary="Six people with asthma showed me how they use theirs. No two did it alike.",
        publisher=BLOG.title,
    ),
    Story(
        slug="the-good-pen",
        title="In praise of a pen that works",
        summary="A short story about a long search through every drawer of the ward.",
        publisher=BLOG.title,
    ),
    Story(
        slug="sleep-after-nights",
        title="How I sleep after three nights",
        summary="Curtains, earplugs, and a sign on the door. Notes on sleep from one person only.",
        publisher=BLOG.title,
    ),
)


def home(out: Sequence[Published], root: URL, waiting: int) -> str:
    """The page of the blog, which names its feed as pages do."""
    posts = "".join(
        f'<li><a href="{escape(address(each.story, root, BLOG))}">{escape(each.story.title)}</a>'
        for each in out
    )
    more = f"<button>Publish the next post ({waiting} left)</button>" if waiting else ""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{BLOG.title}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{PAGE_STYLE}</style>'
        f'<link rel="alternate" type="application/rss+xml" href="/{BLOG.feed}"></head>'
        f'<body><h1>{BLOG.title}</h1><p class="about">{BLOG.about}</p><ul>{posts}</ul>'
        f'<form method="post" action="/{BLOG.home}">{more}</form>'
        f'<p class="about">To get what is new here, write to the bot: /follow {root / BLOG.home}'
        "</p></body></html>"
    )


class Blog:
    """Answers the requests about the blog of one sandbox."""

    def __init__(self) -> None:
        self._stand = Newsstand(POSTS, datetime.now(UTC).replace(microsecond=0))

    async def home(self, request: web.Request) -> web.Response:
        """Its page."""
        stand = self._stand
        return page(home(stand.out, request.url.origin(), len(stand.waiting)))

    async def feed(self, request: web.Request) -> web.Response:
        """Its feed."""
        return conditional(request, rss(self._stand.out, request.url.origin(), BLOG))

    async def post(self, request: web.Request) -> web.Response:
        """The page of a post that is out."""
        published = self._stand.find_published(request.match_info["slug"])
        if published is None:
            raise web.HTTPNotFound(text="No such post is published.")
        return page(story_page(published))

    async def publish(self, _request: web.Request) -> web.Response:
        """Publish the next post, if one waits, and show the page again."""
        story = self._stand.find_waiting()
        if story is not None:
            self._stand.publish(story, datetime.now(UTC).replace(microsecond=0))
        raise web.HTTPSeeOther(f"/{BLOG.home}")


def routes() -> list[web.RouteDef]:
    """All addresses of the blog, with posts of its own."""
    blog = Blog()
    return [
        web.get(f"/{BLOG.home}", blog.home),
        web.post(f"/{BLOG.home}", blog.publish),
        web.get(f"/{BLOG.stories}/{{slug}}", blog.post),
        web.get(f"/{BLOG.feed}", blog.feed),
    ]
