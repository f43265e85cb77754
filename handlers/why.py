"""`/why` and the button under an alert: what made it come, in the article's own words."""

from telegram import Update

from handlers.context import Context, chat_id_of, reply, speaker
from messages import why as screens
from messages.keyboards import decode_number
from news.models import Article, ArticleId, Message


async def why(update: Update, context: Context) -> None:
    """`/why`: about the newest alert; as a reply to an alert, about that one."""
    alerts, chat_id = context.services.alerts, chat_id_of(update)
    answered = update.effective_message.reply_to_message if update.effective_message else None
    # In a forum every message answers the one that opened its topic.
    found = await alerts.last(chat_id, answered.message_id) if answered else ()
    found = found or await alerts.last(chat_id)
    say = speaker(update, context)
    if len(found) == 1:
        await reply(update, context, await _reasons(update, context, found[0]))
    else:
        await reply(update, context, screens.which(found, say) if found else screens.none_came(say))


async def pressed(update: Update, context: Context, number: str) -> None:
    """The button under an alert: the answer comes below it, and the alert stays as it is."""
    article_id = decode_number(number)
    article = None
    if article_id is not None:
        chat_id = chat_id_of(update)
        article = await context.services.alerts.article(chat_id, ArticleId(article_id))
    if article is None:
        await reply(update, context, screens.gone(speaker(update, context)))
    else:
        await reply(update, context, await _reasons(update, context, article))


async def _reasons(update: Update, context: Context, article: Article) -> Message:
    services = context.services
    because = await services.alerts.because(chat_id_of(update), article.id)
    return screens.reasons(article, because, services.topics, speaker(update, context))
