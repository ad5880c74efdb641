"""What a person is told of a file with relations of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.errors import BadOntology
from kg.ontology import load_ontology, ontology_file
from kg.ontology.checks import Finding, check_file
from tests.test_extensions import PREFIXES, WRONG

HEAD = """@prefix hr: <https://w3id.org/rightsgraph/ns#> .
@prefix hrv: <https://w3id.org/rightsgraph/vocab/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix ngo: <https://example.org/ngo#> .
"""
WHOLE = 'rdfs:label "x"@en ; skos:definition "X."@en'
KIND = 'skos:inScheme hrv:act ; skos:broader hrv:harassment ; skos:prefLabel "x"@en ; skos:definition "X."@en'


def check(tmp_path: Path, text: str, head: str = HEAD) -> list[Finding]:
    path = tmp_path / "mine.ttl"
    path.write_text(head + text, encoding="utf-8")
    return check_file(path)


GOOD = [
    f'ngo:badgered rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:accusatory true ; hr:objectClass hr:Person ; hr:trigger "badger" , "lie in wait for" .',
    f'ngo:pleaded rdfs:subPropertyOf hr:relatedTo ; {WHOLE} ; hr:objectClass rdfs:Literal ; hr:trigger "plead innocence of" .',
    f'ngo:doxing {KIND} ; hr:touches hrv:iccpr-17 ; hr:trigger "dox" ; hr:nounTrigger "doxing campaign" .',
    'hr:attacked hr:trigger "waylay" .',
    'hrv:torture hr:trigger "strappado" ; hr:victimTrigger "hang by wrists" .',
    f'ngo:a rdfs:subPropertyOf hr:attacked ; {WHOLE} . ngo:b rdfs:subPropertyOf ngo:a ; {WHOLE} ; hr:trigger "badger" .',
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_file_has_nothing_to_mend_and_is_read(tmp_path: Path, text: str) -> None:
    assert check(tmp_path, text) == []
    load_ontology(tmp_path / "mine.ttl")


# text, line, error or warning, what is told, what to do
BAD = [
    (f'ngo:x rdfs:subPropertyOf hr:atacked ; {WHOLE} ; hr:trigger "badger" .', 6, "error", "no term hr:atacked", "Did you mean hr:attacked?"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ;\n hr:trigger "badger" ;\n hr:triger "pester" .', 8, "error", "no term hr:triger", "hr:trigger?"),
    (f'ngo:x rdfs:subpropertyOf hr:attacked ; {WHOLE} .', 6, "error", "no term rdfs:subpropertyOf", "rdfs:subPropertyOf?"),
    ('ngo:x hr:trigger "badger" .', 6, "error", "a kind of nothing", "hr:relatedTo"),
    ('ngo:x rdfs:subPropertyOf ngo:y ; hr:trigger "badger" .', 6, "error", "a kind of ngo:y, which leads to none", "hr:relatedTo"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ;\n hr:trigger "badgered" .', 7, "error", 'begins with "badgered"', "base form"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ;\n hr:trigger "took into custody" .', 7, "error", 'a form of "take"', '"take into custody"'),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "hold a vigil for" .', 6, "error", 'holds "a"', '"hold vigil for"'),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "Badger" .', 6, "error", "lower case", "hold talks with"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger somebody" .', 6, "warning", 'ends in "somebody"', '"badger"'),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "do" .', 6, "warning", "so common a verb", "Add the words"),
    (f'ngo:x rdfs:subPropertyOf hr:relatedTo ; {WHOLE} ; hr:trigger "ambush" .', 6, "warning", "one of hr:attacked too", "Choose other words"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:nounTrigger "badgering" .', 6, "error", "ends in no preposition", "attack on"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; skos:definition "X." ; hr:trigger "badger" .', 6, "warning", "has no label", "rdfs:label"),
    ('ngo:x rdfs:subPropertyOf hr:attacked ; rdfs:label "x" ; hr:trigger "badger" .', 6, "warning", "has no definition", "skos:definition"),
    (f"ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} .", 6, "warning", "has no triggers", "hr:trigger"),
    (f'ngo:attacked rdfs:subPropertyOf hr:relatedTo ; {WHOLE} ; hr:trigger "badger" .', 6, "error", 'both end in "attacked"', "Rename"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger" ;\n hr:objectClass hr:City .', 7, "error", "mentions never have", "hr:Place"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger" ; hr:objectClass hr:Persn .', 6, "error", "no term hr:Persn", "hr:Person?"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger" ; hr:accusatory "yes" .', 6, "error", "counts as false", "Write true"),
    (f'ngo:x rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger" ; rdfs:range hr:Person .', 6, "warning", "has rdfs:range", "hr:objectClass"),
    (f'ngo:x rdfs:subPropertyOf ngo:y , hr:relatedTo ; {WHOLE} ; hr:trigger "badger" .\nngo:y rdfs:subPropertyOf ngo:x ; {WHOLE} .', 6, "error", "circle: ngo:x → ngo:y → ngo:x", "Take one"),
    (f'hr:badgered rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "badger" .', 6, "warning", "own namespace", "address of yours"),
    ('ngo:x skos:inScheme hrv:act ; skos:prefLabel "x" ; skos:definition "X." ; hr:trigger "dox" .', 6, "warning", "under no other kind", "skos:broader"),
    (f"ngo:x {KIND} .", 6, "warning", "has no words", "hr:nounTrigger"),
    (f'ngo:x {KIND.replace("harassment", "harrassment")} ; hr:trigger "dox" .', 6, "error", "no term hrv:harrassment", "hrv:harassment?"),
    (f'ngo:x {KIND.replace("hrv:harassment", "hrv:alleged")} ; hr:trigger "dox" .', 6, "error", "which is no kind of act", "hrv:violence"),
    (f'ngo:x {KIND} ; hr:trigger "dox" ; hr:touches hrv:iccpr .', 6, "error", "which is no article", "hrv:iccpr-9"),
    (f'ngo:torture {KIND} ; hr:trigger "dox" .', 6, "error", 'both end in "torture"', "Rename"),
    (f'ngo:x {KIND} ; hr:nounTrigger "ill treatment" .', 6, "warning", "one of hrv:illTreatment too", "Choose other words"),
    ("ngo:x rdfs:seeAlso ngo:y .", 0, "warning", "adds no relation", "--help"),
]


@pytest.mark.parametrize(("text", "line", "kind", "told", "remedy"), BAD, ids=[row[3] for row in BAD])
def test_what_is_wrong_is_told_with_its_line_and_remedy(
    tmp_path: Path, text: str, line: int, kind: str, told: str, remedy: str
) -> None:
    found = [f for f in check(tmp_path, text) if told in f.message]
    assert len(found) == 1, check(tmp_path, text)
    assert (found[0].line, found[0].warning) == (line, kind == "warning")
    assert remedy in found[0].remedy


@pytest.mark.parametrize(("text", "told"), [(text, told) for text, _, kind, told, _ in BAD if kind == "warning"])
def test_warnings_leave_a_file_usable(tmp_path: Path, text: str, told: str) -> None:
    assert not [f for f in check(tmp_path, text) if not f.warning], told
    load_ontology(tmp_path / "mine.ttl")


NGO = "@prefix ngo: <urn:x#> .\n"
UNREADABLE = [
    ("ngo:x a ngo:y", [(1, 'The prefix "ngo:" is used and not declared.')]),
    (NGO + "ngo:x a hr:y ;\n skos:z ngo:q .", [(2, 'The prefix "hr:" is used'), (3, 'The prefix "skos:" is used')]),
    (NGO + "ngo:x ngo:y “badger” .", [(2, "curly quotes")]),
    (NGO + 'ngo:x ngo:y "badger"\nngo:z a ngo:q .', [(3, "A mark is missing")]),
    (NGO + 'ngo:x ngo:y "badger .\n', [(2, "ends in the midst of a statement")]),
    (NGO + 'ngo:x ngo:y "badger\n" .', [(2, "beyond the end of its line")]),
    (NGO + 'ngo:x ngo:y "badger" ', [(2, "ends in the midst of a statement")]),
    (NGO + "ngo:x ngo:y badger .", [(2, 'The word "badger" stands where a value belongs')]),
    (NGO + "ngo:x ngo:y yes .", [(2, "neither true nor false")]),
    (NGO + "ngo:x ngo:y ngo:z , ; a ngo:q .", [(2, 'A value is missing before ";"')]),
    (NGO + 'ngo:x ngo:y "badger" "pester" .', [(2, 'The text "pester" does not belong')]),
    (NGO + 'ngo:x a ngo:y . ngo:z "badger" .', [(2, 'The text "badger" does not belong')]),
    (NGO + "ngo:my relation a ngo:y .", [(2, 'The word "relation" is no term here')]),
    (NGO + "ngo x a ngo:y .", [(2, 'The word "ngo" is no term here')]),
    (NGO + "ngo:x , ngo:y a ngo:z .", [(2, "A comma stands after the subject")]),
    ("@prefix ngo <urn:x#> .", [(1, "not declared in the right form")]),
    (NGO + "// why\n", [(2, "begins with a stroke")]),
    (NGO + "ngo:x a ngo:%% .", [(2, "cannot be read on from here")]),
]


@pytest.mark.parametrize(("text", "expected"), UNREADABLE, ids=[text for text, _ in UNREADABLE])
def test_a_file_that_is_no_turtle_is_told_where_and_why(tmp_path: Path, text: str, expected: list[tuple[int, str]]) -> None:
    found = check(tmp_path, text, head="")
    assert [f.line for f in found] == [line for line, _ in expected]
    for finding, (_, told) in zip(found, expected, strict=True):
        assert told in finding.message
        assert finding.remedy


def test_several_problems_are_told_at_once_in_order_of_lines(tmp_path: Path) -> None:
    text = '\n'.join(row[0].replace("ngo:x ", f"ngo:x{number} ") for number, row in enumerate(BAD[:9]))
    found = check(tmp_path, text)
    assert [f.line for f in found] == sorted(f.line for f in found)
    assert len({f.line for f in found}) >= 9


def test_a_prefix_that_stands_for_something_else(tmp_path: Path) -> None:
    head = HEAD.replace("https://w3id.org/rightsgraph/ns#", "http://w3id.org/rightsgraph/ns#")
    [finding] = [f for f in check(tmp_path, 'hr:attacked hr:trigger "waylay" .', head) if "stands for" in f.message]
    assert (finding.line, finding.remedy) == (1, "Write: @prefix hr: <https://w3id.org/rightsgraph/ns#> .")


def test_the_ontologys_own_words_pass(tmp_path: Path) -> None:
    for name in ("rights.ttl", "acts.ttl"):
        errors = [f for f in check_file(ontology_file(name)) if not f.warning]
        assert errors == []


def test_a_file_that_cannot_be_read_as_text(tmp_path: Path) -> None:
    with pytest.raises(BadOntology, match="cannot be read"):
        check_file(tmp_path / "gone.ttl")
    (tmp_path / "latin.ttl").write_bytes(b"caf\xe9")
    with pytest.raises(BadOntology, match="UTF-8"):
        check_file(tmp_path / "latin.ttl")


def test_the_examples_of_the_guide_have_nothing_to_mend(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/extending.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```turtle\n(.*?)```", guide, re.DOTALL)
    assert len(blocks) == 2
    found = check(tmp_path, "\n".join(blocks), head="")
    assert [f.message for f in found if "definition" not in f.message] == []
    load_ontology(tmp_path / "mine.ttl")


def test_what_the_guide_shows_of_a_check_is_what_is_told(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs/extending.md").read_text(encoding="utf-8")
    text = f"""ngo:seized rdfs:subPropertyOf hr:arrested ; {WHOLE} ;
    hr:triger "grab" ;
    hr:trigger "took into custody" .
ngo:waylaid rdfs:subPropertyOf hr:attacked ; {WHOLE} ; hr:trigger "ambush" ."""
    for finding in check(tmp_path, text):
        assert f"  {finding.message}\n  {finding.remedy}\n" in guide


@pytest.mark.parametrize("text", [text for text, _ in WRONG])
def test_what_a_build_refuses_is_an_error_here(tmp_path: Path, text: str) -> None:
    assert [f for f in check(tmp_path, text, head=PREFIXES) if not f.warning]
