"""What may happen to deliveries, drawn by chance."""

from datetime import timedelta
from typing import get_args

from hypothesis import strategies as st

from news.models import Address, ChatId, Subject
from news.outcomes import Moved, NotSent, Rejected, Sent, Throttled, Unreachable, Unsure
from tests.contracts.world import SENDERS, Act, What

RETRY = timedelta(minutes=40)

# In the order of a fan-out: a group that moves to -1001 may jump behind what is done.
CHATS = tuple(map(ChatId, (-1001, -12, 1, 2, 3)))
_SUBJECTS = tuple(map(Subject, ("asthma", "lungs", "stroke")))
_SPANS = [timedelta(seconds=each) for each in (61, 1, 31, 3_600, 61, 21_600, 172_800)]

a_chat_id = st.sampled_from(CHATS)
a_subject = st.sampled_from(_SUBJECTS)
an_owner = st.integers(0, SENDERS - 1)
a_span = st.sampled_from(_SPANS)
an_act = st.builds(Act, st.sampled_from(get_args(What)), a_chat_id, a_subject, to=a_chat_id).filter(
    lambda act: act.what != "move" or act.to != act.chat
)
# What a reader may do while a sender claims, so that less is owed than a moment ago.
SILENCES: tuple[What, ...] = ("unfollow", "pause", "stop", "block", "erase")
# What becomes of a chat while a message is on its way there.
ON_THE_WAY: tuple[What, ...] = ("erase", "erase", "move", "stop")
# As many of each as keeps the queue interesting.
an_outcome = st.sampled_from(
    [
        *[Sent(1)] * 4,
        *[Rejected("bad request")] * 3,
        *[Unsure("no answer")] * 3,
        Throttled(RETRY),
        NotSent("no line"),
        Unreachable("blocked"),
        *[Moved(Address(chat_id=chat)) for chat in CHATS[:2]],
    ]
)
# None: not yet.
some_answers = st.lists(st.one_of(st.none(), an_outcome), min_size=1, max_size=5)
# What it is about, and which of the latest stories it tells; none of them if it is a new one.
a_telling = st.tuples(
    st.frozensets(a_subject, min_size=1), st.one_of(st.none(), st.none(), st.integers(0, 5))
)
