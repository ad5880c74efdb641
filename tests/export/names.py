"""Names that break writers, and a document that says them everywhere a text may stand."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Involvement,
    Mention,
    Modality,
    Part,
    Reading,
    When,
)
from kg.rdf import slug
from kg.store import MemoryStore
from tests.readings import ACCUSATORY

# Controls, quotes and brackets of every syntax, line ends, bidi marks, joiners, noncharacters, composed and not, beyond the BMP.
AWKWARD = (
    "\x00\x01\x08\t\n\x0b\x0c\r\x1b\x1f\x7f\x85\x9f\xa0\"'`\\<>&{}[]()|^%#?/:;,.=+-@*_~$! \u0300\u0301é\u00ad\u061c\u200b\u200d\u200e\u200f"
    "\u2028\u2029\u202a\u202e\u2066\u2069\ufeff\ufdd0\ufffd\ufffe\uffffស្ខم中\U0001f3a8\U0001f9d1\U0001fffe\U0001ffff\U000e0041\U0010ffff")
texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=["Cs"])), min_size=1, max_size=12)


def reading_of(name: str) -> Reading:
    """Return a document that holds the name as title, publisher, source, label, alias, quote, value, words and in IRIs."""
    text = f"{name}{name}"
    person, body = f"person:{slug(name)}", f"organization:{slug(name)}"
    evidence = Evidence("00000000000000d4", 0, len(text), text)
    mention = Mention(0, len(name), name)
    day = dt.date(2023, 5, 2)
    entities = (Entity(person, name, EntityType.PERSON, (f"{name} II",), (mention,)),
                Entity(body, name, EntityType.ORGANIZATION, (), (Mention(len(name), len(text), name, type=EntityType.ORGANIZATION),)))
    claims = (
        Claim("00000000000000d4", person, "holdsRole", evidence, value=name, post_of=body, confidence=0.9),
        Claim("00000000000000d4", person, "memberOf", evidence, object=body, date=When(name, day, day), rule=name),
        Claim("00000000000000d4", person, slug(name), evidence, object=body, open=True, label=name, modality=Modality.ALLEGED,
              attributed_to=(body, person)))
    act = Act("00000000000000d4", "beating", name, evidence, 0, (Involvement(person, Part.VICTIM, mention),), place=f"place:{slug(name)}")
    document = Document("00000000000000d4", text, name, day, name, name)
    return Reading(document, entities, claims, (act,))


def stored(*kept: Reading) -> MemoryStore:
    """Return a store that holds the readings."""
    store = MemoryStore(release="0.1.0", pipeline="kg en")
    for reading in kept:
        store.put(reading)
    store.finish(accusatory=ACCUSATORY)
    return store
