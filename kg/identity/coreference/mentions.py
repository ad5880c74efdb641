"""Mentions for coreference: every phrase that stands for something, names, descriptions and pronouns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kg.identity.coreference.table import Table


class Form(StrEnum):
    """How a mention refers."""

    NAME = "name"
    DEFINITE = "definite"  # the minister
    DEMONSTRATIVE = "demonstrative"  # this law
    POSSESSED = "possessed"  # her brother
    INDEFINITE = "indefinite"  # a man
    NUMBERED = "numbered"  # five villagers
    BARE = "bare"  # villagers
    PRONOUN = "pronoun"
    COORDINATION = "coordination"  # Sok Dara and Chan Vuthy
    CLAUSE = "clause"


@dataclass(slots=True)
class Mention:
    """A phrase: `doc[first:last]`, the token that heads it, what it stands for, how it refers.

    `parts` holds the heads of what a coordination joins.
    """

    first: int
    last: int
    head: int
    kind: str
    form: Form
    parts: tuple[int, ...] = ()


GUESSED = {"PERSON": "person", "ORG": "organization", "LOC": "place", "GPE": "place", "DATE": "time"}
TITLES = frozenset({"nmod:desc", "flat", "compound"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "conj", "appos"})


def find(table: Table) -> list[Mention]:
    """Return the mentions of a doc in order of their first word, longer ones first."""
    found = {(m.first, m.last): m for m in candidates(table)}
    return [found[span] for span in sorted(found, key=lambda s: (s[0], -s[1]))]


def heads(table: Table) -> dict[int, str]:
    """Return the tokens that head mentions with what they stand for; a kind on a title belongs to the name behind it."""
    kinds = {i: kind for i, kind in enumerate(table.kind) if kind}
    moved: dict[int, str] = {}
    for i, kind in kinds.items():
        h = table.head[i]
        if table.dep[i] in TITLES and table.pos[h] == "PROPN" and table.pos[i] == "PROPN" and h not in kinds:
            moved.setdefault(h, kind)
        else:
            moved[i] = kind
    for i, (dep, pos) in enumerate(zip(table.dep, table.pos, strict=True)):
        if pos != "PROPN" or i in moved:
            continue
        if dep in ARGUMENTS or (dep == "compound" and table.ent[i] in GUESSED and not table.ent[table.head[i]]):
            moved[i] = GUESSED.get(table.ent[i], "abstract")
    return moved


def candidates(table: Table) -> Iterator[Mention]:
    """Yield each head's phrase, then the coordination that it begins."""
    known = heads(table)
    for i, kind in known.items():
        if table.pos[i] == "VERB":
            continue
        first, last = table.own(i)
        yield Mention(first, last, i, kind, form_of(table, i, first))
        joined = [c for c in table.children[i] if c > i and table.dep[c] == "conj" and c in known]
        if joined and table.pos[i] in NOMINAL:
            end = max(table.own(c)[1] for c in joined)
            yield Mention(first, end, i, kind, Form.COORDINATION, (i, *joined))


def form_of(table: Table, i: int, first: int) -> Form:
    """Tell how the mention that a token heads refers."""
    pos = table.pos[i]
    if pos == "PRON" or (pos == "DET" and first == i):
        return Form.PRONOUN
    opening = ""
    for c in table.children[i]:
        if c >= i:
            break
        dep = table.dep[c]
        if dep == "nmod:poss":
            return Form.POSSESSED
        if dep == "det" and not opening:
            opening = table.lower[c]
        elif dep == "nummod" and opening not in {"the", "this", "that", "these", "those"}:
            opening = "five"
    if opening in {"this", "that", "these", "those"}:
        return Form.DEMONSTRATIVE
    if pos == "PROPN":
        return Form.NAME
    if opening == "the":
        return Form.DEFINITE
    if opening == "five" or pos == "NUM":
        return Form.NUMBERED
    return Form.INDEFINITE if opening else Form.BARE
