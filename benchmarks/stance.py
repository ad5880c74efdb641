"""Measure who says so and how surely: polarity, modality and chain of speakers of 208 clauses of news and reports.

python -m benchmarks.stance --shared ../shared

`data/stance.tsv` has one row a clause, without any text: the corpus, the document, the offset of the verb in the document's text
(GUM: as `benchmarks.language.read_gold` writes it), polarity, modality, speakers. How it was made: of GUM's twenty news documents
and re3d's 36 reports every n-th verb that has a subject, its own or shared, and an object or oblique (105 of 934, 65 of 586; GUM by
its gold trees), then 45 more, every n-th of those inside quotation marks or under a verb of saying. All were annotated by reading,
before the extractor was run on them; seven were dropped as undecidable. The rules were improved on the odd rows alone.

What the annotation calls what:
- A speaker is whoever the text says the content is from, nearest first; "-" is the text's own word. A statement's speaker is whose
  statement it is. `he=Brandl` is a pronoun or description, and whom it stands for: only the latter counts. `a|b`: either will do.
- asserted: told as fact, by whoever tells it; what a factive or implicative word governs ("knows that", "managed to"); what a
  relative clause or participle takes for granted.
- alleged: accusation, belief, hearsay, hedge. denied (and negated): put forward to be denied.
- planned: will, intention, purpose, attempt, nouns for these ("efforts to"). requested: asked, ordered, should, must, needed.
- hypothetical: condition, question, may, might, could, can, ability and chance.
- The nearest word decides; two modalities are given where two stand at one place ("if you want to avoid ...").
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.language import read_gold
from kg import language
from kg.extraction.quotations import speech_of
from kg.extraction.stance import stance_of
from kg.model import Document, Entity
from kg.ontology import load_ontology
from kg.reading import read_doc

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ROWS = Path(__file__).with_name("data") / "stance.tsv"
PARTS = ("polarity", "modality", "speakers", "all three")


@dataclass(frozen=True, slots=True)
class Row:
    """One annotated clause; `number` counts from 1."""

    number: int
    corpus: str
    document: str
    offset: int
    polarity: str
    modality: frozenset[str]
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker as found: the words that name it here, and all words of the entity that it is."""

    here: frozenset[str]
    known: frozenset[str]

    def fits(self, expected: str) -> bool:
        """Tell whether this is the speaker expected: "he=Brandl" must be known as Brandl."""
        form, _, name = expected.partition("=")
        return name in self.known if name else bool(set(form.split("|")) & (self.here | self.known))


def read_rows() -> list[Row]:
    """Read the annotation."""
    with ROWS.open(encoding="utf-8", newline="") as lines:
        return [
            Row(
                i,
                r["corpus"],
                r["document"],
                int(r["offset"]),
                r["polarity"],
                frozenset(r["modality"].split("|")),
                () if r["speakers"] == "-" else tuple(r["speakers"].split(">")),
            )
            for i, r in enumerate(csv.DictReader(lines, delimiter="\t"), 1)
        ]


def read_texts(shared: Path) -> dict[str, str]:
    """Return the text of every document of GUM and of re3d's development reports."""
    found: dict[str, str] = {}
    for split in ("train", "dev", "test"):
        path = shared / "corpora" / "ud_gum" / f"{split}.conllu.gz"
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            names = [line.split("=")[1].strip() for line in lines if line.startswith("# newdoc id")]
        found.update(zip(names, (text for text, _ in read_gold(path)), strict=True))
    with (shared / "corpora" / "claims" / "re3d_dev.jsonl").open(encoding="utf-8") as lines:
        reports = [json.loads(line) for line in lines]
    return found | {r["id"]: r["text"] for r in reports}


def voice_of(token: Token, entities: Sequence[Entity]) -> Voice:
    """Return what a speaker's token is known by: the mention that covers it or that its phrase ends in, and its entity."""
    phrase = [
        token,
        *(c for c in token.children if c.dep_ in {"flat", "appos", "nmod:desc", "compound", "nmod:unmarked"}),
    ]
    for word in phrase:
        for entity in entities:
            for mention in entity.mentions:
                if mention.start <= word.idx < mention.end:
                    words = " ".join([entity.label, *entity.aliases, *(m.text for m in entity.mentions)]).split()
                    return Voice(frozenset([token.text, *mention.text.split()]), frozenset(words))
    return Voice(frozenset(t.text for t in phrase), frozenset())


def is_right(expected: Sequence[str], found: Sequence[Voice]) -> bool:
    """Tell whether two chains are the same, one speaker named twice running counted once."""
    names = [n for i, n in enumerate(expected) if i == 0 or n.split("=")[-1] != expected[i - 1].split("=")[-1]]
    voices = [v for i, v in enumerate(found) if i == 0 or not v.known or v.known != found[i - 1].known]
    return len(names) == len(voices) and all(v.fits(n) for v, n in zip(voices, names, strict=True))


def judged(doc: Doc, entities: Sequence[Entity], rows: Sequence[Row]) -> Iterator[tuple[Row, dict[str, bool], str]]:
    """Yield each row of a document with what is right of it, and what was found in words."""
    speech = speech_of(doc)
    for row in rows:
        anchor = next(t for t in doc if t.idx <= row.offset < t.idx + len(t))
        stance = stance_of(anchor, speech)
        voices = [voice_of(t, entities) for t in stance.speakers]
        right = {
            "polarity": stance.polarity.value == row.polarity,
            "modality": stance.modality.value in row.modality,
            "speakers": is_right(row.speakers, voices),
        }
        found = f"{stance.polarity} {stance.modality} {'>'.join(t.text for t in stance.speakers) or '-'}"
        yield row, right | {"all three": all(right.values())}, f"{anchor.text}: {found}"


def main() -> None:
    """Print the shares that are right, of each half and of all; with --wrong, the odd rows that are not."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--wrong", action="store_true")
    args = parser.parse_args()
    if not (args.shared / "corpora").is_dir():
        sys.exit(f"no corpora in {args.shared}: name their folder by --shared")
    rows, texts = read_rows(), read_texts(args.shared)
    nlp, ontology = language.load(), load_ontology()
    results: list[tuple[Row, dict[str, bool]]] = []
    for name in dict.fromkeys(r.document for r in rows):
        doc = nlp(texts[name])
        entities = read_doc(Document(name, doc.text), doc, ontology).entities
        for row, right, found in judged(doc, entities, [r for r in rows if r.document == name]):
            results.append((row, right))
            if args.wrong and row.number % 2 and not right["all three"]:
                expected = f"{row.polarity} {'|'.join(sorted(row.modality))} {'>'.join(row.speakers) or '-'}"
                print(f"{row.number:3} {name[:20]:20} {row.offset:5} {found}   expected {expected}")
    for half, kept in (("odd rows", (1,)), ("even rows", (0,)), ("all", (0, 1))):
        of = [right for row, right in results if row.number % 2 in kept]
        print(f"{half} ({len(of)}): " + "  ".join(f"{p} {sum(r[p] for r in of) / len(of):.3f}" for p in PARTS))


if __name__ == "__main__":
    main()
