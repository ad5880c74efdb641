"""The data of the questions: invented readings written in TOML, from which `kg.rdf.mapping` makes the TriG beside them.

    python -m tests.query.question_data

writes `data.trig` of each folder anew, so that other tools can ask the questions of them too. A claim or an act is one
line: who (`s`), what (`p`, or `kind` of an act), whom (`o`, or `value`), the words (`q`), and what else is known. Entities
are made from what the lines name; `names` gives the labels that their ids do not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.model import (
    Act,
    Claim,
    Document,
    Entity,
    EntityType,
    Evidence,
    Involvement,
    LegalStatus,
    Mention,
    MentionKind,
    Modality,
    Part,
    Polarity,
    Reading,
    Tenure,
    When,
)
from kg.ontology import load_ontology
from kg.rdf.iris import prefixes_of
from kg.rdf.mapping import to_quads
from kg.rdf.projection import project

FOLDER = Path(__file__).with_name("questions")
LINES = ("s", "o", "place", "by", "perpetrators", "victims", "of")


def readings(name: str) -> list[Reading]:
    """Return the readings that a question's TOML describes."""
    text = (FOLDER / name / "data.toml").read_text(encoding="utf-8")
    return [_reading(f"{number:016x}", document) for number, document in enumerate(tomllib.loads(text)["document"], 1)]


def quads(name: str) -> list[pyoxigraph.Quad]:
    """Return the documents' graphs and the direct triples, without the ontology."""
    read = readings(name)
    graphs = [quad for reading in read for quad in to_quads(reading, release="0.1.0")]
    return [*graphs, *project(read, accusatory=load_ontology().accusatory)]


def trig(name: str) -> bytes:
    """Write a question's data as TriG."""
    return pyoxigraph.serialize(quads(name), format=RdfFormat.TRIG, prefixes=prefixes_of()) or b""


class _Text:
    """A document's text as it grows by the quotes of its lines."""

    def __init__(self, document: str) -> None:
        self.document, self.text = document, ""

    def evidence(self, quote: str) -> Evidence:
        start = self.text.find(quote)
        if start < 0:
            start = len(self.text) + 1
            self.text += "\n" + quote
        return Evidence(self.document, start, start + len(quote), quote)


def _reading(identifier: str, given: Mapping[str, Any]) -> Reading:
    text = _Text(identifier)
    lines = given.get("claims", [])
    claims = tuple(_claim(text, line) for line in lines)
    acts = tuple(_act(text, line) for line in given.get("acts", []))
    named = [*_named([*lines, *given.get("acts", [])]), *given.get("names", {})]
    found = [m for claim in claims for m in ((claim.subject, claim.subject_mention), (claim.object, claim.object_mention))]
    found += [(i.entity, i.mention) for act in acts for i in act.involvements]
    entities = tuple(_entity(i, given, [m for whose, m in found if whose == i and m]) for i in dict.fromkeys(named))
    document = Document(identifier, text.text, given.get("title", ""), given.get("date"), given.get("publisher", ""),
                        given.get("source", f"news/{identifier[-2:]}.txt"))
    return Reading(document, entities, claims, acts)


def _named(lines: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for line in lines:
        for key in LINES:
            value = line.get(key, [])
            yield from [value] if isinstance(value, str) else value


def _entity(identifier: str, given: Mapping[str, Any], mentions: list[Mention]) -> Entity:
    label, *aliases = _listed(given.get("names", {}).get(identifier, identifier.rpartition(":")[2].replace("_", " ")))
    kind = EntityType(identifier.partition(":")[0].capitalize())
    return Entity(identifier, label, kind, tuple(aliases), tuple(dict.fromkeys(mentions)))


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _mention(evidence: Evidence, words: str | None, entity: str) -> Mention | None:
    if words is None:
        return None
    start = evidence.start + evidence.quote.index(words)
    kind = (MentionKind.PRONOUN if words.lower() in ("he", "she", "they", "him", "her", "them") else
            MentionKind.NAME if words[0].isupper() else MentionKind.NOUN)
    return Mention(start, start + len(words), words, kind, EntityType(entity.partition(":")[0].capitalize()))


def _when(line: Mapping[str, Any]) -> When | None:
    first, last = line.get("from", line.get("on")), line.get("to", line.get("on"))
    words = line.get("when", "" if first is last is None else " to ".join(str(day) for day in dict.fromkeys((first, last)) if day))
    return When(words, first, last) if words else None




def _stance(line: Mapping[str, Any]) -> dict[str, Any]:
    return {"polarity": Polarity.NEGATED if line.get("not") else Polarity.AFFIRMED,
            "modality": Modality(line.get("m", "asserted")), "attributed_to": tuple(_listed(line.get("by", []))),
            "date": _when(line), "place": line.get("place"), "confidence": line.get("sure", 0.8),
            "legal_status": LegalStatus(line["law"]) if "law" in line else None}


def _claim(text: _Text, line: Mapping[str, Any]) -> Claim:
    evidence = text.evidence(line["q"])
    return Claim(text.document, line["s"], line["p"], evidence, object=line.get("o"), value=line.get("value"),
                 post_of=line.get("of"), tenure=Tenure(line["tenure"]) if "tenure" in line else None,
                 open=line.get("open", False), label=line.get("label", ""), rule="by hand",
                 subject_mention=_mention(evidence, line.get("s_words"), line["s"]),
                 object_mention=_mention(evidence, line.get("o_words"), line.get("o", "person:x")), **_stance(line))


def _act(text: _Text, line: Mapping[str, Any]) -> Act:
    evidence = text.evidence(line["q"])
    involved = [Involvement(e, part, _mention(evidence, line.get("words", {}).get(e), e))
                for part, key in ((Part.PERPETRATOR, "perpetrators"), (Part.VICTIM, "victims"))
                for e in _listed(line.get(key, []))]
    start = evidence.start + evidence.quote.index(line["w"])
    return Act(text.document, line["kind"], line["w"], evidence, start, tuple(involved), count=line.get("count"),
               rule="by hand", **_stance(line))


def main() -> None:
    """Write the TriG of every question."""
    for folder in sorted(FOLDER.iterdir()):
        (folder / "data.trig").write_bytes(trig(folder.name))


if __name__ == "__main__":
    main()
