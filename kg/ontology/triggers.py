"""Trigger words of a predicate, as the ontology writes them."""

from __future__ import annotations

from dataclasses import dataclass

PREPOSITIONS = frozenset(
    "about after against among at before behind between by for from in into of on onto over through to toward towards "
    "under upon with within without".split()
)


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb's lemma, the words it takes, and the preposition before the second argument.

    `words` are lemmas of a particle, an object or a predicate that must stand beside the verb ("hold *talks* with",
    "beat *to death*"); `preposition` is empty where the second argument is the direct object.
    """

    predicate: str
    verb: str
    words: tuple[str, ...] = ()
    preposition: str = ""

    @classmethod
    def parse(cls, predicate: str, text: str) -> Trigger:
        """Read a trigger's text; a preposition counts as one where it stands last.

        >>> Trigger.parse("met", "hold talks with")
        Trigger(predicate='met', verb='hold', words=('talks',), preposition='with')
        """
        verb, *rest = text.split()
        preposition = rest.pop() if rest and rest[-1] in PREPOSITIONS else ""
        return cls(predicate, verb, tuple(rest), preposition)

    @property
    def text(self) -> str:
        """Return the words as the ontology writes them."""
        return " ".join(w for w in (self.verb, *self.words, self.preposition) if w)


def regular_forms(verb: str) -> tuple[str, ...]:
    """Return a verb's regular inflections, consonants doubled and not.

    >>> regular_forms("praise")
    ('praises', 'praised', 'praising')
    """
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = verb + verb[-1]
    return f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing", f"{doubled}ed", f"{doubled}ing"
