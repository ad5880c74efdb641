"""The dependency trees of a text as plain lists, which are read much faster than spaCy's tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from kg.triples.model import Words

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING = frozenset({"``", "`", '"', "“", "‘", "«"})
CLOSING = frozenset({"''", "'", '"', "”", "’", "»"})
BRACKETS = {"(": ")", "[": "]", "{": "}"}
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})


class Tree:
    """All words of a text by place, white space left out: form, lower form, part of speech, tag, label, head and children."""

    __slots__ = ("_raw", "_spans", "children", "deps", "heads", "kinds", "lemmas", "lower", "pos", "tags", "words")

    def __init__(self, doc: Doc) -> None:
        tokens = [t for t in doc if not t.is_space]
        moved = {t.i: place for place, t in enumerate(tokens)}
        self._raw = doc.text
        self._spans = [(t.idx, t.idx + len(t.text)) for t in tokens]
        self.words = [t.text for t in tokens]
        self.lower = [w.lower() for w in self.words]
        self.lemmas = [t.lemma_.lower() for t in tokens]
        self.pos = [t.pos_ for t in tokens]
        self.tags = [t.tag_ for t in tokens]
        self.deps = [t.dep_ for t in tokens]
        self.kinds = [t.ent_type_ for t in tokens]
        self.heads = [moved.get(t.head.i, place) for place, t in enumerate(tokens)]
        self.children: list[list[int]] = [[] for _ in tokens]
        for place, head in enumerate(self.heads):
            if head != place:
                self.children[head].append(place)

    def having(self, node: int, *labels: str) -> list[int]:
        """Return the children of a word that hang on it by one of the labels."""
        return [c for c in self.children[node] if self.deps[c] in labels]

    def subjects(self, node: int) -> list[int]:
        """Return a word's own subjects, of any kind."""
        return [c for c in self.children[node] if self.deps[c] in SUBJECTS]

    def marked(self, node: int, word: str) -> list[int]:
        """Return the marks of a clause that are this word, as "to" or "that"."""
        return [c for c in self.children[node] if self.deps[c] == "mark" and self.lower[c] == word]

    def below(self, node: int, drop: Callable[[int], bool] = lambda _: False) -> Iterator[int]:
        """Yield a word and all under it, in no order, without the branches whose top word is to be dropped."""
        stack = [node]
        while stack:
            at = stack.pop()
            yield at
            stack += [c for c in self.children[at] if not drop(c)]

    def trimmed(self, places: Iterable[int]) -> Words:
        """Put words in order, without loose punctuation at the ends; quotation marks around them are kept in pairs."""
        ordered = sorted(set(places))
        while ordered and self._loose(ordered[-1], ordered):
            ordered.pop()
        while ordered and (self._loose(ordered[0], ordered) or self.deps[ordered[0]] == "cc"):
            ordered.pop(0)
        return self._quoted(ordered) if ordered else ()

    def _loose(self, place: int, among: list[int]) -> bool:
        if self.deps[place] != "punct" and self.pos[place] != "PUNCT":
            return False
        word = self.words[place]
        if word in OPENING or word in CLOSING:
            return sum(self.words[i] in OPENING or self.words[i] in CLOSING for i in among) < 2
        if word in BRACKETS or word in BRACKETS.values():
            return sum(self.words[i] in BRACKETS or self.words[i] in BRACKETS.values() for i in among) < 2
        return True

    def _quoted(self, ordered: list[int]) -> Words:
        """Add the quotation marks that stand around words, where the tree hung either of them elsewhere."""
        first, last = ordered[0], ordered[-1]
        opened, closed = self.words[first] in OPENING, self.words[last] in CLOSING
        inner = [self.words[i] for i in ordered[1:-1]]
        if any(w in CLOSING for w in inner):
            return tuple(ordered)
        ends = closed or (last + 1 < len(self.words) and self.words[last + 1] in CLOSING)
        begins = opened or (first > 0 and self.words[first - 1] in OPENING)
        if not (begins and ends):
            return tuple(ordered)
        before = [] if opened else [first - 1]
        start = before[0] if before else first
        if self.words[start] == "`" and start > 0 and self.words[start - 1] == "`":  # "``" in two words
            before.insert(0, start - 1)
        return (*before, *ordered, *(() if closed else (last + 1,)))

    def text(self, places: Iterable[int]) -> str:
        """Write words as they stand in the text, with one space where others are left out between them."""
        runs: list[list[int]] = []
        for place in places:
            if runs and place == runs[-1][1] + 1:
                runs[-1][1] = place
            else:
                runs.append([place, place])
        raw = (self._raw[self._spans[first][0] : self._spans[last][1]] for first, last in runs)
        return " ".join(" ".join(each.split()) for each in raw)
