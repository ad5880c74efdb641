"""Lines of the map: claims from one entity to another, in one stance, make one line that counts them.

A line with several relations names two of them. Lines between the same two entities are bowed apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.maps.relations import Relations
from kg.model import Claim
from kg.ontology.words import predicate_words

BEND = 0.2  # between neighbouring lines of the same pair, as vis-network's roundness
WIDEST = 0.5  # bend of a line
NAMED = 2  # relations that a line names


@dataclass(slots=True)
class Line:
    """Claims drawn as one line, by their numbers; `directed` is false where none of them has a direction."""

    source: str
    target: str
    stance: str
    claims: list[int] = field(default_factory=list)
    label: str = ""
    directed: bool = True
    bend: float = 0.0

    @property
    def pair(self) -> frozenset[str]:
        """The two entities, whatever the direction."""
        return frozenset((self.source, self.target))


def bundle(claims: Sequence[Claim], stances: Sequence[str], relations: Relations) -> list[Line]:
    """Gather claims that have an object into lines, in order of first claim.

    A claim without direction ("met") joins a line that runs the other way, if there is one.
    """
    lines: dict[tuple[str, str, str], Line] = {}
    for index, (claim, stance) in enumerate(zip(claims, stances, strict=True)):
        if not claim.object:
            continue
        key = claim.subject, claim.object, stance
        back = claim.object, claim.subject, stance
        if _two_way(claim, relations) and key not in lines and back in lines:
            key = back
        lines.setdefault(key, Line(*key)).claims.append(index)
    found = list(lines.values())
    for line in found:
        members = [claims[index] for index in line.claims]
        line.label = line_words(Counter(spoken(claim) for claim in members))
        line.directed = not all(_two_way(claim, relations) for claim in members)
    return found


def bow(lines: Iterable[Line], preferred: Mapping[int, float]) -> None:
    """Give lines bends that keep those of the same pair apart; a pair's only line takes the bend that is preferred for it."""
    kept = list(lines)
    between = Counter(line.pair for line in kept)
    drawn: Counter[frozenset[str]] = Counter()
    ahead: dict[frozenset[str], str] = {}
    for number, line in enumerate(kept):
        if between[line.pair] == 1:
            line.bend = preferred.get(number, 0.0)
            continue
        sense = 1 if ahead.setdefault(line.pair, line.source) == line.source else -1
        line.bend = _bend(drawn[line.pair], between[line.pair]) * sense + 0.0  # not -0.0
        drawn[line.pair] += 1


def spoken(claim: Claim) -> str:
    """Return the words of a claim's relation, quoted where the ontology does not have it."""
    words = predicate_words(claim.predicate, claim.label)
    return f"“{words}”" if claim.open else words


def line_words(counts: Mapping[str, int]) -> str:
    """Return the relations of a line, most frequent first.

    >>> line_words({"met": 1, "urged": 3, "sued": 1})
    'urged, met +1'
    """
    ordered = sorted(counts, key=lambda words: -counts[words])
    more = len(ordered) - NAMED
    return ", ".join(ordered[:NAMED]) + (f" +{more}" if more > 0 else "")


def _two_way(claim: Claim, relations: Relations) -> bool:
    return claim.predicate in relations.symmetric and not claim.open


def _bend(earlier: int, between: int) -> float:
    """Return how far a line bows to its right, or left if negative: the lines of a pair spread to both sides alike.

    The sign is for the direction of the pair's first line.

    >>> [_bend(0, 1), _bend(0, 2), _bend(1, 2)]
    [0.0, -0.1, 0.1]
    """
    step = min(BEND, 2 * WIDEST / max(between - 1, 1))
    return round((earlier - (between - 1) / 2) * step, 2)
