"""FollowTheMoney entities as JSON lines, for Aleph, OpenAleph and the `ftm` command: documents, who and what, and claims as links.

Schemata and properties are those of the public model (followthemoney 3 and 4); every value is a list of strings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.export.ftm_claims import Links
from kg.export.ftm_values import entity_id, web_address
from kg.export.gathering import Entities, Gathered, readings_of
from kg.export.lines import Options
from kg.model import Document, EntityType
from kg.ontology import load_ontology
from kg.store.files import replacing
from kg.store.ontology import accusatory_predicates
from kg.store.protocol import Store

Properties = Mapping[str, Iterable[str | None]]

# A group is people or a body that the text does not name: the model has nothing nearer than a party of unknown kind.
SCHEMATA = {
    EntityType.PERSON: "Person", EntityType.ORGANIZATION: "Organization", EntityType.GROUP: "LegalEntity",
    EntityType.PLACE: "Address", EntityType.EVENT: "Event", EntityType.DOCUMENT: "Document",
}


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """One entity of the model; properties without a value are left out when it is written."""

    id: str
    schema: str
    properties: Properties

    def line(self) -> bytes:
        """Return the entity as one line of JSON."""
        kept = {name: [value for value in dict.fromkeys(values) if value] for name, values in self.properties.items()}
        written = {"id": self.id, "schema": self.schema, "properties": {name: kept[name] for name in kept if kept[name]}}
        return json.dumps(written, ensure_ascii=False).encode() + b"\n"


def write_ftm(store: Store, path: Path, options: Options) -> None:
    """Write one entity a line: each document followed by what it says, and at the end whom and what they name."""
    entities = Entities()
    links = Links(load_ontology(*store.ontology), accusatory_predicates(None, store.ontology), base=store.base)
    with replacing(path) as file:
        for reading in readings_of(store, options):
            entities.add(reading)
            file.write(_document(reading.document, base=store.base, release=store.release).line())
            file.writelines(FtmEntity(*made).line() for made in links.of(reading))
        file.writelines(_entity(entity, base=store.base).line() for entity in entities)


def _document(document: Document, *, base: str, release: str) -> FtmEntity:
    name = Path(document.source).name or document.id
    return FtmEntity(entity_id(f"document:{document.id}", base=base), "Document", {
        "name": [document.title or name], "title": [document.title], "fileName": [name],
        "publishedAt": [document.date.isoformat() if document.date else None], "publisher": [document.publisher],
        "sourceUrl": [web_address(document.source)], "processingAgent": [f"rightsgraph {release}".strip()],
    })


def _entity(entity: Gathered, *, base: str) -> FtmEntity:
    schema = SCHEMATA[EntityType(entity.type)]
    properties: dict[str, Iterable[str | None]] = {
        "name": [entity.label], "alias": entity.aliases, "notes": [f"rightsgraph: {entity.id}"]}
    if schema == "Address":
        properties["full"] = [entity.label]
    if schema == "Document":
        properties |= {"fileName": [entity.label], "title": [entity.label]}
    return FtmEntity(entity_id(entity.id, base=base), schema, properties)
