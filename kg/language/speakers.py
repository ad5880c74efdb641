"""The speaker behind the comma: "Police arrested Amina Diallo, Leila Haddad said."

Treebanks hold few sentences of this kind, so common in news, and a parser is apt to take the speaker for one more object.
A finite verb of saying whose clause stands before it and that has no subject gets the noun that stands right before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language.encoder import Sentence

SAYING = frozenset(
    "say tell add report state explain note announce warn claim allege argue insist deny confirm testify recall write reveal "
    "admit declare stress complain recount".split()
)
NOUNS = frozenset({"PROPN", "NOUN", "PRON"})


def mend_speakers(sentence: Sentence, words: Sequence[str]) -> Sentence:
    """Return the sentence with such speakers as subjects of their verbs; the sentence given is changed.

    Of "…, Leila Haddad, a witness, said" the name is the speaker and "a witness" its apposition.
    """
    for verb, lemma in enumerate(sentence.lemmas):
        if lemma not in SAYING or sentence.upos[verb] != "VERB" or sentence.xpos[verb] not in {"VBD", "VBZ", "VBP"}:
            continue
        said = clause_before(sentence, verb)
        phrases = list(phrases_before(sentence, words, verb, said)) if said is not None else []
        if said is None or not phrases:
            continue
        speaker, *apposed = phrases[::-1]
        attach(sentence, said, verb, "ccomp")
        attach(sentence, speaker, verb, "nsubj")
        for head in apposed:
            attach(sentence, head, speaker, "appos")
    return sentence


def attach(sentence: Sentence, word: int, head: int, relation: str) -> None:
    """Hang a word on another; both are places from 0."""
    sentence.heads[word], sentence.deprels[word] = head + 1, relation


def clause_before(sentence: Sentence, verb: int) -> int | None:
    """Return the head of what is said, if it stands before the verb and the verb has no noun for its subject."""
    children = [i for i, head in enumerate(sentence.heads) if head == verb + 1]
    subjects = [i for i in children if sentence.deprels[i].startswith("nsubj")]
    if any(sentence.upos[i] in NOUNS for i in subjects):
        return None
    before = [i for i in children if i < verb and (sentence.deprels[i] == "ccomp" or i in subjects)]
    return before[0] if len(before) == 1 else None


def phrases_before(sentence: Sentence, words: Sequence[str], verb: int, said: int) -> Iterator[int]:
    """Yield the heads of the noun phrases right before the verb, the last first: the speaker, or an apposition and it.

    Each follows a comma behind the verb of what is said, and hangs there without a conjunction: see `is_listed`.
    """
    end = verb - 1 if words[verb - 1] == "," else verb
    while end > said:
        start = next((i for i in range(end - 1, said, -1) if words[i] == ","), -1) + 1
        heads = [i for i in range(start, end) if not start <= sentence.heads[i] - 1 < end]
        if start == 0 or len(heads) != 1 or not is_listed(sentence, heads[0]):
            return
        yield heads[0]
        described = sentence.upos[start] == "DET" and sentence.upos[heads[0]] == "NOUN"
        if not described:
            return
        end = start - 1


def is_listed(sentence: Sentence, noun: int) -> bool:
    """Tell whether a noun hangs as one more of a list, as an apposition or as a stray subject, no "and" before it."""
    linked = any(h == noun + 1 and r == "cc" for h, r in zip(sentence.heads, sentence.deprels, strict=True))
    return sentence.upos[noun] in NOUNS and sentence.deprels[noun] in {"conj", "appos", "nsubj"} and not linked
