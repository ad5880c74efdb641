"""The way through: profiles and judgements in, nodes and decisions out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identity.across.candidates import candidates
from kg.identity.across.clusters import cluster
from kg.identity.across.conflicts import conflicts, generations, single_office
from kg.identity.across.corpus import Corpus, gather
from kg.identity.across.judgements import Contradiction, Judged, Judgement, contradictions, standing
from kg.identity.across.nodes import name_nodes
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.identity.across.scoring import Contribution, Verdict, Weights, explain, score, shipped_weights

SCALE = 1_000_000  # scores are clustered as whole numbers, so that sums do not depend on their order
STRONGEST = 6.0  # what one pair may weigh at most, for or against


@dataclass(frozen=True, slots=True)
class Decision:
    """What is held of two entities, and why. `judgement` is a person's; `forbidden` what rules out that they are one."""

    one: Key
    other: Key
    verdict: Verdict
    probability: float
    reasons: tuple[Contribution, ...]
    forbidden: tuple[str, ...] = ()
    judgement: Judgement | None = None

    def __str__(self) -> str:
        if self.judgement is not None:
            return f"{self.judgement.by} judged: {self.judgement.judged}. {self.judgement.why}".strip()
        why = "; ".join(self.forbidden) if self.forbidden else "; ".join(map(str, self.reasons[:4]))
        return f"{self.verdict} ({self.probability:.2f}): {why}"


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which node each entity of each document is, and what it rests on.

    `joined` are the pairs that hold each node together, `undecided` the pairs for people to review, surest first, one for
    two nodes; both as positions of `profiles`, which are in order of their keys. `contradictions` name judgements that
    cannot all hold: those of "same" do, until a person withdraws one. `unplaced` judgements are about entities that are gone.
    """

    profiles: tuple[Profile, ...]
    corpus: Corpus
    weights: Weights
    nodes: Mapping[Key, str]
    joined: tuple[tuple[int, int], ...]
    undecided: tuple[tuple[int, int], ...]
    judged: Mapping[tuple[int, int], Judgement]
    contradictions: tuple[Contradiction, ...] = ()
    unplaced: tuple[Judgement, ...] = ()

    def decisions(self) -> Iterator[Decision]:
        """Yield the decisions that joined and those that are open, each with its reasons, worked out anew."""
        for a, b in (*self.joined, *self.undecided):
            yield self.decide(a, b)

    def decide(self, a: int, b: int) -> Decision:
        """Return what is held of two profiles, by their positions, with its reasons."""
        one, other = self.profiles[a], self.profiles[b]
        scored = score(one, other, self.corpus, weights=self.weights)
        judgement = self.judged.get((min(a, b), max(a, b)))
        verdict = _judged_verdict(judgement, scored.verdict)
        reasons = explain(one, other, self.corpus, weights=self.weights)
        return Decision(one.key, other.key, verdict, scored.probability, reasons, scored.forbidden, judgement)

    def between(self, one: Key, other: Key) -> Decision:
        """Return what is held of two entities. Raises `KeyError` if there is no such entity."""
        at = {p.key: k for k, p in enumerate(self.profiles)}
        return self.decide(at[one], at[other])

    def members(self) -> dict[str, list[Key]]:
        """Return the entities of each node, in order."""
        found: dict[str, list[Key]] = defaultdict(list)
        for key in sorted(self.nodes):
            found[self.nodes[key]].append(key)
        return dict(sorted(found.items()))


def _judged_verdict(judgement: Judgement | None, otherwise: Verdict) -> Verdict:
    if judgement is None:
        return otherwise
    return {Judged.SAME: Verdict.SAME, Judged.DIFFERENT: Verdict.DIFFERENT}.get(judgement.judged, Verdict.UNDECIDED)


def resolve(profiles: Iterable[Profile], judgements: Iterable[Judgement] = (), *, weights: Weights | None = None) -> Resolution:
    """Decide which entities of all documents are one, and name the nodes. The order of profiles and judgements is of no effect.

    >>> from kg.model import EntityType
    >>> from kg.rdf.iris import slug
    >>> told = [Profile(Key(n[:2], f"person:{slug(n)}"), EntityType.PERSON, (n,)) for n in ("Orla Venn", "Venn, Orla")]
    >>> set(resolve(told).nodes.values())
    {'person:Orla_Venn'}
    """
    ordered = tuple(sorted(profiles, key=lambda p: p.key))
    weights = weights or shipped_weights()
    corpus = gather(ordered)
    at = {p.key: k for k, p in enumerate(ordered)}
    said = standing(judgements)
    judged = {(min(a, b), max(a, b)): j for j in said if (a := at.get(j.one, -1)) >= 0 and (b := at.get(j.other, -1)) >= 0}
    links, doubtful, apart = _links(ordered, corpus, weights, judged)
    apart += [(k, j) for k, p in enumerate(ordered) for key in sorted(p.apart) if (j := at.get(key, -1)) > k]
    pools = dict(enumerate(ordered))
    roots = cluster(
        len(ordered),
        links,
        same=[p for p, j in judged.items() if j.judged is Judged.SAME],
        apart=[*apart, *(p for p, j in judged.items() if j.judged is Judged.DIFFERENT)],
        clash=lambda a, b: next(conflicts(pools[a], pools[b]), None) is not None,
        merged=lambda a, b: pools.update({a: pooled(pools[a], pools[b])}),
    )
    groups: dict[int, list[Profile]] = defaultdict(list)
    for profile, root in zip(ordered, roots, strict=True):
        groups[root].append(profile)
    return Resolution(
        ordered,
        corpus,
        weights,
        name_nodes(groups.values()),
        tuple(_joining(roots, links, judged)),
        tuple(_open(roots, links, doubtful, apart, judged)),
        judged,
        tuple(contradictions(said)),
        tuple(j for j in said if j.one not in at or j.other not in at),
    )


Pair = tuple[int, int]


def _links(
    profiles: Sequence[Profile], corpus: Corpus, weights: Weights, judged: Mapping[Pair, Judgement]
) -> tuple[dict[Pair, int], dict[Pair, float], list[Pair]]:
    """Score the candidates: links for the clusters, what is undecided with its probability, and whom conflicts hold apart."""
    threshold = math.log(weights.join / (1 - weights.join))
    links: dict[Pair, int] = {}
    doubtful: dict[Pair, float] = {}
    apart: list[Pair] = []
    for pair in candidates(profiles):
        if pair in judged:
            continue
        scored = score(profiles[pair[0]], profiles[pair[1]], corpus, weights=weights)
        if scored.forbidden:
            apart.append(pair)
        elif scored.verdict is Verdict.UNDECIDED:
            doubtful[pair] = scored.probability
        else:
            links[pair] = round(max(-STRONGEST, min(STRONGEST, scored.logit - threshold)) * SCALE) or 1
    doubtful |= {p: 0.5 for p, j in judged.items() if j.judged is Judged.UNSURE}
    return links, doubtful, apart


def _joining(roots: Sequence[int], links: Mapping[Pair, int], judged: Mapping[Pair, Judgement]) -> Iterator[Pair]:
    """Yield for each node the strongest pairs that hold all its members together."""
    parent = list(range(len(roots)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = i = parent[parent[i]]
        return i

    ties = {p: weight for p, weight in links.items() if roots[p[0]] == roots[p[1]] and weight > 0}
    ties |= {p: int(2 * STRONGEST) * SCALE for p, j in judged.items() if j.judged is Judged.SAME}
    for a, b in sorted(ties, key=lambda p: (-ties[p], p)):
        if root(a) != root(b):
            parent[root(b)] = root(a)
            yield a, b


def _open(
    roots: Sequence[int],
    links: Mapping[Pair, int],
    doubtful: Mapping[Pair, float],
    apart: Iterable[Pair],
    judged: Mapping[Pair, Judgement],
) -> Iterator[Pair]:
    """Yield the surest undecided pair of each two nodes that nothing holds apart, the surest first."""
    held = {_two(roots, p) for p in apart} | {_two(roots, p) for p, j in judged.items() if j.judged is Judged.DIFFERENT}
    sure = dict(doubtful) | {p: 1.0 for p, weight in links.items() if weight > 0}
    best: dict[Pair, Pair] = {}
    for pair in sorted(sure, key=lambda p: (-sure[p], p)):
        two = _two(roots, pair)
        if two[0] != two[1] and two not in held:
            best.setdefault(two, pair)
    yield from best.values()


def _two(roots: Sequence[int], pair: Pair) -> Pair:
    a, b = sorted((roots[pair[0]], roots[pair[1]]))
    return a, b


def pooled(one: Profile, other: Profile) -> Profile:
    """Return what two profiles tell together, as far as conflicts ask: of each office, the first and the last day."""
    days: dict[tuple[str, str, bool], list[RoleHeld]] = defaultdict(list)
    for role in (*one.roles, *other.roles):
        if role.day is not None and single_office(role.words):
            days[role.words, role.body, role.former].append(role)
    roles = [r for held in days.values() for r in _ends(held)]
    marked = [n for p in (one, other) for n in p.names if generations((n,))]
    sure = next((p for p in (one, other) if p.gender_sure), one)
    return replace(
        one,
        names=tuple(dict.fromkeys((one.names[0], *sorted(marked)))),
        roles=tuple(sorted(roles, key=lambda r: (r, r.day.isoformat() if r.day else ""))),
        births=one.births | other.births,
        gender=sure.gender,
        gender_sure=sure.gender_sure,
        apart=frozenset(),
    )


def _ends(held: Sequence[RoleHeld]) -> tuple[RoleHeld, ...]:
    """Return the first and the last telling of an office."""
    ordered = sorted(held, key=lambda r: r.day.isoformat() if r.day else "")
    return (ordered[0], ordered[-1]) if ordered[0].day != ordered[-1].day else (ordered[0],)
