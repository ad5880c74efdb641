"""Bytes to text."""

from __future__ import annotations

import codecs
import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encoding import decode
from kg.errors import UnreadableEncoding

ENGLISH = "“The police,” said Ms. Müller, “arrested the men at the café in São Tomé.” It’s over – they said. "
RUSSIAN = "Президент республики прибыл в столицу сегодня вечером и встретился с министром внутренних дел. "


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF8 + ENGLISH.encode(), ENGLISH),
        (codecs.BOM_UTF16_LE + ENGLISH.encode("utf-16-le"), ENGLISH),
        (codecs.BOM_UTF16_BE + ENGLISH.encode("utf-16-be"), ENGLISH),
        (codecs.BOM_UTF32_LE + ENGLISH.encode("utf-32-le"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        ((RUSSIAN * 3).encode("cp1251"), RUSSIAN * 3),
        (b"One\r\nTwo\rThree\n", "One\nTwo\nThree\n"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16-le", "utf-16-be", "utf-32-le", "cp1252", "cp1251", "line ends"],
)
def test_decodes(data: bytes, text: str) -> None:
    assert decode(data, "a.txt") == text


def test_a_few_damaged_bytes_do_not_lose_a_text() -> None:
    text = "\n".join(f"{number}: {ENGLISH}" for number in range(9))
    damaged = text.encode().replace(b"the men", b"the m\xe9n", 1)
    assert decode(damaged, "a.txt") == text.replace("the men", "the m\ufffdn", 1)


def test_one_damaged_byte_does_not_lose_plain_english() -> None:
    text = "The men were held by the police in the town, and they were freed. " * 20
    for damage in (b"\x9d\xf1", b"\x81", b"\xff\xfe\x80"):
        found = decode(text.encode()[:400] + damage + text.encode()[400:], "a.txt")
        assert found.startswith(text[:400]) and found.endswith(text[400:])


@pytest.mark.parametrize("text", [
    "Ms. Müller was held, and the men were freed by the judge.",
    "The “police” were there – and they had been told of it by the café owner’s son in São Tomé.",
    "It was said that the price of the bread was £3 or €4 in the town.",
])
def test_english_with_letters_from_elsewhere_is_windows_1252(text: str) -> None:
    assert decode(text.encode("cp1252"), "a.txt") == text


def test_null_bytes() -> None:
    text = ENGLISH.replace("–", "-") * 3
    assert decode(text.encode("utf-16-le"), "a.txt") == text
    assert decode(text.encode("utf-16-be"), "a.txt") == text
    assert decode(text.encode()[:90] + b"\0" + text.encode()[90:], "a.txt") == text


def test_declared_encoding_comes_before_a_guess() -> None:
    assert decode("Société".encode("iso8859-15"), "a.html", declared="iso-8859-15") == "Société"


def test_a_declared_encoding_that_does_not_exist_is_passed_over() -> None:
    assert decode(ENGLISH.encode("cp1252"), "a.html", declared="no-such-thing") == ENGLISH


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        random.Random(7).randbytes(900).replace(b"\0", b"a"),
        codecs.BOM_UTF8 + b"caf\xe9",
    ],
    ids=["binary", "noise", "damaged"],
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableEncoding, match=r"photo\.txt") as caught:
        decode(data, os.path.join("here", "photo.txt"))
    assert "UTF-8" in caught.value.remedy


@given(st.text(st.characters(exclude_characters="\0\r\ufeff", exclude_categories=["Cs"])))
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text
