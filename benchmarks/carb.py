"""The measure of CaRB, for open triples against a crowd's.

Source: Bhardwaj, Aggarwal and Mausam, "CaRB: A Crowdsourced Benchmark for Open IE" (EMNLP 2019), written anew from what the
paper says, in the setting of its published scorer: arguments after the first are joined to one, and words are compared as
they are written, each as often as it stands there.

- A prediction and a gold tuple are compared place by place: relation with relation, first argument with first, the rest with
  the rest. Precision is the share of the prediction's words that are matched, recall the share of the gold tuple's. Both are
  0 where the relations share no word or either lacks an argument that the other needs.
- Where the gold relation is one of saying ("said", "says", "told", "added", "adds"), the arguments may also stand the other
  way round, whichever is better: "..., he said".
- Recall is many to one: each gold tuple counts with its best prediction. Precision is one to one: the best pair of a sentence
  is taken, then the best of what is left, and so on; a prediction that is left over counts 0, as do those without a gold tuple.
- A curve is drawn over all thresholds of confidence; its best F1 and the area under it are the figures. From recall 0 to the
  first point the curve is level.

"Best pair" is the one of highest precision; `by="f1"` takes the one of highest F1 instead, which the paper's words allow as
well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

SAYING = frozenset({"said", "says", "told", "added", "adds"})
Tuple = tuple[str, ...]  # relation, first argument, second, ...
Score = tuple[float, float]  # precision, recall


@dataclass(frozen=True, slots=True)
class Point:
    """Precision and recall of the predictions of at least one confidence."""

    confidence: float
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        return harmonic(self.precision, self.recall)


def harmonic(precision: float, recall: float) -> float:
    """Return the harmonic mean of two shares.

    >>> harmonic(0.5, 0.5), harmonic(0.0, 0.0)
    (0.5, 0.0)
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def places(found: Tuple) -> list[Counter[str]]:
    """Return the words of the relation, of the first argument, and of the others together.

    >>> [" ".join(words) for words in places(("met", "Orla Venn", "a judge", "on Friday"))]
    ['met', 'Orla Venn', 'a judge on Friday']
    """
    joined = (*found[:2], " ".join(found[2:])) if len(found) > 2 else found
    return [Counter(part.split()) for part in joined]


def compare(gold: Tuple, said: Tuple) -> Score:
    """Return precision and recall of a prediction against one gold tuple."""
    wanted, given = places(gold), places(said)
    straight = matched(wanted, given)
    if len(given) < 3 or not SAYING & wanted[0].keys():
        return straight
    turned = matched(wanted, [given[0], given[2], given[1]])
    return max(straight, turned)


def matched(wanted: Sequence[Counter[str]], given: Sequence[Counter[str]]) -> Score:
    """Compare place by place."""
    if not wanted[0] & given[0] or len(given) < len(wanted):
        return 0.0, 0.0
    right = sum((a & b).total() for a, b in zip(wanted, given, strict=False))
    return right / sum(a.total() for a in given[: len(wanted)]), right / sum(a.total() for a in wanted)


def one_to_one(table: Sequence[Sequence[Score]], worth: Callable[[Score], float]) -> float:
    """Return the sum of precisions where each row and each column is used once, the best pair first."""
    pairs = sorted(
        ((worth(score), -i, -j, score[0]) for i, row in enumerate(table) for j, score in enumerate(row)), reverse=True
    )
    rows: set[int] = set()
    columns: set[int] = set()
    total = 0.0
    for _, i, j, precision in pairs:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            total += precision
    return total


def curve(
    gold: Mapping[str, Sequence[Tuple]], said: Mapping[str, Sequence[tuple[float, Tuple]]], *, by: str = "precision"
) -> list[Point]:
    """Return a point for each threshold of confidence, the highest first.

    `gold` and `said` hold the tuples of each sentence; sentences that `gold` does not know are left out.
    """
    worth: Callable[[Score], float] = (lambda s: harmonic(*s)) if by == "f1" else (lambda s: s[0])
    sums: dict[str, Score] = {}
    wanted = sum(map(len, gold.values()))
    tables = {
        sentence: [(confidence, [compare(g, found) for g in rows]) for confidence, found in said.get(sentence, ())]
        for sentence, rows in gold.items()
    }
    changes: dict[float, list[str]] = {}
    for sentence, columns in tables.items():
        for confidence in dict.fromkeys(c for c, _ in columns):
            changes.setdefault(confidence, []).append(sentence)
    points = []
    total = [0.0, 0.0]
    count = 0
    for threshold in sorted(changes, reverse=True):
        for sentence in changes[threshold]:
            table = [scores for confidence, scores in tables[sentence] if confidence >= threshold]  # a row a prediction
            recalls = (max(score[1] for score in column) for column in zip(*table, strict=True))
            new = (one_to_one(table, worth), sum(recalls))
            old = sums.get(sentence, (0.0, 0.0))
            total = [t + a - b for t, a, b in zip(total, new, old, strict=True)]
            count += sum(confidence == threshold for confidence, _ in tables[sentence])
            sums[sentence] = new
        points.append(Point(threshold, total[0] / count, total[1] / wanted))
    return points


def best(points: Iterable[Point]) -> Point:
    """Return the point of the highest F1."""
    return max(points, key=lambda point: point.f1, default=Point(0.0, 0.0, 0.0))


def area(points: Sequence[Point]) -> float:
    """Return the area under the curve of precision over recall, by trapezia; level from recall 0 to the first point.

    >>> area([Point(0.9, 1.0, 0.25), Point(0.5, 0.5, 0.75)])
    0.625
    """
    total, before = 0.0, None
    for point in sorted(points, key=lambda p: p.recall):
        width = point.recall - (before.recall if before else 0.0)
        total += width * (point.precision + (before.precision if before else point.precision)) / 2
        before = point
    return total
