"""What was not understood: sentences that gave nothing, and statements that were withheld, each with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.mentions import Mentions
from kg.extraction.statement import Statement
from kg.model import Act, Claim, Document, Evidence, Gap, Reading
from kg.ontology.words import predicate_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

# Why a sentence gave nothing, from what it lacks first.
NOBODY = "nobody named"
ALONE = "one mention"
VERBLESS = "no clause"
NO_CLAIM = "no claim"
ALL_WITHHELD = "all withheld"
SILENT = (NOBODY, ALONE, VERBLESS, NO_CLAIM, ALL_WITHHELD)
# Why a statement is no claim.
OPEN_MENTION = "open mention"  # a pronoun or description whose entity could not be told
ONE_ENTITY = "one entity"  # both ends came to the same
CUT_QUOTE = "cut quote"  # the sentence as cut lacks the words of one of them
WITHHELD = (OPEN_MENTION, ONE_ENTITY, CUT_QUOTE)
REASONS = SILENT + WITHHELD
IN_WORDS = {
    NOBODY: "names nobody",
    ALONE: "names one alone",
    VERBLESS: "has no verb",
    NO_CLAIM: "no rule made a claim of it",
    ALL_WITHHELD: "all that was made of it was withheld",
    OPEN_MENTION: "who is meant could not be told",
    ONE_ENTITY: "both ends are the same",
    CUT_QUOTE: "the sentence lacks the words of one end",
}
"""The reasons as people read them."""

SHORTEST = 3  # words; a line of fewer is a heading, a name or a number


def withheld(said: Statement, evidence: Evidence, reason: str) -> Gap:
    """Return the entry of a statement that is no claim."""
    end = said.object.mention.text if said.object else said.value or ""
    words = (said.subject.mention.text, predicate_words(said.predicate, said.label), end)
    return Gap(evidence, reason, " ".join(" ".join(w for w in words if w).split()))


def trimmed(sentence: Span, document: Document) -> Evidence:
    """Return a sentence as it is quoted, white space at its ends left out."""
    text = document.text[sentence.start_char : sentence.end_char]
    start = sentence.start_char + len(text) - len(text.lstrip())
    quote = text.strip()
    return Evidence(document.id, start, start + len(quote), quote)


def silent_sentences(
    doc: Doc, document: Document, mentions: Mentions, told: Iterable[Claim | Act], gaps: Iterable[Gap]
) -> Iterator[Gap]:
    """Yield the sentences that gave no claim and no act, in order, those of one or two words left out."""
    spoken = {item.evidence.start for item in told}
    tried = {gap.evidence.start for gap in gaps}
    named = sorted(spotted.first for spotted in mentions.all)
    at = 0
    for sentence in doc.sents:
        before = at
        while at < len(named) and named[at] < sentence.end:
            at += 1
        evidence = trimmed(sentence, document)
        if evidence.start not in spoken and is_sentence(evidence.quote):
            yield Gap(evidence, ALL_WITHHELD if evidence.start in tried else lack(sentence, at - before))


def is_sentence(text: str) -> bool:
    """Tell whether a line is more than a heading of one or two words.

    >>> is_sentence("Background"), is_sentence("Rain fell all week.")
    (False, True)
    """
    return sum(any(c.isalpha() for c in word) for word in text.split()) >= SHORTEST


def lack(sentence: Span, mentions: int) -> str:
    """Return what a silent sentence lacks first: somebody named, a second one, a verb."""
    if mentions == 0:
        return NOBODY
    if mentions == 1:
        return ALONE
    return NO_CLAIM if any(token.pos_ in {"VERB", "AUX"} for token in sentence) else VERBLESS


def in_order(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return gaps in order of appearance, each once."""
    return tuple(sorted(dict.fromkeys(gaps), key=lambda g: (g.evidence.start, g.evidence.end, g.reason, g.said)))


def counts(reading: Reading) -> tuple[int, int]:
    """Return how many sentences gave nothing, and how many there are, headings left out."""
    silent = sum(gap.reason in SILENT for gap in reading.gaps)
    spoken = {c.evidence.start for c in reading.claims} | {a.evidence.start for a in reading.acts}
    return silent, silent + len(spoken)
