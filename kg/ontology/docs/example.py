"""A claim as the store keeps it, for the page of the vocabulary: an invented sentence, written by the program's own code."""

from __future__ import annotations

import pyoxigraph as ox

from kg.model import Claim, Document, Entity, EntityType, Evidence, Mention, MentionKind, Modality, Polarity, Reading
from kg.ontology.acts import HRV
from kg.ontology.extensions import HR

SENTENCE = "Leila Haddad said that police arrested Sok Dara in Portvale."
NODES = ("claim:", "evidence:")
PREFIXES = {
    "hr": HR, "hrv": HRV, "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def example_reading() -> Reading:
    """Return the reading of the sentence, as the extractor makes it."""
    document = Document("0123456789abcdef", SENTENCE, title="Statement of the Harbour Trust")

    def mention(words: str, type_: EntityType, kind: MentionKind) -> Mention:
        start = SENTENCE.index(words)
        return Mention(start, start + len(words), words, kind, type_)

    def entity(id_: str, words: str, type_: EntityType, kind: MentionKind = MentionKind.NAME) -> Entity:
        return Entity(id_, words, type_, (), (mention(words, type_, kind),))

    haddad = entity("person:Leila_Haddad", "Leila Haddad", EntityType.PERSON)
    police = entity("group:01234567:police", "police", EntityType.GROUP, MentionKind.NOUN)
    dara = entity("person:Sok_Dara", "Sok Dara", EntityType.PERSON)
    mombasa = entity("place:Portvale", "Portvale", EntityType.PLACE)
    claim = Claim(
        document.id, police.id, "arrested", Evidence(document.id, 0, len(SENTENCE), SENTENCE), object=dara.id,
        polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED, attributed_to=(haddad.id,), place=mombasa.id,
        confidence=0.93, rule="arrest",
    )
    return Reading(document, (haddad, police, dara, mombasa), (claim,))


def example_turtle() -> dict[str, str]:
    """Return the sentence, the claim and its evidence in Turtle, and the direct triple; prefixes left out."""
    from kg.ontology import load_ontology
    from kg.rdf import project, to_quads

    reading = example_reading()
    quads = to_quads(reading, release="0.1.0", pipeline="default")
    shown = [quad.triple for name in NODES for quad in quads
             if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(f"urn:rightsgraph:{name}")]
    direct = [quad.triple for quad in project([reading], accusatory=load_ontology().accusatory)]
    return {"sentence": SENTENCE, "turtle": _turtle(shown), "direct": _turtle(direct)}


def _turtle(triples: list[ox.Triple]) -> str:
    text = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=PREFIXES) or b"").decode()
    lines = (line for line in text.splitlines() if not line.startswith("@prefix"))
    return "\n".join(lines).strip().replace(".\n<", ".\n\n<").replace("\t", "    ")
