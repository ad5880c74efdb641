"""Three short documents about invented people, with all that a claim can carry."""

from __future__ import annotations

import datetime as dt

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Involvement,
    Mention,
    MentionKind,
    Modality,
    Part,
    Polarity,
    Reading,
    When,
)

ACCUSATORY = frozenset({"arrested", "detained", "killed", "attacked", "accused"})

FIRST = (
    "Minister Orla Venn met Tomas Brandl in Karsk on Tuesday. "
    "The Lantern Group said police had arrested five villagers. "
    "Venn denied that police arrested the villagers. "
    "Brandl said Venn told him that the Lantern Group praised the visit."
)
SECOND = (
    "Tomas Brandl, director of the Lantern Group, will visit Karsk. "
    "Orla Venn did not meet សុខ ដារ៉ា. "
    "Brandl urged Orla Venn to release Ana Ruiz. "
    "Orla Venn met Tomas Brandl again."
)
THIRD = "Ana Ruiz co-painted a mural with O'Dell & Sons in Karsk. \U0001f3a8 Police detained Ana Ruiz. Ana Ruiz was beaten in Karsk."


def mention(text: str, words: str, type_: EntityType, *, kind: MentionKind = MentionKind.NAME, nth: int = 0) -> Mention:
    """Return the mention at the nth occurrence of the words."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mention(start, start + len(words), words, kind, type_)


def evidence(document: str, text: str, quote: str) -> Evidence:
    """Return the evidence at the first occurrence of the quote."""
    start = text.index(quote)
    return Evidence(document, start, start + len(quote), quote)


def _first() -> Reading:
    text, d = FIRST, "00000000000000a1"
    document = Document(d, text, "Minister meets director", dt.date(2023, 5, 3), "The Karsk Courier", "news/1.txt")
    venn, brandl = mention(text, "Orla Venn", EntityType.PERSON), mention(text, "Tomas Brandl", EntityType.PERSON)
    him = mention(text, "him", EntityType.PERSON, kind=MentionKind.PRONOUN)
    group = mention(text, "Lantern Group", EntityType.ORGANIZATION)
    police = mention(text, "police", EntityType.ORGANIZATION, kind=MentionKind.NOUN)
    villagers = mention(text, "five villagers", EntityType.GROUP, kind=MentionKind.NOUN)
    entities = (
        Entity("person:Orla_Venn", "Orla Venn", EntityType.PERSON, ("Minister Orla Venn", "Venn"), (venn,)),
        Entity("person:Tomas_Brandl", "Tomas Brandl", EntityType.PERSON, ("Brandl",), (brandl, him)),
        Entity("organization:Lantern_Group", "Lantern Group", EntityType.ORGANIZATION, (), (group,)),
        Entity("organization:police", "police", EntityType.ORGANIZATION, (), (police,)),
        Entity(f"group:{d}:five_villagers", "five villagers", EntityType.GROUP, ("the villagers",), (villagers,)),
        Entity("place:Karsk", "Karsk", EntityType.PLACE, (), (mention(text, "Karsk", EntityType.PLACE),)),
    )
    tuesday = When("on Tuesday", dt.date(2023, 5, 2), dt.date(2023, 5, 2))
    arrest = {"document": d, "subject": "organization:police", "predicate": "arrested",
              "object": f"group:{d}:five_villagers"}
    claims = (
        Claim(d, "person:Orla_Venn", "holdsRole", evidence(d, text, "Minister Orla Venn"), value="Minister",
              confidence=0.9, rule="role:title"),
        Claim(d, "person:Orla_Venn", "met", evidence(d, text, "Orla Venn met Tomas Brandl in Karsk on Tuesday"),
              object="person:Tomas_Brandl", date=tuesday, place="place:Karsk", confidence=0.93, rule="event:meet",
              subject_mention=venn, object_mention=brandl),
        Claim(**arrest, evidence=evidence(d, text, "police had arrested five villagers"),
              attributed_to=("organization:Lantern_Group",), confidence=0.71, rule="event:arrest"),
        Claim(**arrest, evidence=evidence(d, text, "Venn denied that police arrested the villagers"),
              modality=Modality.DENIED, attributed_to=("person:Orla_Venn",), confidence=0.66, rule="event:arrest"),
        Claim(d, "organization:Lantern_Group", "praised", evidence(d, text, "the Lantern Group praised the visit"),
              object="person:Orla_Venn", modality=Modality.ALLEGED, confidence=0.4,
              attributed_to=("person:Orla_Venn", "person:Tomas_Brandl"), rule="event:praise"),
        Claim(d, "person:Orla_Venn", "told", evidence(d, text, "Venn told him"), object="person:Tomas_Brandl",
              attributed_to=("person:Tomas_Brandl",), confidence=0.8, rule="speech:tell"),
    )
    return Reading(document, entities, claims)


def _second() -> Reading:
    text, d = SECOND, "00000000000000b2"
    document = Document(d, text, "Director to visit", dt.date(2023, 6, 1), "", "news/2.txt")
    venn, brandl = mention(text, "Orla Venn", EntityType.PERSON), mention(text, "Tomas Brandl", EntityType.PERSON)
    dara = mention(text, "សុខ ដារ៉ា", EntityType.PERSON)
    ana = mention(text, "Ana Ruiz", EntityType.PERSON)
    entities = (
        Entity("person:Tomas_Brandl", "Tomas Brandl", EntityType.PERSON, ("Brandl",), (brandl,)),
        Entity("organization:Lantern_Group", "Lantern Group", EntityType.ORGANIZATION, (),
               (mention(text, "Lantern Group", EntityType.ORGANIZATION),)),
        Entity("place:Karsk", "Karsk", EntityType.PLACE, (), (mention(text, "Karsk", EntityType.PLACE),)),
        Entity("person:Orla_Venn", "Orla Venn", EntityType.PERSON, ("O. Venn",), (venn,)),
        Entity("person:សុខ_ដារ៉ា", "សុខ ដារ៉ា", EntityType.PERSON, (), (dara,)),
        Entity("person:Ana_Ruiz", "Ana Ruiz", EntityType.PERSON, (), (ana,)),
    )
    claims = (
        Claim(d, "person:Tomas_Brandl", "headOf",
              evidence(d, text, "Tomas Brandl, director of the Lantern Group"), object="organization:Lantern_Group",
              confidence=0.85, rule="role:director"),
        Claim(d, "person:Tomas_Brandl", "visited", evidence(d, text, "will visit Karsk"), object="place:Karsk",
              modality=Modality.PLANNED, confidence=0.6, rule="event:visit"),
        Claim(d, "person:Orla_Venn", "met", evidence(d, text, "Orla Venn did not meet សុខ ដារ៉ា"),
              object="person:សុខ_ដារ៉ា", polarity=Polarity.NEGATED, confidence=0.7, rule="event:meet"),
        Claim(d, "person:Tomas_Brandl", "urged", evidence(d, text, "Brandl urged Orla Venn"),
              object="person:Orla_Venn", confidence=0.8, rule="speech:urge"),
        Claim(d, "person:Orla_Venn", "released", evidence(d, text, "Orla Venn to release Ana Ruiz"),
              object="person:Ana_Ruiz", modality=Modality.REQUESTED, attributed_to=("person:Tomas_Brandl",),
              confidence=0.5, rule="event:release"),
        Claim(d, "person:Orla_Venn", "met", evidence(d, text, "Orla Venn met Tomas Brandl again"),
              object="person:Tomas_Brandl", confidence=0.9, rule="event:meet"),
    )
    return Reading(document, entities, claims)


def _third() -> Reading:
    text, d = THIRD, "00000000000000c3"
    ana, police = mention(text, "Ana Ruiz", EntityType.PERSON), mention(text, "Police", EntityType.ORGANIZATION)
    firm = mention(text, "O'Dell & Sons", EntityType.ORGANIZATION)
    entities = (
        Entity("person:Ana_Ruiz", "Ana Ruiz", EntityType.PERSON, (), (ana,)),
        Entity("organization:ODell_Sons", "O'Dell & Sons", EntityType.ORGANIZATION, (), (firm,)),
        Entity("organization:police", "Police", EntityType.ORGANIZATION, (), (police,)),
        Entity("place:Karsk", "Karsk", EntityType.PLACE, (), (mention(text, "Karsk", EntityType.PLACE),)),
    )
    claims = (
        Claim(d, "person:Ana_Ruiz", "co-paint_with",
              evidence(d, text, "Ana Ruiz co-painted a mural with O'Dell & Sons"), object="organization:ODell_Sons",
              open=True, label="co-painted with", confidence=0.3, rule="open"),
        Claim(d, "organization:police", "detained", evidence(d, text, "Police detained Ana Ruiz"),
              object="person:Ana_Ruiz", confidence=0.95, rule="event:detain", subject_mention=police,
              object_mention=mention(text, "Ana Ruiz", EntityType.PERSON, nth=1)),
    )
    involvements = (Involvement("organization:police", Part.PERPETRATOR, police),
                    Involvement("person:Ana_Ruiz", Part.VICTIM, mention(text, "Ana Ruiz", EntityType.PERSON, nth=1)))
    acts = (Act(d, "detention", "detained", evidence(d, text, "Police detained Ana Ruiz"), text.index("detained"), involvements,
                confidence=0.9, rule="act: detain"),
            Act(d, "beating", "beaten", evidence(d, text, "Ana Ruiz was beaten in Karsk."), text.index("beaten"),
                (Involvement("person:Ana_Ruiz", Part.VICTIM, mention(text, "Ana Ruiz", EntityType.PERSON, nth=2)),),
                modality=Modality.ALLEGED, attributed_to=("organization:ODell_Sons",), count=1, place="place:Karsk",
                confidence=0.8, rule="act: beat"))
    return Reading(Document(d, text, "", None, "", "news/3.txt"), entities, claims, acts)


def readings() -> tuple[Reading, ...]:
    """Return the three readings."""
    return _first(), _second(), _third()
