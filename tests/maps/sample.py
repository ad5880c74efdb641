"""A made-up affair of some 60 entities and 120 claims, and readings with labels that mean harm."""

from __future__ import annotations

import datetime as dt
import random

from kg.model import (
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Mention,
    Modality,
    Polarity,
    Reading,
    When,
)

FIRST_NAMES = ("Orla", "Tomas", "Ana", "Bejan", "Sefa", "Liv", "Koro", "Nadim", "Ilse", "Pavo", "Wren", "Dario")
LAST_NAMES = ("Venn", "Brandl", "Ruizo", "Kestrel", "Amadi-Lund", "Torvik", "Osmani", "Hale", "Quist", "Maro")
ORGANIZATIONS = (
    "Lantern Group", "Karsk Police", "Ministry of Interior", "High Court of Karsk", "Free Press Union",
    "Border Guard Service", "Committee for Detained Persons", "Velin Mining Company", "National Assembly", "Tidewater Radio",
)
GROUPS = ("five villagers", "striking dock workers", "students", "relatives of the missing", "security forces")
PLACES = ("Karsk", "Velin", "Port Osmer", "Tarn Valley", "Brenn District")
EVENTS = ("Osmer harbour strike", "Velin dam protest")
VERBS = {
    "met": "met", "accused": "accused", "arrested": "arrested", "detained": "detained", "criticised": "criticised",
    "urged": "urged", "memberOf": "is a member of", "headOf": "heads", "visited": "visited", "attacked": "attacked",
    "praised": "praised", "locatedIn": "is in", "spokeWith": "spoke with",
}
ACCUSATORY = frozenset({"accused", "arrested", "detained", "attacked"})


def affair(*, people: int = 40, claims: int = 120, documents: int = 14, seed: int = 3) -> list[Reading]:
    """Return readings in which some entities have many ties and most have few."""
    chance = random.Random(seed)
    entities = _entities(people)
    weights = [1 / (rank + 2) ** 0.55 for rank in range(len(entities))]
    order = chance.sample(entities, len(entities))
    readings = []
    for number in range(documents):
        sentences = [_sentence(chance, order, weights) for _ in range(claims // documents + (number < claims % documents))]
        readings.append(reading_of(f"{number:016x}", sentences, title=f"Report {number + 1} on the Karsk affair"))
    return readings


def reading_of(id_: str, sentences: list[tuple[Entity, str, str, Entity, dict[str, object]]], *, title: str) -> Reading:
    """Return a reading whose text is one sentence a claim."""
    text, claims, entities = "", [], {}
    for subject, predicate, verb, object_, more in sentences:
        start = len(text)
        quote = f"{subject.label} {verb} {object_.label} last week, residents and two officials said on Tuesday."
        text += quote + " "
        for entity in (subject, object_):
            entities[entity.id] = entity
        first = Mention(start, start + len(subject.label), subject.label, type=subject.type)
        at = start + len(subject.label) + len(verb) + 2
        second = Mention(at, at + len(object_.label), object_.label, type=object_.type)
        claims.append(Claim(id_, subject.id, predicate, Evidence(id_, start, start + len(quote), quote), object_.id,
                            subject_mention=first, object_mention=second, confidence=0.8, **more))  # type: ignore[arg-type]
    document = Document(id_, text, title, dt.date(2023, 5, 3), "The Karsk Courier", f"news/{id_}.txt")
    listed = tuple(Entity(e.id, e.label, e.type, e.aliases, _mentions(text, e)) for e in entities.values())
    return Reading(document, listed, tuple(claims))


def _mentions(text: str, entity: Entity) -> tuple[Mention, ...]:
    start = text.index(entity.label)
    return (Mention(start, start + len(entity.label), entity.label, type=entity.type),)


def entity(label: str, type_: EntityType, *aliases: str) -> Entity:
    """Return an entity whose id is made from its label."""
    return Entity(f"{type_.lower()}:{label.replace(' ', '_')}", label, type_, aliases)


def _entities(people: int) -> list[Entity]:
    pairs = [(first, last) for last in LAST_NAMES for first in FIRST_NAMES]
    names = [pairs[(7 * index) % len(pairs)] for index in range(people)]
    made = [entity(f"{first} {last}", EntityType.PERSON, last, f"Mr {last}") for first, last in names]
    kinds = ((ORGANIZATIONS, EntityType.ORGANIZATION), (GROUPS, EntityType.GROUP), (PLACES, EntityType.PLACE),
             (EVENTS, EntityType.EVENT))
    return made + [entity(label, type_) for labels, type_ in kinds for label in labels]


def _sentence(
    chance: random.Random, entities: list[Entity], weights: list[float]
) -> tuple[Entity, str, str, Entity, dict[str, object]]:
    subject, object_ = chance.choices(entities, weights, k=2)
    while subject.id == object_.id:
        object_ = chance.choices(entities, weights)[0]
    more: dict[str, object] = {}
    if chance.random() < 0.12:
        return subject, "marched_beside", "marched beside", object_, {"open": True, "label": "marched beside"}
    predicate = chance.choice(tuple(VERBS))
    roll = chance.random()
    if roll < 0.2:
        more = {"modality": Modality.ALLEGED, "attributed_to": (chance.choice(entities[:8]).id,)}
    elif roll < 0.4:
        more = {"modality": chance.choice([Modality.DENIED, Modality.PLANNED, Modality.REQUESTED, Modality.HYPOTHETICAL])}
    elif roll < 0.46:
        more = {"polarity": Polarity.NEGATED}
    elif roll < 0.6:
        more = {"attributed_to": (chance.choice(entities[:8]).id, chance.choice(entities[8:16]).id)}
    elif roll < 0.75:
        more = {"date": When("last week", dt.date(2023, 4, 24), dt.date(2023, 4, 30))}
    return subject, predicate, VERBS[predicate], object_, more


HOSTILE = (
    "</script><img src=x onerror=\"document.title='taken'\">",
    "\"><svg onload=document.title='taken'>",
    "'; document.title='taken'; //",
    "<!--<script>",
    "&lt;b&gt; & ]]> \u2028\u2029",
    "\u202eevil \u0634\u0631\u0643\u0629 \u05e9\u05dc\u05d5\u05dd",
    "🦉👩🏽‍⚖️ Owl & Sons",
    "Long " + "x" * 295,
    "{{ 7*7 }} {% raw %} ${document.title='taken'}",
    "__proto__",
    "javascript:document.title='taken'",
    "<a href=\"javascript:document.title='taken'\">click</a>",
    "<iframe srcdoc=\"<script>parent.document.title='taken'</script>\">",
    "<math><mtext></title><img src=1 onerror=document.title='taken'>",
    "<style>@import 'http://stranger.example/x.css';</style>",
    "<link rel=stylesheet href=http://stranger.example/x.css>",
    "<meta http-equiv=refresh content='0;url=http://stranger.example/'>",
    "<base href=http://stranger.example/>",
    "<img src=http://stranger.example/pixel.png>",
    "<object data=http://stranger.example/x.swf>",
    "<form action=http://stranger.example/><button>go",
    "</style><script>document.title='taken'</script>",
    "</title><script>document.title='taken'</script>",
    "--><script>document.title='taken'</script>",
    "]]><script>document.title='taken'</script>",
    "`;document.title='taken'//",
    "\\'); document.title='taken'; //",
    "data:text/html,<script>document.title='taken'</script>",
    "constructor",
    "toString",
    "hasOwnProperty",
    "<body onpageshow=document.title='taken'>",
    "<details open ontoggle=document.title='taken'>",
    "<input autofocus onfocus=document.title='taken'>",
    "<video><source onerror=document.title='taken'>",
    "=HYPERLINK(\"http://stranger.example/\",\"click\")",
    "\u2066hidden\u2069 \u200f\u200emarks \u202dof order",
    "\x07bell \x1b[31mred\x1b[0m \x00nothing",
    "http://stranger.example/#\"onmouseover=\"document.title='taken'",
    "<template><script>document.title='taken'</script></template><script src=//stranger.example/x.js></script>",
)


def hostile() -> list[Reading]:
    """Return readings in which every text that reaches the page is one of the hostile labels."""
    hub = entity("Karsk", EntityType.PLACE)
    readings = []
    for number, label in enumerate(HOSTILE):
        one = Entity(f"person:{label}", label, EntityType.PERSON, (label + " alias",))
        open_: dict[str, object] = {"open": True, "label": label}
        made = reading_of(f"{number:016x}", [(one, label, label, hub, open_), (hub, "met", "met", one, {})], title=label)
        document = Document(made.document.id, made.document.text, label, None, label, label)
        readings.append(Reading(document, made.entities, made.claims))
    return readings
