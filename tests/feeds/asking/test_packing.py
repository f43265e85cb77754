"""Bodies come out as they were packed, or not at all."""

import gzip
import zlib
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.asking.packing import PARTS, is_packed, unpacked
from news.errors import UnreadableFeedError
from news.feeds import Trouble

BODY = b"<rss><channel><title>Packed</title></channel></rss>"
LIMIT = 100_000


def raw(body: bytes) -> bytes:
    """Deflate as many servers send it: without its zlib header."""
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("packed", "coding"),
    [
        (BODY, ""),
        (BODY, "identity"),
        (BODY, "utf-8"),
        (BODY, "gzip"),  # labelled, but not packed
        (gzip.compress(BODY), "gzip"),
        (gzip.compress(BODY), "x-gzip"),
        (gzip.compress(BODY), "GZIP"),
        (gzip.compress(BODY), ""),  # packed, but not labelled
        (gzip.compress(BODY) + b"\0" * 99, "gzip"),  # padded
        (gzip.compress(BODY[:20]) + gzip.compress(BODY[20:]), "gzip"),
        (zlib.compress(BODY), "deflate"),
        (raw(BODY), "deflate"),
    ],
)
def test_every_usual_packing_is_unpacked(packed: bytes, coding: str) -> None:
    assert unpacked(packed, coding, LIMIT) == BODY


@pytest.mark.parametrize("coding", ["", "gzip", "deflate"])
def test_nothing_stays_nothing(coding: str) -> None:
    assert unpacked(b"", coding, LIMIT) == b""


@given(st.binary(max_size=2_000))
def test_whatever_was_packed_comes_out(body: bytes) -> None:
    assert unpacked(gzip.compress(body), "gzip", LIMIT) == body
    assert unpacked(zlib.compress(body), "deflate", LIMIT) == body


@given(st.binary(max_size=200), st.sampled_from(["", "gzip", "deflate"]))
@example(b"\x1f\x8b", "gzip")
@example(b"\x78\x9c\xff", "deflate")
def test_no_bytes_do_more_than_make_a_feed_unreadable(packed: bytes, coding: str) -> None:
    with suppress(UnreadableFeedError):
        assert len(unpacked(packed, coding, limit=1_000)) <= 1_000


@pytest.mark.parametrize("missing", [1, 8, 9, 20])
def test_a_body_that_was_cut_off_is_not_taken_for_a_whole_one(missing: int) -> None:
    with pytest.raises(UnreadableFeedError, match="broke off") as caught:
        unpacked(gzip.compress(BODY)[:-missing], "gzip", LIMIT)

    assert caught.value.trouble is Trouble.UNREACHABLE


def test_a_body_whose_checksum_is_wrong_is_packed_wrongly() -> None:
    packed = bytearray(gzip.compress(BODY))
    packed[-6] ^= 1

    with pytest.raises(UnreadableFeedError, match="packed wrongly"):
        unpacked(bytes(packed), "gzip", LIMIT)


@pytest.mark.parametrize(
    "sent", [b"x" * 600, gzip.compress(b"x" * 600), gzip.compress(b"x" * 300) * 2]
)
def test_a_body_beyond_the_limit_is_refused_and_one_at_the_limit_is_not(sent: bytes) -> None:
    assert unpacked(sent, "gzip", limit=600) == b"x" * 600

    with pytest.raises(UnreadableFeedError, match="larger than 599 bytes"):
        unpacked(sent, "gzip", limit=599)


def test_a_body_in_countless_parts_is_refused() -> None:
    with pytest.raises(UnreadableFeedError, match="parts"):
        unpacked(gzip.compress(b"") * (PARTS + 1), "gzip", LIMIT)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [("", False), ("identity", False), ("utf-8", False), ("gzip", True), (" Deflate", True)],
)
def test_a_label_says_whether_a_body_is_packed(coding: str, packed: bool) -> None:
    assert is_packed(coding) is packed


@pytest.mark.parametrize("coding", ["br", "BR", "zstd", "compress", "dcb", "gzip, br"])
def test_a_packing_that_nobody_asked_for_is_refused_by_name(coding: str) -> None:
    with pytest.raises(UnreadableFeedError, match="nobody asked for") as caught:
        is_packed(coding)

    assert caught.value.trouble is Trouble.UNREADABLE
