"""`/start` and `/help`: the first words."""

from telegram import Update

from handlers.context import Context, argument_of, chat_id_of, chat_of, kind_of, reply, speaker
from handlers.reading import topic_page
from messages import screens, shelves

TOPIC_LINK = "t_"
"""`t.me/<bot>?start=t_gene-therapy` opens the page of a topic."""


async def start(update: Update, context: Context) -> None:
    """`/start`: alerts are on (again); a greeting with topics, or the topic of a deep link."""
    services, say = context.services, speaker(update, context)
    await services.chats.welcome(chat_of(update, context), services.clock.now())
    linked = services.topics.get(argument_of(update).removeprefix(TOPIC_LINK))
    mine = await services.subscriptions.of(chat_id_of(update))
    if linked is not None:
        screen = await topic_page(update, context, linked)
    elif mine:
        screen = screens.start_again(len(mine), say)
    else:
        greeting = screens.start(kind_of(update), say)
        screen = shelves.tiles(services.topics.all(), (), 0, say, heading=greeting)
    await reply(update, context, screen)


async def help_(update: Update, context: Context) -> None:
    """`/help`: every command."""
    await reply(update, context, screens.help_(kind_of(update), speaker(update, context)))
