"""The catalog is whole, and a broken one is refused with its file and line."""

from pathlib import Path

import pytest

from news.errors import CatalogError
from news.models import TopicSlug
from tests.topics.entries import the_catalog
from topics.catalog import CATALOG, load

SOUND = """group = "Heart"

[heart]
names = { en = "Heart" }
terms = ["heart"]

[heart-attack]
names = { en = "Heart attack", de = "Herzinfarkt" }
parents = ["heart"]
terms = ["cardiac infarction"]
"""


def write(folder: Path, text: str, name: str = "heart.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_sound_catalog_keeps_order_names_and_families(tmp_path: Path) -> None:
    catalog = load(write(tmp_path, SOUND))

    assert list(catalog.topics) == ["heart", "heart-attack"]
    attack = catalog.topics[TopicSlug("heart-attack")]
    assert (attack.name("de"), attack.name("fr"), attack.group) == (
        "Herzinfarkt",
        "Heart attack",
        "Heart",
    )
    assert catalog.ancestors[attack.slug] == ("heart",)


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        (SOUND.replace('parents = ["heart"]', 'parents = ["liver"]'), "heart.toml:7", "no topic"),
        (
            SOUND.replace('terms = ["heart"]', 'parents = ["heart-attack"]'),
            "heart.toml:3",
            "part of itself",
        ),
        (SOUND.replace('"cardiac infarction"', '"hearts"'), "heart.toml:10", "stands twice"),
        (SOUND.replace("[heart]", "[Heart_1]"), "heart.toml:3", "no slug"),
        (SOUND.replace("[heart]", f"[{'h' * 41}]"), "heart.toml:3", "no slug"),
        (SOUND.replace('en = "Heart" ', 'de = "Herz" '), "heart.toml:3", "no English name"),
        (SOUND.replace('terms = ["cardiac', 'trems = ["cardiac'), "heart.toml:10", "unknown key"),
        (SOUND.replace('"cardiac infarction"', '"?!"'), "heart.toml:10", "no words"),
        (SOUND.replace('["cardiac infarction"]', '"infarct"'), "heart.toml:10", "no list"),
        (SOUND.replace('de = "Herz', 'xx = "Herz'), "heart.toml:7", "no language"),
        (SOUND + 'words.xx = ["h"]\n', "heart.toml:11", "words.xx: no language"),
        (SOUND + 'words.de = "Herz"\n', "heart.toml:11", "no lists of texts"),
        (SOUND + "broad = 1\n", "heart.toml:11", "neither true nor false"),
        (SOUND + 'when = ["heart"]\n', "heart.toml:11", "no list of rules"),
        (SOUND.replace('"Herzinfarkt"', "5"), "heart.toml:8", "no texts by language"),
        (SOUND.replace('{ en = "Heart" }', '"Heart"'), "heart.toml:4", "nothing by language"),
        (SOUND + "[heart]\n", "heart.toml", "line 11"),
        (SOUND + "=", "heart.toml", "line 11"),
    ],
)
def test_a_broken_catalog_names_its_file_and_line(
    tmp_path: Path, text: str, where: str, why: str
) -> None:
    with pytest.raises(CatalogError) as raised:
        load(write(tmp_path, text))

    assert where in str(raised.value)
    assert why in str(raised.value)


def test_a_slug_belongs_to_one_file(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    write(tmp_path, '[heart]\nnames = { en = "Heart" }\n', "more.toml")

    with pytest.raises(CatalogError, match=r"more\.toml:1: .*taken"):
        load(tmp_path)


def test_a_shared_phrase_speaks_only_for_topics_there_are(tmp_path: Path) -> None:
    write(tmp_path, SOUND)
    write(tmp_path, '[[phrase]]\ntopics = ["lungs"]\nterms = ["chest pain"]\n', "shared.toml")

    with pytest.raises(CatalogError, match=r"shared\.toml:2: .*no topic"):
        load(tmp_path)


def test_the_shipped_catalog_is_large_and_shelved() -> None:
    topics = the_catalog().topics.values()

    assert len(topics) >= 110
    assert all(topic.group and topic.names["en"] for topic in topics)
    assert len({topic.group for topic in topics}) <= 14


def test_english_names_are_unique() -> None:
    names = [topic.names["en"].casefold() for topic in the_catalog().topics.values()]

    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("slug", "ancestors"),
    [
        ("thalassemia", {"blood-disorders"}),
        ("blood-cancer", {"cancer", "blood-disorders"}),
        ("stroke", {"cardiovascular", "neurology"}),
        ("gynecologic-cancer", {"cancer", "womens-health"}),
        ("heart-failure", {"heart-disease", "cardiovascular"}),
        ("gout", {"arthritis", "bone-joint-health"}),
    ],
)
def test_a_topic_knows_all_it_is_part_of(slug: str, ancestors: set[str]) -> None:
    assert set(the_catalog().ancestors[TopicSlug(slug)]) == ancestors


def test_the_example_in_the_readme_loads(tmp_path: Path) -> None:
    readme = (CATALOG / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml")[1].split("```")[0]

    catalog = load(write(tmp_path, f'{example}\n[heart-disease]\nnames.en = "Heart disease"\n'))

    assert catalog.broad == {"atrial-fibrillation"}
    assert {term.text for term in catalog.terms if term.needs} == {"AF"}
