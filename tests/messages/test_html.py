"""Escaping and cutting."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.html import BUDGET, Span, compose, cut, message, one_line, width
from tests.messages.reader import published_text, read


def test_what_a_publisher_writes_is_shown_and_never_obeyed() -> None:
    made = compose([Span("<b>5 & 6</b>", bold=True), Span(" "), Span("&amp;")])

    assert made == "<b>&lt;b&gt;5 &amp; 6&lt;/b&gt;</b> &amp;amp;"


def test_a_link_cannot_break_out_of_its_quotes() -> None:
    made = compose([Span("here", url='https://x.org/?a="><b>&c=1')])

    assert made == '<a href="https://x.org/?a=&quot;&gt;&lt;b&gt;&amp;c=1">here</a>'


@pytest.mark.parametrize(
    ("text", "units"), [("", 0), ("abc", 3), ("🩺", 2), ("é", 1), ("\ud83e", 1), ("👩‍⚕️", 5)]
)
def test_width_is_counted_as_telegram_counts(text: str, units: int) -> None:
    assert width(text) == units


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 5, "short"),
        ("longer", 5, "long…"),
        ("🩺🩺🩺", 4, "🩺…"),
        ("two words", 5, "two…"),
        ("any", 1, "…"),
        ("any", 0, ""),
    ],
)
def test_what_is_too_long_ends_with_an_ellipsis(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Send /stop now", "Send /|stop now"),
        ("(/erase)", "(/|erase)"),
        ("6 May 2026 /PRNewswire/ –", "6 May 2026 /|PRNewswire/ –"),
        ("http://evil.example/x", "http:|//evil.|example/x"),
        ("tg://resolve?domain=x", "tg:|//resolve?domain=x"),
        ("evil.com", "evil.|com"),
        ("EVIL.COM", "EVIL.|COM"),
        ("www.evil.co.uk", "www.|evil.|co.|uk"),
        ("t.me/x", "t.|me/x"),
        ("кино.рф", "кино.|рф"),
        ("name@example.org", "name@example.|org"),
        ("192.0.2.1", "192.|0.2.1"),
        ("ask @someone", "ask @|someone"),
        ("#tag #2go", "#|tag #|2go"),
        ("$ABC", "$|ABC"),
    ],
)
def test_what_telegram_would_make_live_is_broken_by_a_joiner(written: str, shown: str) -> None:
    made = one_line(written, 100)

    assert made == shown.replace("|", "\u2060")
    assert one_line(made, 100) == made


@pytest.mark.parametrize(
    "title",
    [
        "COVID-19/flu shots: who needs both?",
        "U.S. and U.K. regulators agree",
        "Common drugs, e.g. aspirin, i.e. painkillers",
        "A dose of 3.5 mg/kg once a day",
        "Pain and/or fever in 1/3 of patients",
        "No difference (p<.05) was found",
        "Ratio 0.87 (95% CI 0.81-0.93), v1.2.3",
        "The #1 cause of sight loss",
        "Dr. Smith, Ph.D., M.Sc., vs. the rest",
        "Wait … what? Then...nothing. Again.",
        "The trial ended.The next begins",
        "A US$5M grant, or $5 million",
        "Ask: is it safe? Yes: mostly",
        "Sleep at 10:30 p.m. (not a.m.)",
        "Type 1/type 2 diabetes & <b>heart</b> disease",
        "Étude “β-thalassémie” – 2.0 ‰ d’enfants",
        "24/7 care, 50/50 odds, on 6/11/2026",
        "One @ a time, # of visits, 5 € / day",
    ],
)
def test_ordinary_titles_stay_as_they_are(title: str) -> None:
    assert one_line(title, 300) == title


@given(text=published_text())
def test_what_was_made_harmless_is_made_so_once(text: str) -> None:
    made = one_line(text, 10**6)

    assert one_line(made, 10**6) == made


@given(text=published_text(), limit=st.integers(0, 50))
def test_nothing_is_wider_than_its_limit(text: str, limit: int) -> None:
    assert width(cut(text, limit)) <= limit
    assert width(one_line(text, limit)) <= limit


@given(st.lists(st.builds(Span, published_text(3000), bold=st.booleans()), max_size=8))
def test_any_message_is_valid_and_fits(spans: list[Span]) -> None:
    seen = read(message(Span("Begins."), *spans))

    assert width(seen.text) <= BUDGET
    assert not {"\u202e", "\x00"} & set(seen.text)
    seen.text.encode()  # no halves of characters are left


def test_after_a_cut_nothing_follows() -> None:
    made = compose([Span("one two three"), Span("four")], limit=8)

    assert made == "one two…"
