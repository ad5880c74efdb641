"""What each mention shows by itself: its form, agreement, place in the clause, words; as arrays with a row a mention."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.extraction.lexicon import lexicon
from kg.identity.coreference.mentions import Form, Mention
from kg.identity.coreference.table import Table
from kg.identity.coreference.vocabulary import WIDTH, Vocabulary

FORMS: Final = [*Form]
KINDS: Final = "person place organization object event time substance animal plant abstract other".split()
RELATIONS: Final = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss ROOT appos compound xcomp obl:unmarked nmod:desc other".split()
)
PRONOUNS: Final = {
    **dict.fromkeys("i me my mine myself".split(), (0, "s", "")),
    **dict.fromkeys("we us our ours ourselves".split(), (1, "p", "")),
    **dict.fromkeys("you your yours yourself yourselves".split(), (2, "", "")),
    **dict.fromkeys("he him his himself".split(), (3, "s", "m")),
    **dict.fromkeys("she her hers herself".split(), (4, "s", "f")),
    **dict.fromkeys("it its itself".split(), (5, "s", "n")),
    **dict.fromkeys("they them their theirs themselves 'em".split(), (6, "p", "")),
    **dict.fromkeys(["this"], (7, "s", "n")),
    **dict.fromkeys(["that"], (8, "s", "n")),
    **dict.fromkeys(["these", "those"], (9, "p", "")),
    **dict.fromkeys("who whom whose which what".split(), (10, "", "")),
    **dict.fromkeys("one ones".split(), (11, "", "")),
    **dict.fromkeys("each other another".split(), (12, "", "")),
    **dict.fromkeys("everyone everybody someone somebody anyone anybody nobody none".split(), (13, "s", "")),
}
OTHER_PRONOUN: Final = 14
PRONOUN_CLASSES: Final = 15
GENDERS: Final = ["", "m", "f", "n"]
THROUGH: Final = frozenset({"conj", "appos", "flat"})
PREMODIFIERS: Final = frozenset({"amod", "compound", "flat", "nummod", "nmod:desc", "nmod:unmarked"})
CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
CORE: Final = 6  # words of a mention that are compared
SELF: Final = frozenset("myself ourselves yourself yourselves himself herself itself themselves".split())

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@lru_cache(maxsize=8192)
def initials(words: tuple[str, ...]) -> str:
    """Return the initials of a name's capitalized words.

    >>> initials(("United", "Nations", "of", "Earth"))
    'UNE'
    """
    return "".join(w[0] for w in words if w[:1].isupper())


class Profiles:
    """The arrays of a doc's mentions; `rows` are the inputs of the model, the rest serves comparison.

    Numbers stand for strings; 0 is "none".
    """

    def __init__(self, table: Table, mentions: list[Mention], words: Vocabulary) -> None:
        self.table, self.mentions, self.words = table, mentions, words
        self.ids: dict[str, int] = {"": 0}
        self.keys: list[list[int]] = []
        records = [self._record(m) for m in mentions]
        columns = [np.array(c, dtype=np.int64) for c in zip(*records, strict=True)] if records else [np.zeros(0, np.int64)] * 24
        (
            self.form, self.kind, self.relation, self.plural, self.gender, self.pronoun, self.first, self.last, self.head,
            self.sentence, self.governor, self.governor_word, self.clause, self.text, self.head_word, self.number_word,
            self.complement, self.possessor, self.acronym, self.initials, self.quoted, self.flags, self.vector, self.governor_vector,
        ) = columns  # fmt: skip
        core = np.zeros((len(mentions), 2, CORE), dtype=np.int64)
        for k, m in enumerate(mentions):
            content, proper = self._core(m)
            core[k, 0, : len(content)] = content
            core[k, 1, : len(proper)] = proper
            self.keys[k] += proper
        self.core, self.proper = core[:, 0], core[:, 1]
        self.head_vectors = words.vectors[self.vector]
        self.governor_vectors = words.vectors[self.governor_vector]
        self.rows = self._rows()

    def __len__(self) -> int:
        return len(self.mentions)

    def id(self, text: str) -> int:
        """Return the number that stands for a string in this doc."""
        return self.ids.setdefault(text, len(self.ids))

    def _record(self, m: Mention) -> tuple[int, ...]:
        t, h = self.table, m.head
        top = h
        while t.dep[top] in THROUGH and t.head[top] != top:
            top = t.head[top]
        governor = t.head[top] if t.head[top] != top else -1
        pronoun = PRONOUNS.get(t.lower[h], (OTHER_PRONOUN, "", "")) if m.form is Form.PRONOUN else (PRONOUN_CLASSES, "", "")
        plural = 1 if m.form is Form.COORDINATION else {"s": 0, "p": 1}.get(pronoun[1], t.plural[h])
        kind = m.kind if m.kind in KINDS else "other"
        gender = pronoun[2] or ("n" if kind not in {"person", "other", "animal"} else self._gender(m))
        text = self._text(m)
        capitals = t.orth[h] if t.orth[h].isupper() and 2 <= len(t.orth[h]) <= 8 and t.pos[h] == "PROPN" else ""
        initial = initials(tuple(t.orth[m.first : m.last])) if t.pos[h] == "PROPN" and m.last - m.first < 12 else ""
        complement = possessor = number = ""
        relative = copular = 0
        for c in t.children[h]:
            dep = t.dep[c]
            if dep == "nmod" and c > h:
                complement = complement or t.lemma[c]
            elif dep == "nmod:poss":
                possessor = t.lemma[c]
            elif dep == "nummod":
                number = t.lower[c]
            elif dep == "cop":
                copular = 1
            elif dep in {"acl:relcl", "acl"}:
                relative = 1
        lemma = t.lemma[h]
        says = governor >= 0 and t.dep[top] == "nsubj" and t.lemma[governor] in lexicon().say
        flags = (
            relative | copular << 1 | (t.lower[h] in SELF) << 2 | bool(says) << 3 | (m.first == 0 or t.sentence[m.first - 1] != t.sentence[m.first]) << 4
            | bool(complement) << 5 | (t.dep[h] == "conj") << 6 | (t.dep[h] == "appos") << 7 | bool(possessor) << 8 | (t.dep[top] == "nmod:poss") << 9
        )  # fmt: skip
        self.keys.append([self.id("text " + text), self.id(f"pronoun {pronoun[0]}") if m.form is Form.PRONOUN else self.id(lemma)])
        if len(initial) > 1 or capitals:
            self.keys[-1].append(self.id("initials " + (capitals or initial)))
        return (
            FORMS.index(m.form), KINDS.index(kind), RELATIONS.index(t.dep[top]) if t.dep[top] in RELATIONS else len(RELATIONS) - 1,
            plural, GENDERS.index(gender), pronoun[0], m.first, m.last, h, t.sentence[h], governor,
            self.id(t.lemma[governor]) if governor >= 0 else 0, t.clause[top] if t.clause[top] != top or governor < 0 else t.clause[governor],
            self.id("text " + text), self.id(lemma), self.id(number), self.id(complement), self.id(possessor),
            self.id("initials " + capitals) if capitals else 0, self.id("initials " + initial) if len(initial) > 1 else 0,
            t.quoted[h], flags, 0 if m.form is Form.PRONOUN else self.words.row(lemma), self.words.row(t.lemma[governor]) if governor >= 0 else 0,
        )  # fmt: skip

    def _gender(self, m: Mention) -> str:
        """Return a person's gender: by title, forename or noun."""
        if m.form is Form.COORDINATION:
            return ""
        for i in range(m.first, min(m.head + 1, m.last)):
            word = self.table.lower[i]
            title = word.rstrip(".")
            if title in {"mr", "mister", "sir", "lord", "king", "prince"}:
                return "m"
            if title in {"mrs", "ms", "miss", "lady", "queen", "princess", "madam"}:
                return "f"
            if self.table.pos[i] == "PROPN" and word in self.words.genders:
                return self.words.genders[word]
        return lexicon().gender(self.table.lemma[m.head])

    def _text(self, m: Mention) -> str:
        """Return a mention's words without its article and the genitive's ending."""
        t = self.table
        first = m.first + 1 if t.lower[m.first] in {"the", "a", "an"} and m.last - m.first > 1 else m.first
        last = m.last - 1 if t.tag[m.last - 1] == "POS" and m.last - first > 1 else m.last
        return " ".join(t.lower[first:last])

    def _core(self, m: Mention) -> tuple[list[int], list[int]]:
        """Return the words that a mention is compared by, its head first, and those of them that are proper nouns."""
        t = self.table
        if m.form is Form.PRONOUN:
            return [], []
        inside = [m.head, *(c for c in t.children[m.head] if t.dep[c] in PREMODIFIERS and m.first <= c < m.last and t.pos[c] in CONTENT)]
        inside += [d for c in inside[1:] for d in t.children[c] if t.dep[d] in PREMODIFIERS and t.pos[d] in CONTENT]
        if m.form is Form.COORDINATION:
            inside += [p for p in m.parts if p != m.head]
        inside = inside[:CORE]
        return [self.id(t.lemma[i]) for i in inside], [self.id(t.lemma[i]) for i in inside if t.pos[i] == "PROPN"]

    def _rows(self) -> Floats:
        """Return the model's inputs of each mention."""
        sizes = (self.last - self.first).clip(1, 20)
        parts = [
            np.eye(len(FORMS), dtype=np.float32)[self.form],
            np.eye(len(KINDS), dtype=np.float32)[self.kind],
            np.eye(len(RELATIONS), dtype=np.float32)[self.relation],
            np.eye(3, dtype=np.float32)[self.plural],
            np.eye(len(GENDERS), dtype=np.float32)[self.gender],
            np.eye(PRONOUN_CLASSES + 1, dtype=np.float32)[self.pronoun],
            (self.flags[:, None] >> np.arange(10) & 1).astype(np.float32),
            np.stack([np.log(sizes), self.quoted > 0, np.log1p(self.sentence) / 4, self.vector == 0], axis=1).astype(np.float32),
            self.head_vectors,
            self.governor_vectors[:, : WIDTH // 2],
        ]
        return np.concatenate(parts, axis=1)
