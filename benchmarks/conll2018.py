"""The measure of the CoNLL 2018 shared task, for trees read from raw text.

Source: Zeman et al., "CoNLL 2018 Shared Task: Multilingual Parsing from Raw Text to Universal Dependencies". Words of the
two readings are the same where they cover the same characters, white space left out; in English treebanks the words of a
contraction are written one after another in it, so that no further alignment is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its annotation; `head` is its head's place in the whole text, None for a root."""

    form: str
    upos: str
    lemma: str
    deprel: str
    head: int | None
    begins: bool  # a sentence


def places(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield each word's first character and the one after its last, white space left out."""
    at = 0
    for word in words:
        length = len("".join(word.form.split()))
        yield at, at + length
        at += length


def sentence_places(words: Sequence[Word]) -> set[tuple[int, int]]:
    """Return where sentences begin and end."""
    spans = list(places(words))
    starts = [i for i, word in enumerate(words) if word.begins]
    return {(spans[a][0], spans[b - 1][1]) for a, b in zip(starts, [*starts[1:], len(words)], strict=False)}


def letters(words: Sequence[Word]) -> str:
    """Return a text without its white space."""
    return "".join("".join(word.form.split()) for word in words)


def f1(right: int, said: int, wanted: int) -> float:
    """Return 100 times the harmonic mean of precision and recall."""
    return 200 * right / (said + wanted) if said + wanted else 0.0


def compare(said: Sequence[Word], gold: Sequence[Word]) -> dict[str, tuple[int, int, int]]:
    """Count what is right, said and wanted of one text, by measure. Raise `ValueError` where the characters differ."""
    if letters(said) != letters(gold):
        raise ValueError("The two readings are not of one text.")
    found = {place: i for i, place in enumerate(places(said))}
    twin = {i: found[place] for i, place in enumerate(places(gold)) if place in found}
    sentences, wanted = sentence_places(said), sentence_places(gold)
    right = dict.fromkeys(("UPOS", "lemma", "UAS", "LAS"), 0)
    for i, j in twin.items():
        a, b = gold[i], said[j]
        head = b.head is None if a.head is None else (a.head in twin and twin[a.head] == b.head)
        right["UPOS"] += a.upos == b.upos
        right["lemma"] += a.lemma in (b.lemma, "_")
        right["UAS"] += head
        right["LAS"] += head and a.deprel.split(":")[0] == b.deprel.split(":")[0]
    counts = {name: (count, len(said), len(gold)) for name, count in right.items()}
    return {
        "words": (len(twin), len(said), len(gold)),
        "sentences": (len(sentences & wanted), len(sentences), len(wanted)),
    } | counts


def totals(rows: Iterable[dict[str, tuple[int, int, int]]]) -> dict[str, float]:
    """Sum the counts of texts and return F1 by measure."""
    added: dict[str, list[int]] = {}
    for row in rows:
        for name, counts in row.items():
            added[name] = [x + y for x, y in zip(added.get(name, [0, 0, 0]), counts, strict=True)]
    return {name: f1(*counts) for name, counts in added.items()}
