"""The spaCy component that sets a `Doc`'s ordinary attributes from the shipped model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from kg.language.encoder import Encoder, Sentence
from kg.language.places import fold, kind_by_gazetteer
from kg.language.spans import spans
from kg.language.speakers import mend_speakers
from kg.language.words import is_space

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DASHES = frozenset({"—", "–", "--", "-"})
CLOSED = re.compile(r"[.!?:;][”\"'’)\]]*$")
ITEM = re.compile(r"(?:[-*•–]|\d+[.)]|[a-z]\))\s|\([a-z\d]{1,3}\)\s+[A-Z]")
USUAL_WIDTH = 75  # letters of a line; a paragraph on one line may have thousands


def goes_on(before: str, after: str, width: int = USUAL_WIDTH) -> bool:
    """Tell whether a line break only wraps a paragraph: the line before it and the line after it belong together.

    They do not where one is a row of a table, where the second is an item of a list, or where the first is too short to
    have been wrapped and either ends a sentence or is followed by one that begins anew. `width` is that of the longest
    line around, in letters.

    >>> goes_on("Police on Tuesday arrested five villagers near the port of Lt.", "Kampot, a witness said.")
    True
    >>> goes_on("Police arrest five", "PHNOM PENH (AP) - They were"), goes_on("Name | Age", "Sok Dara | 34")
    (False, False)
    >>> goes_on("He spoke in Phnom", "Penh to Sok", width=20)
    True
    """
    before, after = before.strip(), after.strip()
    if not before or not after or ITEM.match(after) or any(mark in before and mark in after for mark in "|\t"):
        return False
    if len(before) >= 0.7 * min(width, USUAL_WIDTH):
        return True
    return not (CLOSED.search(before) or after[0].isupper() or after[0].isdigit())


def line_widths(text: str) -> dict[int, int]:
    """Return by each line's first letter how long the longest line is between the blank lines around it."""
    widths: dict[int, int] = {}
    block: list[int] = []
    at = longest = 0
    for line in text.split("\n"):
        if not line.strip():
            widths |= dict.fromkeys(block, longest)
            block, longest = [], 0
        block.append(at)
        longest = max(longest, len(line.strip()))
        at += len(line) + 1
    return widths | dict.fromkeys(block, longest)


def paragraphs(doc: Doc) -> Iterator[list[Token]]:
    """Yield the words of each paragraph, white space left out; a blank line parts paragraphs, and see `goes_on`."""
    words: list[Token] = []
    text = doc.text
    widths = line_widths(text)
    for token in doc:
        if not is_space(token.text):
            words.append(token)
        elif words and "\n" in token.text:
            start, end = text.rfind("\n", 0, token.idx) + 1, token.idx + len(token.text)
            stop = text.find("\n", end)
            after = text[end : stop if stop >= 0 else len(text)]
            if token.text.count("\n") > 1 or not goes_on(text[start : token.idx], after, widths[start]):
                yield from parted(words)
                words = []
    if words:
        yield from parted(words)


def parted(words: list[Token]) -> Iterator[list[Token]]:
    """Yield a paragraph, the dateline that opens it ("GENEVA, 3 May (KWS) —") apart from the sentence behind it.

    Before the dash of a dateline stand names and numbers alone, and a sentence begins behind it; an aside is none:
    "UNICEF — the children's agency — said".
    """
    dash = next((k for k, t in enumerate(words[:14]) if t.text in DASHES), 0)
    names = [t.text for t in words[:dash] if t.text.isalpha()]
    spaced = dash > 0 and bool(words[dash].nbor(-1).whitespace_)
    opens = bool(names) and names[0].isupper() and len(names[0]) > 2 and not any(n.islower() for n in names)
    if opens and spaced and dash + 1 < len(words) and not words[dash + 1].text[0].islower():
        yield words[: dash + 1]
        words = words[dash + 1 :]
    yield words


class Reader:
    """Set tags, morphology, lemmas, heads, sentence starts and entities, in Universal Dependencies' terms.

    A word that heads a mention gets `token._.kind`: what it stands for ("person", "place", "organization", "event", ...), ""
    elsewhere. White-space tokens hang on the word before them (on the word after, at the start of the text).
    """

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        if len(doc) == 0:
            return doc
        table = Table(doc)
        for words in paragraphs(doc):
            spaced = [t.i == 0 or bool(doc[t.i - 1].whitespace_) or is_space(doc[t.i - 1].text) for t in words]
            for sentence in self.encoder.sentences([t.text for t in words], spaced):
                own = words[sentence.first : sentence.first + len(sentence)]
                table.fill(mend_speakers(sentence, [t.text for t in own]), [t.i for t in own])
        return table.write()


def joined(doc: Doc, named: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield the names, two places that the gazetteer lists as one joined: "Cox" and "Bazar" in "Cox's Bazar"."""
    waiting: tuple[int, int, str] | None = None
    for first, last, kind in named:
        if waiting is not None:
            near = kind == waiting[2] == "LOC" and first - waiting[1] <= 1
            if near and kind_by_gazetteer(fold(doc[waiting[0] : last].text)):
                waiting = (waiting[0], last, kind)
                continue
            yield waiting
        waiting = (first, last, kind)
    if waiting is not None:
        yield waiting


class Table:
    """The attributes of a doc under construction, one row a token."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        size = len(doc)
        self.pos, self.tag, self.feats = ["SPACE"] * size, ["_SP"] * size, ["_"] * size
        self.lemma, self.dep = [t.text for t in doc], ["dep"] * size
        self.head = list(range(size))
        self.entities: list[tuple[int, int, str]] = []
        self.kinds: dict[int, str] = {}

    def fill(self, sentence: Sentence, at: list[int]) -> None:
        """Put one sentence in; `at` holds the doc's positions of its words."""
        for k, i in enumerate(at):
            self.pos[i], self.tag[i], self.feats[i] = sentence.upos[k], sentence.xpos[k], sentence.feats[k]
            self.lemma[i], self.dep[i] = sentence.lemmas[k], "ROOT" if sentence.heads[k] == 0 else sentence.deprels[k]
            self.head[i] = i if sentence.heads[k] == 0 else at[sentence.heads[k] - 1]
            if sentence.kinds[k] != "O":
                self.kinds[i] = sentence.kinds[k]
        named = [(at[a], at[b - 1] + 1, kind) for a, b, kind in spans(sentence.names)]
        named = list(joined(self.doc, named))
        taken = {i for a, b, _ in named for i in range(a, b)}
        more = [(at[a], at[b - 1] + 1, kind) for a, b, kind in spans(sentence.extras)]
        self.entities += named + [s for s in more if not taken & set(range(s[0], s[1]))]

    def write(self) -> Doc:
        """Write the rows into the doc."""
        from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
        from spacy.tokens import Span

        doc, strings = self.doc, self.doc.vocab.strings
        self._hang_spaces()
        morphology = doc.vocab.morphology
        rows = [
            (
                strings.add(self.tag[i]),
                strings.add(self.pos[i]),
                strings.add(self.lemma[i]),
                morphology.add(self.feats[i]),
                np.uint64((self.head[i] - i) % 2**64),
                strings.add(self.dep[i]),
            )
            for i in range(len(doc))
        ]
        doc.from_array([TAG, POS, LEMMA, MORPH, HEAD, DEP], np.array(rows, dtype=np.uint64))  # type: ignore[arg-type]  # the stub knows signed numbers only
        set_before = list(doc.ents)  # by a component that stands before this one, an entity ruler say
        taken = {i for span in set_before for i in range(span.start, span.end)}
        found = [Span(doc, a, b, label=kind) for a, b, kind in self.entities if not taken & set(range(a, b))]
        doc.set_ents(sorted([*set_before, *found], key=lambda span: span.start))
        for i, kind in self.kinds.items():
            doc[i]._.kind = kind
        return doc

    def _hang_spaces(self) -> None:
        words = [i for i in range(len(self.doc)) if not is_space(self.doc[i].text)]
        first = words[0] if words else 0
        last = first
        for i in range(len(self.doc)):
            if is_space(self.doc[i].text):
                self.head[i] = last
            else:
                last = i
