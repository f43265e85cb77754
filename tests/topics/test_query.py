"""What somebody types who follows words is read as they meant it, and written down one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from topics.query import Query


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("CRISPR", "crispr"),
        ("Long <COVID>!", "long covid"),
        ('crispr "Long COVID" -mice', 'crispr "long covid" -mice'),
        ("-mice crispr", "crispr -mice"),
        ("“long covid” −mice –rats", '"long covid" -mice -rats'),
        ('crispr -"gene drive"', 'crispr -"gene drive"'),
        ("e-cigarettes", "e-cigarettes"),
        ("gene_therapy", "gene therapy"),
        ("covid: children, sleep", "covid children sleep"),
        ("covid-19", "covid-19"),
        ("covid -19", "covid 19"),
        ("asthma - children", "asthma children"),
        ('an "unfinished quote', "unfinished quote"),
        ("crispr crispr", "crispr"),
        ("Crohn's disease", "crohn disease"),
        ("news about the gut", "gut"),
        ("the latest research on prions please", "prions"),
        ("I want everything about a cold", "cold"),
        ("sleep study", "sleep"),
        ("vitamin a", "vitamin a"),
        ("hepatitis a in a child", "hepatitis a child"),
        ("e.coli", "e coli"),
        ("l’asthme et l'enfant", "asthme enfant"),
        ("dell’asma", "asma"),
        ("the news", "news"),
        ("noticias sobre la diabetes", "diabetes"),
        ('"the news"', '"the news"'),
    ],
)
def test_what_is_typed_is_written_down_in_one_way(typed: str, written: str) -> None:
    assert str(Query.parse(typed)) == written


@pytest.mark.parametrize("typed", ["", "  ", "???", "-mice", '-"gene drive" -mice', '""', "-"])
def test_who_names_nothing_that_is_wanted_asks_for_nothing(typed: str) -> None:
    assert Query.parse(typed).wanted == ()


@given(st.one_of(st.text(), st.text("ab1-–\"“” .,'")))
def test_what_is_written_down_is_read_as_the_same_query(typed: str) -> None:
    query = Query.parse(typed)

    assert Query.parse(str(query)) == query
