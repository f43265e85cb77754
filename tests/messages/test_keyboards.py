"""Buttons and their data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.keyboards import (
    Press,
    decode,
    decode_number,
    decode_turn,
    encode,
    encode_number,
    encode_turn,
    markup,
    opening,
    press,
    preview,
)
from news.models import ArticleId, Message

numbers = st.integers(0, 10**12)
trails = st.lists(numbers.map(ArticleId), max_size=30).map(tuple)


@given(numbers)
def test_a_number_survives_the_way_through_a_button(number: int) -> None:
    assert decode_number(encode_number(number)) == number


@pytest.mark.parametrize("text", ["", "-1", "1_0", "+1", " 1", "A", "٣", "z" * 13, "1.5"])
def test_what_is_no_number_of_ours_is_none(text: str) -> None:
    assert decode_number(text) is None


@given(trails, st.sampled_from(["mine", "gene-therapy", "a" * 40]))
def test_a_way_through_a_list_fits_a_button_and_ends_the_same(
    trail: tuple[ArticleId, ...], argument: str
) -> None:
    data = encode_turn("latest", argument, trail)
    read = decode(data)

    assert len(data.encode()) <= 64
    assert read is not None
    what, way = decode_turn(read.argument)
    assert what == argument
    assert way == trail[len(trail) - len(way) :]
    assert way or not trail or len(argument) == 40


def test_a_short_way_is_kept_whole() -> None:
    trail = tuple(ArticleId(number) for number in (900_000, 800_000, 700_000, 600_000))

    assert decode_turn(encode_turn("topic", "gene-therapy", trail)[8:]) == ("gene-therapy", trail)


@given(st.text())
def test_any_data_is_read_without_a_crash(data: str) -> None:
    read = decode(data)

    assert read is None or data == f"1:{read.action}" or data.startswith(f"1:{read.action}:")
    assert decode_turn(data)[0] == data.partition(":")[0]


def test_what_follows_the_action_is_left_as_it_is() -> None:
    assert decode("1:stop:phrase:12") == Press("stop", "phrase:12")
    assert decode("1:resume") == Press("resume")


@pytest.mark.parametrize("data", ["", ":", "1", "1:", "2:stop:x", "stop"])
def test_other_data_is_none_of_ours(data: str) -> None:
    assert decode(data) is None


def test_data_over_the_limit_is_refused_here_and_not_by_telegram() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        encode("stop", "ü" * 40)


def test_a_label_is_one_line_that_a_phone_can_show() -> None:
    assert press("Stop:\n" + "word " * 30, "off", "x").text == "Stop: " + "word " * 8 + "w…"


def test_a_button_is_not_made_for_a_bad_link() -> None:
    assert opening("Read", "javascript:alert(1)") == ()


def test_telegram_gets_rows_of_calls_and_links() -> None:
    row = (press("Stop", "stop", "sleep"), *opening("Read", "https://example.org/1"))
    keyboard = markup(Message(text="x", buttons=(row,)))

    assert keyboard is not None
    assert [button.callback_data for button in keyboard.inline_keyboard[0]] == [
        "1:stop:sleep",
        None,
    ]
    assert keyboard.inline_keyboard[0][1].url == "https://example.org/1"


def test_a_message_without_buttons_has_no_keyboard_and_no_preview() -> None:
    assert markup(Message(text="x")) is None
    assert preview(Message(text="x")).is_disabled is True


def test_a_preview_is_the_chosen_link_and_small() -> None:
    made = preview(Message(text="x", preview="https://example.org/1"))

    assert made.url == "https://example.org/1"
    assert made.prefer_small_media is True
