"""Who speaks inside quotation marks, where the sentence itself does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.clauses import read_clause
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def quoted_runs(doc: Doc) -> list[tuple[int, int]]:
    """Return (first, after last) of each stretch between quotation marks; the end of a paragraph closes an open one."""
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for token in doc:
        opens = token.text == "“" or (token.text == '"' and start is None)
        closes = token.text in {"”", '"'} or "\n\n" in token.text
        if opens:
            start = token.i + 1
        elif closes and start is not None:
            runs.append((start, token.i))
            start = None
    return runs


def quote_speakers(doc: Doc, mentions: Mentions) -> dict[int, Spotted]:
    """Return the speaker of each quoted word: the subject of the reporting verb nearest to the quotation, in its paragraph."""
    runs = quoted_runs(doc)
    inside = {i for a, b in runs for i in range(a, b)}
    verbs = [t for t in doc if t.i not in inside and t.lemma_.lower() in lexicon().say and t.pos_ == "VERB"]
    found: dict[int, Spotted] = {}
    for first, last in runs:
        if last - first < 4:
            continue  # a word or two in marks is no speech of its own
        speaker = nearest_speaker(doc, first, last, verbs, mentions)
        if speaker is not None:
            found.update(dict.fromkeys(range(first, last), speaker))
    return found


def nearest_speaker(doc: Doc, first: int, last: int, verbs: list[Token], mentions: Mentions) -> Spotted | None:
    """Return the mention that says a quotation, or None where its paragraph names no speaker."""
    near = sorted((min(abs(v.i - last), abs(first - v.i)), v.i) for v in verbs if same_paragraph(doc, first, last, v.i))
    for _, i in near:
        for subject in read_clause(doc[i]).subjects:
            speaker = mentions.headed_by(subject)
            if speaker is not None:
                return speaker
    return None


def same_paragraph(doc: Doc, first: int, last: int, other: int) -> bool:
    """Tell whether no blank line parts a word from a quotation."""
    low, high = min(first, other), max(last, other)
    return not any("\n\n" in t.text for t in doc[low:high] if t.is_space)
