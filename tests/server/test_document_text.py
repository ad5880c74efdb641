"""A text cut at the borders of what was read in it: every character stays, every passage has its place."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from kg.model import Evidence, Gap, Mention, MentionKind
from kg.server.cards import Named
from kg.server.text import Closing, Meant, Opening, Paragraph, Passage, Read, passages_of

TEXTS = st.text(st.sampled_from("ab \n\r\t<&\"'\u202e\u05d0\U0001f3a8"), max_size=60)


def meant(text: str, start: int, end: int, kind: MentionKind = MentionKind.NAME, label: str = "Orla Venn") -> Meant:
    """Return a mention and whom it was taken for."""
    return Meant(Mention(start, end, text[start:end], kind), Named(f"person:{label}", label, "/entity/x"), "Person")


@st.composite
def spans(draw: st.DrawFn, text: str) -> list[tuple[int, int]]:
    """Return stretches of a text, empty ones among them."""
    at = st.integers(0, len(text))
    return [(min(pair), max(pair)) for pair in draw(st.lists(st.tuples(at, at), max_size=8))]


@st.composite
def read_texts(draw: st.DrawFn) -> Read:
    """Return a text with passages, mentions and acts anywhere in it."""
    text = draw(TEXTS)
    said = [(*span, f"claim-{number}") for number, span in enumerate(draw(spans(text)))]
    gaps = [Gap(Evidence("d", *span, text[slice(*span)]), "no claim") for span in draw(spans(text))]
    found = tuple(meant(text, *span) for span in draw(spans(text)))
    return Read(text, passages_of(said, gaps), found, tuple(draw(spans(text))))


def all_paragraphs(read: Read, *, longest: int = 10, most: int = 2) -> list[Paragraph]:
    """Return the paragraphs of all parts."""
    parts = read.parts(longest=longest, most=most)
    return list(chain.from_iterable(read.paragraphs(start, end) for start, end in parts))


def written(paragraphs: list[Paragraph]) -> str:
    """Return the text of paragraphs."""
    return "".join(token.text for token in chain.from_iterable(paragraphs) if token.kind == "piece")


@given(read_texts(), st.integers(1, 40), st.integers(1, 3))
def test_the_pieces_are_the_text_and_each_passage_is_opened_once(read: Read, longest: int, most: int) -> None:
    paragraphs = all_paragraphs(read, longest=longest, most=most)
    assert written(paragraphs) == read.text
    tokens = list(chain.from_iterable(paragraphs))
    anchors = [t.anchor for t in tokens if not isinstance(t, Closing) and t.anchor]
    assert len(anchors) == len(set(anchors)) and {p.anchor for p in read.passages} <= set(anchors)
    assert sorted((t.passage.start, t.passage.end) for t in tokens if isinstance(t, Closing) and t.whole) == sorted(
        (p.start, p.end) for p in read.passages)


@given(read_texts())
def test_elements_are_nested_in_each_paragraph(read: Read) -> None:
    for paragraph in all_paragraphs(read):
        opened: list[Passage] = []
        for token in paragraph:
            if isinstance(token, Opening):
                opened.append(token.passage)
            elif isinstance(token, Closing):
                assert opened.pop() is token.passage
        assert opened == []


@given(read_texts())
def test_what_covers_a_piece_is_what_begins_before_it_and_ends_after_it(read: Read) -> None:
    at = 0
    for token in chain.from_iterable(all_paragraphs(read)):
        if token.kind == "piece":
            end = at + len(token.text)
            assert set(token.meant) == {one for one in read.meant if one.mention.start <= at and end <= one.mention.end}
            assert token.act == any(start <= at and end <= stop for start, stop in read.acts)
            at = end


@given(read_texts(), st.integers(1, 40), st.integers(1, 3))
def test_parts_follow_one_another_and_cut_no_passage(read: Read, longest: int, most: int) -> None:
    parts = read.parts(longest=longest, most=most)
    assert [start for start, _ in parts] == [0, *(end for _, end in parts[:-1])] and parts[-1][1] == len(read.text)
    assert all(start < end for start, end in parts[1:])
    for passage in read.passages:
        assert not any(passage.start < start < passage.end for start, _ in parts)


def test_paragraphs_begin_after_blank_lines() -> None:
    read = Read("One.\n\nTwo.\nStill two.\n \n  Three.", ())
    assert [written([p]) for p in read.paragraphs(0, len(read.text))] == ["One.\n\n", "Two.\nStill two.\n \n", "  Three."]


def test_a_passage_over_a_blank_line_is_one_paragraph() -> None:
    read = Read("One\n\nsentence. Two.", passages_of([(0, 14, "claim-1")], ()))
    assert len(list(read.paragraphs(0, len(read.text)))) == 1


def test_a_long_text_is_cut_after_blank_lines_and_else_after_spaces() -> None:
    text = "abcd efg.\n\nhij klm nop qrs tuv"
    assert [text[slice(*part)] for part in Read(text, ()).parts(longest=14)] == ["abcd efg.\n\n", "hij klm nop ", "qrs tuv"]


def test_a_part_holds_no_more_claims_than_a_page_shows() -> None:
    text = "a. " * 9
    read = Read(text, passages_of(((3 * n, 3 * n + 2, f"claim-{n}") for n in range(9)), ()))
    assert read.parts(longest=100, most=4) == [(0, 12), (12, 24), (24, 27)]


def test_words_tell_whom_they_were_taken_for() -> None:
    text = "Orla Venn said that she left."
    assert meant(text, 0, 9).told == "Orla Venn (person)" and not meant(text, 0, 9).guessed
    she = meant(text, 20, 23, MentionKind.PRONOUN)
    assert she.told == "“she” was taken for Orla Venn (person)" and she.guessed
    assert not meant("the officer", 0, 11, MentionKind.NOUN, "officer").guessed
