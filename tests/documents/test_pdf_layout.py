"""From where letters stand to the order in which they are read."""

from __future__ import annotations

import pytest

from kg.documents.pdf.geometry import Line, PageOfText, Segment
from kg.documents.pdf.heads import without_heads
from kg.documents.pdf.hyphens import Hyphens
from kg.documents.pdf.layout import Pages
from kg.documents.pdf.paragraphs import text_of

LEFT, RIGHT = 60.0, 310.0


def column(words: str, count: int, left: float = LEFT, top: float = 700.0, width: float = 230.0) -> list[Segment]:
    return [Segment(f"{words} {number} goes on and on", left, left + width, top - 12 * number, 10) for number in range(count)]


def texts(pages: Pages, segments: list[Segment]) -> list[list[str]]:
    return [[line.text.split(" goes")[0] for line in region] for region in pages.regions_of(segments)]


def test_columns_are_read_one_after_another() -> None:
    found = texts(Pages(), column("left", 4) + column("right", 4, RIGHT))
    assert found == [[f"left {number}" for number in range(4)], [f"right {number}" for number in range(4)]]


def test_what_spans_columns_parts_them() -> None:
    title = [Segment("A title over both", 100, 500, 730, 18)]
    middle = [Segment("A line over both", LEFT, 540, 640, 10)]
    page = title + column("left", 4) + column("right", 4, RIGHT) + middle + column("lower", 3, top=620) + column("last", 3, RIGHT, 620)
    first = [region[0] for region in texts(Pages(), page)]
    assert first == ["A title over both", "left 0", "right 0", "A line over both", "lower 0", "last 0"]


def test_lines_of_one_column_with_wide_gaps_are_no_columns() -> None:
    page = [part for number in range(8) for part in (
        Segment("the men were", LEFT, 150 + 9 * number, 700 - 12 * number, 10),
        Segment("held by the police", 160 + 9 * number, 400, 700 - 12 * number, 10))]
    assert len(texts(Pages(), page)) == 1


def test_a_table_is_read_by_rows() -> None:
    page = [Segment(words, left, left + 40, 700 - 12 * row, 10)
            for row, cells in enumerate((("Date", "Place", "Held"), ("12 March", "Saranta", "3"), ("13 March", "Lurava", "4")))
            for words, left in zip(cells, (60, 200, 330), strict=True)]
    assert texts(Pages(), page) == [["Date | Place | Held", "12 March | Saranta | 3", "13 March | Lurava | 4"]]


def test_a_column_of_two_lines_is_one_where_earlier_pages_had_it() -> None:
    pages = Pages()
    last = column("left", 6) + column("right", 2, RIGHT)
    assert len(texts(Pages(), last)) == 1
    texts(pages, column("left", 5) + column("right", 5, RIGHT))
    assert [region[0] for region in texts(pages, last)] == ["left 0", "right 0"]


def test_heads_and_feet_are_left_out_and_what_is_said_once_is_kept() -> None:
    pages = [PageOfText(number, str(number), 842, (
        Segment(f"The Yearbook {2030 + number}", 60, 160, 800, 9), Segment(f"Chapter of {words}", 60, 120, 820, 9),
        Segment(str(number + 4), 500, 510, 820, 9), Segment(f"said {words}", 60, 500, 700, 10),
        Segment("– 3 –", 290, 310, 40, 9))) for number, words in enumerate(("one", "two", "three", "four"))]
    assert [[one.text for one in page.segments] for page in without_heads(pages)] == [
        ["said one"], ["said two"], ["said three"], ["said four"]]


def line(text: str, base: float, right: float = 290.0, left: float = LEFT, size: float = 10.0) -> Line:
    return Line(text, left, right, base, size)


def test_a_sentence_goes_on_over_pages_with_the_note_after_it() -> None:
    first = [line("He was held in the", 100), line("prison of Saranta, which", 88), line("1 An interview.", 60, size=7)]
    second = [line("was closed.", 700, 120), line("She was freed.", 682)]
    text, pages = text_of([(0, "9", [first]), (1, "10", [second])])
    assert text == "He was held in the prison of Saranta, which was closed.\n\n1 An interview.\n\nShe was freed."
    assert [(text[start:][:11], label) for start, label in pages] == [
        ("He was held", "9"), ("was closed.", "10"), ("1 An interv", "9"), ("She was fre", "10")]


@pytest.mark.parametrize(("line", "following", "joined"), [
    ("the demon-", "stration", "the demonstration"),
    ("the Al-", "Sadi", "the Al-Sadi"),
    ("in 2030-", "2031", "in 2030-2031"),
    ("the ex-", "minister", "the ex-minister"),
    ("the soft\u00ad", "ware", "the software"),
    ("it ended -", "so", "it ended - so"),
    ("the long-range co-", "operation", "the long-range co-operation"),
    ("he was well-", "known", "he was well-known"),
])
def test_hyphens(line: str, following: str, joined: str) -> None:
    before, between = Hyphens(["no hyphen here"]).joint(line, following)
    assert before + between + following == joined


def test_the_rest_of_the_document_tells_whether_a_hyphen_belongs_to_a_word() -> None:
    assert Hyphens(["a ceasefire came"]).joint("the cease-", "fire") == ("the cease", "")
    assert Hyphens(["a cease-fire came"]).joint("the cease-", "fire") == ("the cease-", "")
