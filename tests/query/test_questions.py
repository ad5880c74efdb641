"""Each question gives the rows that a reader of its data expects, in that order, on two engines."""

from __future__ import annotations

import csv
import re
import tomllib
from functools import cache
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat

from kg.errors import BadQuery
from kg.query import check, question, questions
from kg.query.parameters import Parameter, string_literal
from kg.query.questions import Question
from kg.rdf.canonical import to_nquads, with_union
from kg.rdf.mapping import to_quads
from kg.rdf.projection import project
from kg.rdf.validation import validate
from kg.store.ontology import ontology_nquads
from tests.query.question_data import FOLDER, quads, trig
from tests.readings import ACCUSATORY, readings

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
ALL = questions()
Rows = list[tuple[str, ...]]


def union(data: bytes) -> bytes:
    """Return N-Quads with the ontology and with the union of all as the default graph."""
    return b"".join(with_union((data + ontology_nquads()).splitlines(keepends=True)))


@cache
def engines(name: str) -> tuple[pyoxigraph.Store, rdflib.Dataset]:
    """Load a question's own data, or that of the three readings, into both engines."""
    if name == "the readings":
        given = [quad for reading in readings() for quad in to_quads(reading, release="0.1.0")]
        given += project(readings(), accusatory=ACCUSATORY)
    else:
        given = list(pyoxigraph.parse(path=FOLDER / name / "data.trig", format=RdfFormat.TRIG))
    data = union(to_nquads(given))
    store, dataset = pyoxigraph.Store(), rdflib.Dataset()
    store.bulk_load(data, format=RdfFormat.N_QUADS)
    dataset.parse(data=data, format="nquads")
    return store, dataset


def oxigraph_rows(name: str, query: str) -> Rows:
    found = engines(name)[0].query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [tuple("" if (term := row[v]) is None else term.value for v in found.variables) for row in found]  # type: ignore[union-attr]


def rdflib_rows(name: str, query: str) -> Rows:
    found = engines(name)[1].query(query)
    return [tuple("" if row[v] is None else str(row[v]) for v in found.vars or ()) for row in found]  # type: ignore[index]


def columns(query: str) -> list[str]:
    found = pyoxigraph.Store().query(query)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    return [variable.value for variable in found.variables]


def cases() -> list[Any]:
    """Return each expectation: `expected.csv` is of the question as it is, `expected-X.csv` with the values of `[X]`."""
    out = []
    for folder in sorted(FOLDER.iterdir()):
        told = tomllib.loads((folder / "data.toml").read_text(encoding="utf-8")).get("with", {})
        for file in sorted(folder.glob("expected*.csv")):
            key = file.stem.removeprefix("expected").removeprefix("-")
            out.append(pytest.param(folder.name, told[key] if key else {}, file, id=f"{folder.name} {key}".strip()))
    return out


def test_there_are_twenty_and_each_has_data() -> None:
    assert len(ALL) >= 20
    assert [asked.name for asked in ALL] == sorted(folder.name for folder in FOLDER.iterdir())


@pytest.mark.parametrize(("name", "told", "file"), cases())
def test_expected_rows(name: str, told: dict[str, str], file: Any) -> None:
    query = question(name).bound(told)
    with file.open(encoding="utf-8", newline="") as lines:
        header, *expected = csv.reader(lines)
    # The last column is an address; what it leads to stands in the others.
    assert columns(query)[: len(header)] == header
    found = [row[: len(header)] for row in oxigraph_rows(name, query)]
    assert found == list(map(tuple, expected))
    assert rdflib_rows(name, query) == oxigraph_rows(name, query)


@pytest.mark.parametrize("name", [asked.name for asked in ALL])
def test_the_data_is_what_the_mapping_writes_and_keeps_to_the_shapes(name: str) -> None:
    assert trig(name) == (FOLDER / name / "data.trig").read_bytes(), "python -m tests.query.question_data"
    graph = rdflib.Graph()
    for quad in quads(name):
        graph.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    assert validate(graph) == []


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
def test_engines_agree_on_the_readings(asked: Question) -> None:
    rows = oxigraph_rows("the readings", asked.query)
    assert rows == rdflib_rows("the readings", asked.query)
    assert len(set(rows)) == len(rows), "each row once"


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
def test_form(asked: Question) -> None:
    assert asked.description.endswith(".")
    assert len(asked.description) < 110
    assert asked.topic
    names = columns(asked.query)
    assert names[-1] in ("claim", "act", "entity", "other"), "the last column leads further"
    assert not [p.name for p in asked.parameters if re.search(rf"\?{p.name}\b", asked.query)], "a name is one thing alone"
    told = {p.name: {"date": "2023-05-01", "number": "0.5", "text": 'Zo"ë\\u0022 } #'}[p.kind] for p in asked.parameters}
    bound = asked.bound(told)
    check(bound)
    assert not any(f"${name}" in bound for name in told), "each parameter is used"
    assert columns(bound) == names


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
def test_all_rows_are_counted_and_a_limit_cuts_the_last(asked: Question) -> None:
    counting = asked.counted()
    everything = oxigraph_rows(asked.name, asked.bound(limit=0))
    if counting is None:
        assert everything == oxigraph_rows(asked.name, asked.query)
        return
    assert oxigraph_rows(asked.name, counting) == [(str(len(everything)),)]
    assert oxigraph_rows(asked.name, asked.bound(limit=1)) == everything[:1]


@pytest.mark.parametrize("asked", ALL, ids=lambda asked: asked.name)
def test_nothing_is_cut_unsaid(asked: Question) -> None:
    uncut = asked.bound(limit=0)
    assert re.findall(r"LIMIT\s+(\d+)", uncut) == (["1"] if asked.name == "everything-in-a-document" else []), "of several, one document"


HOSTILE = ['" || true || "', "\\", '\\"', "\\u0022 } #", "\\\\u0022", "\\U00000022", "a\nb", "' } UNION { ?a ?b ?c", '"""', "$person",
           "?s", "# x", "<urn:x>", "\x00\x7f", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"), "ខុស", "SERVICE <urn:x>"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_stays_one_literal(value: str) -> None:
    text = f"SELECT ({string_literal(value)} AS ?x) {{ }}"
    check(text)
    assert oxigraph_rows("who-met-whom", text) == [(value,)]
    if "\x00" not in value:
        assert rdflib_rows("who-met-whom", text) == [(value,)]
    assert oxigraph_rows("who-met-whom", question("who-met-whom").bound({"person": value})) == []


@pytest.mark.parametrize(("name", "told", "words"), [
    ("who-met-whom", {"persn": "Venn"}, "no parameter 'persn'. It takes person"),
    ("acts-by-kind", {"person": "Venn"}, "no parameter 'person'. It takes none"),
    ("posts-on-a-date", {"on": "May 2023"}, "'May 2023' is no date, which on takes. Write it as YYYY-MM-DD"),
    ("posts-on-a-date", {"on": "2023-02-30"}, "is no date"),
    ("low-confidence-claims", {"below": "half"}, "'half' is no number"),
    ("low-confidence-claims", {"below": "NaN"}, "'NaN' is no number"),
])
def test_what_a_question_may_not_be_told(name: str, told: dict[str, str], words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        question(name).bound(told)


def test_parameters_are_described() -> None:
    assert question("low-confidence-claims").parameters == (
        Parameter("below", "the confidence below which a claim is shown, from 0 to 1", "number", "0.5"),)
    assert [parameter.name for parameter in question("what-one-said-of-another").parameters] == ["speaker", "other"]
