"""Documents' profiles to nodes: the policy, conflicts, judgements, order of reading, identifiers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.identity.across.candidates import blocking_recall, candidates
from kg.identity.across.corpus import Corpus, gather
from kg.identity.across.features import FEATURES
from kg.identity.across.judgements import Judged, Judgement, contradictions, standing
from kg.identity.across.nodes import moved
from kg.identity.across.profile import Key, Profile, RoleHeld
from kg.identity.across.resolving import resolve
from kg.identity.across.scoring import Verdict, explain, score, shipped_weights
from kg.model import EntityType
from tests.identity.across.test_names import ONE_NAME

DAY = dt.date(2031, 5, 1)


def person(document: str, *names: str, role: str = "", body: str = "", day: dt.date | None = DAY, **told: object) -> Profile:
    """Return a profile of a person, as one document tells it."""
    entity = f"person:{names[0].replace(' ', '_')}"
    roles = (RoleHeld(role, body, day),) if role else ()
    bodies = frozenset({body} if body else ())
    return Profile(Key(document, entity), EntityType.PERSON, names, roles, bodies, day=day, **told)  # type: ignore[arg-type]


def other(document: str, kind: EntityType, name: str, **told: object) -> Profile:
    """Return a profile of a body or a place."""
    return Profile(Key(document, f"{kind.lower()}:{name.replace(' ', '_')}"), kind, (name,), day=DAY, **told)  # type: ignore[arg-type]


def crowd() -> list[Profile]:
    """Return persons among whom John and Smith are common names."""
    given_names = ["John", "Mary", "Peter", "Lucy", "Henry", "Clara", "Oscar", "Ruth", "Edgar", "Nora", "Hugo", "Vera"]
    families = ["Smith", "Baker", "Cooper", "Fisher", "Mason", "Turner", "Walker", "Carter", "Parker", "Porter", "Sawyer", "Tyler"]
    names = {(g, f) for g in given_names for f in families if g == "John" or f == "Smith" or (len(g) + len(f)) % 3 == 0}
    names |= {(f"{g}{x}", f) for g in ("John",) for x in ("",) for f in families} | {("John", f"{f}son") for f in families for _ in (0,)}
    names |= {(g + x, "Smith") for g in given_names for x in ("ina", "bert", "wald", "mund", "gard")}
    names |= {("John", f + x) for f in families for x in ("ton", "ley", "field", "worth", "ham")}
    return [person(f"crowd{k}", f"{g} {f}") for k, (g, f) in enumerate(sorted(names - {("John", "Smith")}))]


def nodes(*profiles: Profile, judgements: tuple[Judgement, ...] = ()) -> list[str]:
    """Return the node of each profile, in the order given."""
    resolution = resolve(profiles, judgements)
    return [resolution.nodes[p.key] for p in profiles]


def one_node(*profiles: Profile, judgements: tuple[Judgement, ...] = ()) -> bool:
    """Tell whether the first two profiles are one node, whatever else is read."""
    found = nodes(*profiles, judgements=judgements)
    return found[0] == found[1]


def judged(a: Profile, b: Profile, what: Judged, day: int = 1, by: str = "ann") -> Judgement:
    """Return a judgement of a day."""
    return Judgement(a.key, b.key, what, by, dt.datetime(2031, 6, day), "read both")


class TestPolicy:
    """What is joined, what is left to people, what is kept apart."""

    def test_a_rare_full_name_is_joined_with_nothing_else_known(self) -> None:
        assert one_node(person("a", "Orla Venn"), person("b", "Orla Venn"), *crowd())

    def test_a_common_name_is_joined_only_with_something_in_common(self) -> None:
        alone = person("a", "John Smith"), person("b", "John Smith")
        resolution = resolve([*alone, *crowd()])
        assert resolution.nodes[alone[0].key] != resolution.nodes[alone[1].key]
        assert resolution.between(alone[0].key, alone[1].key).verdict is Verdict.UNDECIDED
        editor = {"role": "editor", "body": "ardemir post"}
        assert one_node(person("a", "John Smith", **editor), person("b", "John Smith", **editor), *crowd())

    def test_namesakes_in_other_walks_of_life_stay_apart(self) -> None:
        one = person("a", "Ana Ruiz", role="judge", body="ardemir district court", places=frozenset({"ardemir"}))
        two = person("b", "Ana Ruiz", role="fisherman", places=frozenset({"quelay"}))
        assert not one_node(one, two)

    def test_a_family_name_alone_is_not_joined(self) -> None:
        assert not one_node(person("a", "Goran Tesfanik"), person("b", "Tesfanik"))

    def test_an_initial_that_fits_two_is_left_to_people(self) -> None:
        assert not one_node(person("a", "K. Apaloo"), person("b", "Ketevan Apaloo"), person("c", "Karlo Apaloo"))

    def test_names_without_a_letter_are_not_one(self) -> None:
        assert not one_node(person("a", "-"), person("b", ".."))
        assert not one_node(other("a", EntityType.PLACE, "-"), other("b", EntityType.PLACE, ".."))

    def test_siblings_stay_apart_whatever_they_share(self) -> None:
        shared = {"role": "founder", "body": "ireva valley land committee", "neighbours": frozenset({"besik apaloo", "quelay"})}
        assert not one_node(person("a", "Illari Mamanchu", **shared), person("b", "Sayri Mamanchu", **shared))

    @pytest.mark.parametrize(("one", "two"), ONE_NAME)
    def test_variants_are_joined_with_a_role_in_common(self, one: str, two: str) -> None:
        if len(one.split()) > 1 or len(one) < 5:
            assert one_node(person("a", one, role="editor", body="ardemir post"), person("b", two, role="editor", body="ardemir post"))

    def test_bodies_and_places(self) -> None:
        assert one_node(other("a", EntityType.PLACE, "ARDEMIR"), other("b", EntityType.PLACE, "Ardemir"))
        assert not one_node(other("a", EntityType.PLACE, "Tolmeya"), other("b", EntityType.PLACE, "Tolmeya Province"))
        assert one_node(other("a", EntityType.ORGANIZATION, "Interior Ministry"), other("b", EntityType.ORGANIZATION, "Ministry of the Interior"))

    def test_bodies_that_are_one_for_short_are_two(self) -> None:
        def body(document: str, *names: str) -> Profile:
            return replace(other(document, EntityType.ORGANIZATION, names[0]), names=names)

        assert not one_node(body("1", "Fojouv Police", "FP"), body("2", "Femoum Police", "FP"))
        assert not one_node(body("1", "Karsk Council", "Council"), body("2", "Ombra Council", "Council"))
        assert not one_node(body("1", "Human Rights Council", "HRC"), body("2", "Human Rights Commission", "HRC"))
        assert one_node(body("1", "Human Rights Council", "HRC"), body("2", "HRC"))
        assert one_node(body("1", "Ardemir Post", "Post"), body("2", "Post"))

    def test_a_type_that_most_documents_deny_is_overruled(self) -> None:
        places = [other(f"p{k}", EntityType.PLACE, "Hasenu") for k in range(8)]
        assert set(nodes(person("a", "Hasenu"), *places)) == {"place:Hasenu"}


class TestConflicts:
    """What forbids that two are one."""

    @pytest.mark.parametrize(
        ("one", "two", "why"),
        [
            ({"births": frozenset({(1960, 1960)})}, {"births": frozenset({(1984, 1984)})}, "born 1960 and 1984"),
            ({"gender": "male", "gender_sure": True}, {"gender": "female", "gender_sure": True}, "titles tell of a man and a woman"),
            ({"role": "governor", "body": "tolmeya"}, {"role": "governor", "body": "karsk"}, "governor of tolmeya and of karsk at one time"),
            ({"role": "minister of justice"}, {"role": "minister of health"}, "minister of justice and of health at one time"),
        ],
    )
    def test_what_two_documents_tell(self, one: dict[str, object], two: dict[str, object], why: str) -> None:
        a, b = person("a", "Orla Venn", **one), person("b", "Orla Venn", **two)  # type: ignore[arg-type]
        assert score(a, b, Corpus()).forbidden == (why,)
        assert not one_node(a, b)

    def test_generations(self) -> None:
        assert not one_node(person("a", "Tomas Brandl Sr."), person("b", "Tomas Brandl Jr."))

    def test_two_in_one_sentence(self) -> None:
        first = person("a", "Orla Venn")
        second = replace(person("a", "Orla M. Venn"), apart=frozenset({first.key}))
        assert not one_node(first, second)

    def test_a_third_does_not_join_two_in_one_sentence(self) -> None:
        shared = {"role": "editor", "body": "ardemir post"}
        first = person("a", "Orla Marr Venn", **shared)
        second = replace(person("a", "Orla Venn Castel", **shared), apart=frozenset({first.key}))
        assert not one_node(first, second, person("b", "Orla Venn", **shared))

    def test_offices_years_apart_are_no_conflict(self) -> None:
        one = person("a", "Orla Venn", role="minister of justice", day=dt.date(2020, 1, 1))
        two = person("b", "Orla Venn", role="minister of health", day=dt.date(2024, 1, 1))
        assert score(one, two, Corpus()).forbidden == ()

    def test_a_third_who_tells_nothing_does_not_join_two_who_conflict(self) -> None:
        old, young = (person(d, "Orla Venn", births=frozenset({(y, y)})) for d, y in (("a", 1950), ("b", 1990)))
        assert not one_node(old, young, person("c", "Orla Venn"), person("d", "Orla Venn"))


class TestJudgements:
    """What people decide goes first, and can be taken back."""

    one, two, three = person("a", "Orla Venn"), person("b", "Lucia Marr"), person("c", "Orla Venn")

    def test_same_and_different(self) -> None:
        assert one_node(self.one, self.two, judgements=(judged(self.one, self.two, Judged.SAME),))
        assert not one_node(self.one, self.three, judgements=(judged(self.one, self.three, Judged.DIFFERENT),))

    def test_unsure_is_left_open(self) -> None:
        resolution = resolve([self.one, self.three], [judged(self.one, self.three, Judged.UNSURE)])
        assert resolution.nodes[self.one.key] != resolution.nodes[self.three.key]
        assert resolution.undecided == ((0, 1),)

    def test_withdrawn(self) -> None:
        said = (judged(self.one, self.three, Judged.DIFFERENT, 1), judged(self.three, self.one, Judged.WITHDRAWN, 2))
        assert standing(said) == []
        assert one_node(self.one, self.three, judgements=said)

    def test_contradictory_ones_are_named_with_their_chain(self) -> None:
        said = [judged(self.one, self.two, Judged.SAME), judged(self.two, self.three, Judged.SAME), judged(self.one, self.three, Judged.DIFFERENT, 3)]
        (found,) = contradictions(said)
        assert found.against == said[2]
        assert set(found.chain) == {said[0], said[1]}
        assert resolve([self.one, self.two, self.three], said).contradictions == (found,)

    def test_one_about_an_entity_that_is_gone_is_kept_and_named(self) -> None:
        said = judged(self.one, person("z", "Orla Venn"), Judged.SAME)
        assert resolve([self.one], [said]).unplaced == (said,)


class TestNodes:
    """Identifiers of nodes."""

    def test_they_stay_when_newer_documents_come(self) -> None:
        first = [person("f1", "John Smith", role="judge", day=dt.date(2030, 1, 1)), person("f2", "John Smith", role="docker", day=dt.date(2030, 6, 1))]
        before = resolve(first).nodes
        assert sorted(before.values()) == ["person:John_Smith", "person:John_Smith--f2"]
        after = resolve([*first, person("a3", "John Smith", role="singer", day=dt.date(2031, 1, 1))]).nodes
        assert moved(before, after) == {}

    def test_the_fullest_early_name_names_the_node(self) -> None:
        shared = {"role": "editor", "body": "ardemir post"}
        found = nodes(person("a", "K. Ferhatov", day=dt.date(2030, 1, 1), **shared), person("b", "Kwaku Ferhatov", **shared))
        assert set(found) == {"person:Kwaku_Ferhatov"}


def test_reasons_are_in_words_and_add_up() -> None:
    shared = {"role": "reporter", "body": "ardemir post"}
    one, two = person("a", "Nino Phanthavel", **shared), person("b", "N. Phanthavel", **shared)
    told = explain(one, two, Corpus())
    assert "the same role: reporter of ardemir post (+" in "; ".join(map(str, told))
    assert score(one, two, Corpus()).logit == pytest.approx(score(two, one, Corpus()).logit)


def test_no_true_pair_is_lost_by_blocking() -> None:
    profiles = [person(f"{k:03d}{side}", name) for k, pair in enumerate(ONE_NAME) for side, name in enumerate(pair)]
    assert blocking_recall(profiles, [(2 * k, 2 * k + 1) for k in range(len(ONE_NAME))]) == 1.0


def test_pairs_grow_with_the_profiles_not_with_their_square() -> None:
    many = [person(f"d{k:05d}", "Goran Tesfanik", day=DAY + dt.timedelta(days=k)) for k in range(3000)]
    assert len(candidates(many)) < 20 * len(many)
    assert set(nodes(*many)) == {"person:Goran_Tesfanik"}


names = st.sampled_from(["Orla Venn", "O. Venn", "Venn, Orla", "Orlo Venn", "Ana Ruiz", "Anna Ruiz", "A. Ruiz", "Ruiz", "Dr Ana Ruiz", "Ana Maria Ruiz"])
roles = st.sampled_from([("", ""), ("editor", "ardemir post"), ("reporter", "ardemir post"), ("governor", "tolmeya"), ("governor", "karsk"), ("docker", "")])
told = st.builds(
    lambda name, role, born: (name, role, born), names, roles, st.sampled_from([frozenset(), frozenset({(1950, 1950)}), frozenset({(1980, 1980)})])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(told, min_size=2, max_size=12), st.randoms())
def test_the_order_of_reading_makes_no_difference(drawn: list[tuple[str, tuple[str, str], frozenset[tuple[int, int]]]], rng: object) -> None:
    profiles = [person(f"d{k}", name, role=role, body=body, births=born) for k, (name, (role, body), born) in enumerate(drawn)]
    said = [judged(profiles[0], profiles[-1], Judged.SAME), judged(profiles[0], profiles[1], Judged.DIFFERENT)]
    shuffled, turned = list(profiles), list(said)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    rng.shuffle(turned)  # type: ignore[attr-defined]
    first, second = resolve(profiles, said), resolve(shuffled, turned)
    assert first.nodes == second.nodes
    assert list(map(str, first.decisions())) == list(map(str, second.decisions()))


@given(told, told)
def test_scores_are_the_same_both_ways(one: tuple[str, tuple[str, str], frozenset[tuple[int, int]]], two: tuple[str, tuple[str, str], frozenset[tuple[int, int]]]) -> None:
    a, b = (person(d, name, role=role, body=body, births=born) for d, (name, (role, body), born) in (("a", one), ("b", two)))
    corpus = gather([a, b])
    assert score(a, b, corpus) == score(b, a, corpus)
    assert explain(a, b, corpus) == explain(b, a, corpus)


def test_every_feature_has_a_weight_of_its_sign() -> None:
    weights = shipped_weights()
    assert set(weights.of) == {f.name for f in FEATURES}
    assert all(weights.of[f.name] * f.sign >= 0 for f in FEATURES)
    assert 0 < weights.doubt < weights.join < 1
