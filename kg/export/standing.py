"""How a claim or act is put forward, in a word or two for formats whose readers may take every link for a fact."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kg.model import Act, Claim, Modality, Polarity
from kg.rdf.projection import standing


@dataclass(frozen=True, slots=True)
class Standing:
    """`words` are empty for what is reported as fact; otherwise "alleged", "not", "planned, not" and the like."""

    words: tuple[str, ...] = ()

    @property
    def reported(self) -> bool:
        """Tell whether it is reported as fact."""
        return not self.words

    def before(self, text: str) -> str:
        """Return the text with the words before it.

        >>> Standing(("denied",)).before("arrested")
        'denied: arrested'
        """
        return f"{', '.join(self.words)}: {text}" if self.words else text


def standing_of(said: Claim | Act, accusatory: Collection[str]) -> Standing:
    """Return how it is put forward.

    As in the graphs of direct triples, what accuses somebody and is told on another's word counts as alleged, and every
    act accuses.
    """
    words = [] if said.modality is Modality.ASSERTED else [said.modality.value]
    if not words and (standing(said, accusatory) == "alleged" if isinstance(said, Claim) else said.attributed_to):
        words.append(Modality.ALLEGED.value)
    if said.polarity is Polarity.NEGATED:
        words.append("not")
    return Standing(tuple(words))
