"""A doc's words as plain lists, read from spaCy once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.tokens import Doc

NOUN_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM", "ADV", "VERB", "INTJ"})
OUTSIDE = frozenset({"case", "cc", "cop", "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "aux", "mark", "discourse"})
OUTSIDE |= frozenset(
    {"parataxis", "appos", "conj", "list", "dep", "orphan", "expl", "punct", "obl", "advmod", "vocative"}
)
OUTSIDE |= frozenset({"reparandum", "advcl", "cc:preconj"})
CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "xcomp", "csubj", "parataxis"})
KEPT_RIGHT = frozenset({"case", "advmod", "obl", "advcl"})  # of those, inside where they follow the head
KIND = ("._.", "kind")  # what the key of an extension begins with
LOOSE = {
    ",": frozenset({"nmod"}),
    "(": frozenset({"nmod:unmarked", "nmod"}),
    "—": frozenset({"acl"}),
    "–": frozenset({"acl"}),
}


@lru_cache(maxsize=4096)
def is_plural(feats: str) -> int:
    """Return 1 for a plural, 0 for a singular, -1 where morphology does not tell."""
    return 1 if "Number=Plur" in feats else 0 if "Number=Sing" in feats else -1


def kinds_of(doc: Doc) -> dict[int, str]:
    """Return `token._.kind` of the tokens that have one, by place: read at once where spaCy keeps it."""
    places = {start: i for i, start in enumerate(doc.to_array("IDX").tolist())}
    stored: dict[Any, Any] = doc.user_data
    known = {key[2]: kind for key, kind in stored.items() if isinstance(key, tuple) and key[:2] == KIND}
    return {places[start]: kind for start, kind in known.items() if start in places}


class Table:
    """Lists by token: heads, relations, tags, lemmas, sentences; and how far the phrase below each token reaches.

    `own` leaves out what does not belong to a mention: prepositions, the coordinated, appositions, the clause around a
    predicate noun.
    """

    def __init__(self, doc: Doc) -> None:
        from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, LOWER, MORPH, ORTH, POS, SENT_START, TAG

        size = len(doc)
        columns = doc.to_array([HEAD, DEP, POS, TAG, LEMMA, LOWER, ORTH, SENT_START, MORPH, ENT_TYPE])
        head, dep, pos, tag, lemma, lower, orth, start, morph, ent = columns.T.tolist()
        strings = doc.vocab.strings
        names: dict[int, str] = {}

        def text(ids: list[int]) -> list[str]:
            for i in set(ids) - names.keys():
                names[i] = strings[i]
            return [names[i] for i in ids]

        self.doc, self.size = doc, size
        self.head = [i + (h if h < 2**63 else h - 2**64) for i, h in enumerate(head)]
        self.dep, self.pos, self.tag = text(dep), text(pos), text(tag)
        self.lemma, self.lower, self.orth = [x.lower() for x in text(lemma)], text(lower), text(orth)
        morphs = {m: is_plural(strings[m]) for m in set(morph)}
        self.plural = [morphs[m] for m in morph]
        self.ent = text(ent)
        kinds = kinds_of(doc)
        self.kind = [kinds.get(i, "") if p in NOUN_POS else "" for i, p in enumerate(self.pos)]
        self.sentence: list[int] = []
        number = -1
        for i, s in enumerate(start):
            number += s == 1 or i == 0
            self.sentence.append(number)
        self.children: list[list[int]] = [[] for _ in range(size)]
        for i, h in enumerate(self.head):
            if h != i:
                self.children[h].append(i)
        self.order = self._order()
        self.quoted = self._quoted()
        self.full = self._reach()
        self.clause = self._clauses()

    def _quoted(self) -> list[int]:
        """Return by token the number of the quotation that it is in, 0 outside; a paragraph's end closes one."""
        inside: list[int] = []
        number, is_open = 0, False
        for word in self.orth:
            if word in {"“", '"', "”"}:
                is_open = word == "“" or (word == '"' and not is_open)
                number += is_open
            elif "\n\n" in word:
                is_open = False
            inside.append(number if is_open else 0)
        return inside

    def _order(self) -> list[int]:
        """Return the tokens, each behind its head."""
        order = [i for i, h in enumerate(self.head) if h == i]
        for i in order:
            order += self.children[i]
        return order

    def _clauses(self) -> list[int]:
        """Return by token the head of the clause that it is in."""
        clause = [0] * self.size
        for i in self.order:
            clause[i] = i if self.dep[i] in CLAUSES or self.head[i] == i else clause[self.head[i]]
        return clause

    def _reach(self) -> list[tuple[int, int]]:
        """Return by token the first and last token below it."""
        first, last = list(range(self.size)), list(range(self.size))
        for i in reversed(self.order):
            h = self.head[i]
            if first[i] < first[h]:
                first[h] = first[i]
            if last[i] > last[h]:
                last[h] = last[i]
        return list(zip(first, last, strict=True))

    def own(self, i: int) -> tuple[int, int]:
        """Return (first, after last) of the mention that a token heads, without what is coordinated with it."""
        first, last = i, i
        for c in self.children[i]:
            if self.pos[c] == "SPACE" or not self._belongs(i, c):
                continue
            low, high = self.full[c]
            first, last = min(first, low), max(last, high)
        return self.trim(first, last, i)

    def _belongs(self, i: int, c: int) -> bool:
        """Tell whether the mention that a token heads takes in what hangs on it: loose additions behind a comma stay outside."""
        dep = self.dep[c]
        if c < i:
            return dep not in OUTSIDE
        before = self.full[c][0]
        while before < c and self.pos[before] == "PUNCT":
            before += 1
        mark = self.orth[before - 1]
        if dep == "appos":
            return self.kind[i] == self.kind[c] == "place" and mark == ","
        if mark in LOOSE:
            return dep not in LOOSE[mark] and dep not in OUTSIDE
        return dep not in OUTSIDE or dep in KEPT_RIGHT

    def trim(self, first: int, last: int, head: int) -> tuple[int, int]:
        """Cut white space and marks off both ends, a closing bracket or quotation mark with its pair inside kept."""
        while first < head and self.pos[first] in {"PUNCT", "SPACE"}:
            first += 1
        while last > head and self.pos[last] in {"PUNCT", "SPACE"} and not self._closes(first, last):
            last -= 1
        if last + 1 < self.size and self.orth[last + 1] in {")", "]", "”", '"'} and self._unclosed(first, last):
            last += 1
        return first, last + 1

    def _unclosed(self, first: int, last: int) -> bool:
        """Tell whether a bracket or quotation mark opened within a mention is closed right behind it."""
        inside = self.orth[first : last + 1]
        closing = self.orth[last + 1]
        if closing == '"':
            return inside.count('"') % 2 == 1
        opening = {")": "(", "]": "[", "”": "“"}[closing]
        return inside.count(opening) > inside.count(closing)

    def _closes(self, first: int, last: int) -> bool:
        opening = {")": "(", "]": "[", "”": "“", '"': '"'}.get(self.orth[last])
        return opening is not None and opening in self.orth[first:last]
