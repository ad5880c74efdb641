"""Corpora to annotated sentences. What a corpus does not annotate is `None`: missing, never "outside"."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president minister premier secretary senator general colonel captain major "
    "sergeant lieutenant commander judge justice king queen prince princess pope bishop cardinal professor prof "
    "chancellor governor mayor ambassador chairman director prime vice deputy foreign chief former us u.s. rep. sen. gen. "
    "col. capt. lt. sgt. gov. sheikh shaikh imam ayatollah pastor reverend father sister brother uncle aunt saint st.".split()
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: words, whether a space follows each, and the layers that its corpus annotates.

    `heads` are 1-based, 0 for the root. A name tag is BIO over PERSON, ORG, LOC; an extra tag is BIO over NORP, DATE;
    a `None` inside either list is a word whose annotation is unknown.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    document: str
    upos: tuple[str, ...] | None = None
    xpos: tuple[str, ...] | None = None
    feats: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deprels: tuple[str, ...] | None = None
    names: tuple[str | None, ...] | None = None
    extras: tuple[str | None, ...] | None = None
    sent_id: str = ""
    starts: bool = True  # whether neighbours in the document are its true neighbours


def read_gzip(path: Path, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the lines of a gzipped text, without their ends."""
    with gzip.open(path, "rt", encoding=encoding, errors="replace") as lines:
        for line in lines:
            yield line.rstrip("\r\n")


def blocks(lines: Iterator[str]) -> Iterator[list[str]]:
    """Group lines into the runs between blank lines."""
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def read_conllu(path: Path) -> Iterator[tuple[Sentence, list[list[str]]]]:
    """Yield each sentence of a CoNLL-U file with the rows of its words."""
    document = path.stem
    for block in blocks(read_gzip(path)):
        sent_id = ""
        rows: list[list[str]] = []
        no_space: set[int] = set()
        joined_until, joined_space = 0, True
        for line in block:
            if line.startswith("# newdoc id = "):
                document = line[14:]
            elif line.startswith("# sent_id = "):
                sent_id = line[12:]
            if line.startswith("#"):
                continue
            row = line.split("\t")
            if "-" in row[0]:
                first, joined_until = map(int, row[0].split("-"))
                no_space.update(range(first, joined_until))
                joined_space = "SpaceAfter=No" not in row[9]
                if not joined_space:
                    no_space.add(joined_until)
            elif "." not in row[0]:
                if "SpaceAfter=No" in row[9]:
                    no_space.add(int(row[0]))
                rows.append(row)
        yield (
            Sentence(
                words=tuple(r[1] for r in rows),
                spaces=tuple(int(r[0]) not in no_space for r in rows),
                document=document,
                sent_id=sent_id,
                upos=tuple(r[3] for r in rows),
                xpos=tuple(r[4] for r in rows),
                feats=tuple(r[5] for r in rows),
                lemmas=tuple(r[2] for r in rows),
                heads=tuple(int(r[6]) for r in rows),
                deprels=tuple(r[7] for r in rows),
            ),
            rows,
        )


def guess_spaces(words: tuple[str, ...]) -> tuple[bool, ...]:
    """Say where spaces stood in text that was distributed as bare tokens."""
    after = [True] * len(words)
    for i, word in enumerate(words):
        if i and re.fullmatch(r"[.,;:!?%)\]]|'s|n't|''|'", word):
            after[i - 1] = False
        if word in {"(", "[", "$", "``"}:
            after[i] = False
    return tuple(after)


def ewt_names(folder: Path, split: str) -> dict[str, list[str | None]]:
    """Read Universal NER for EWT: sentence id to name tags; demonyms and the like become unknown."""
    tags: dict[str, list[str | None]] = {}
    kinds = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
    for block in blocks(read_gzip(folder / "uner_ewt" / f"{split}.iob2.gz")):
        sent_id = next((x[12:] for x in block if x.startswith("# sent_id = ")), "")
        row: list[str | None] = []
        for line in block:
            if line.startswith("#"):
                continue
            prefix, _, kind = line.split("\t")[2].partition("-")
            row.append(f"{prefix}-{kinds[kind]}" if kind in kinds else None if kind == "OTH" else "O")
        tags[sent_id] = row
    return tags


def read_ewt(folder: Path, split: str) -> list[Sentence]:
    """Read EWT with its names."""
    names = ewt_names(folder, split)
    sentences = []
    for sentence, _ in read_conllu(folder / "ud_ewt" / f"{split}.conllu.gz"):
        row = names.get(sentence.sent_id)
        aligned = row is not None and len(row) == len(sentence.words)
        sentences.append(replace(sentence, names=tuple(row) if row and aligned else None))
    return sentences


MENTION = re.compile(r"\((\d+)-([a-z]+)-([^()]*)|(\d+)\)|\)")


def gum_names(rows: list[list[str]]) -> tuple[str | None, ...]:
    """Take names from GUM's nested mentions.

    A mention of a person, place or organization made of proper nouns alone is a name. Proper nouns in other mentions
    of those kinds stay unknown, since titles and modifiers share the span ("Texas student Ahmed Mohamed").
    """
    tags: list[str | None] = ["O"] * len(rows)
    opened: list[tuple[str, str, str, int]] = []
    spans: list[tuple[int, int, str, str]] = []
    for i, row in enumerate(rows):
        entity = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        for part in re.findall(r"\([^()]*\)?|\d+\)|[^()]*\)", entity):
            if part.startswith("("):
                body = part.strip("()")
                group, kind, *rest = body.split("-", 2)
                opened.append((group, kind, rest[0] if rest else "", i))
                if not part.endswith(")"):
                    continue
                group, kind, rest_, start = opened.pop()
                spans.append((start, i, kind, rest_))
            else:
                group = part.rstrip(")")
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == group:
                        _, kind, rest_, start = opened.pop(k)
                        spans.append((start, i, kind, rest_))
                        break
    kinds = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
    certain: list[tuple[int, int, str]] = []
    for start, end, kind, _rest in spans:
        for i in range(start, end + 1):
            if rows[i][3] == "PROPN" and kind in kinds:
                tags[i] = None
        if kind not in kinds:
            continue
        last = end - 1 if rows[end][4] == "POS" else end
        first = start + 1 if rows[start][4] == "DT" else start
        if first > last:
            continue
        proper = [rows[i][3] == "PROPN" for i in range(first, last + 1)]
        titled = kind == "person" and any(rows[i][1].lower() in TITLES for i in range(first, last + 1))
        linked = (
            kind != "person"
            and proper[0]
            and proper[-1]
            and all(
                rows[i][3] in {"PROPN", "ADP", "DET", "CCONJ", "PUNCT"} and rows[i][1] != ","
                for i in range(first, last + 1)
            )
            and _rest.rsplit("-", 1)[-1][:1].isupper()
        )
        if (all(proper) or linked) and not titled:
            certain.append((first, last, kinds[kind]))
    for first, last, kind in sorted(certain, key=lambda s: s[0] - s[1], reverse=True):
        tags[first : last + 1] = [f"B-{kind}", *[f"I-{kind}"] * (last - first)]
    for i, tag in enumerate(tags):  # a longer name painted over by a shorter one inside it
        if tag and tag.startswith("I-") and (i == 0 or (tags[i - 1] or "O")[2:] != tag[2:]):
            tags[i] = None
    return tuple(tags)


def read_gum(folder: Path, split: str) -> list[Sentence]:
    """Read GUM with those of its mentions that are plainly names."""
    return [replace(s, names=gum_names(rows)) for s, rows in read_conllu(folder / "ud_gum" / f"{split}.conllu.gz")]


def read_columns(path: Path, kinds: dict[str, str], unknown: frozenset[str] = frozenset()) -> list[Sentence]:
    """Read two-column files; a kind that is not in `kinds` is outside, one in `unknown` is unknown."""
    sentences = []
    for number, block in enumerate(blocks(read_gzip(path))):
        words, tags, last = [], [], "O"
        for line in block:
            word, tag = line.split()[0], line.split()[-1]
            if word == "-DOCSTART-":
                continue
            prefix, _, kind = tag.partition("-")
            name = kinds.get(kind)
            begins = prefix == "B" or last != kind
            words.append(word)
            tags.append(None if kind in unknown else f"{'B' if begins else 'I'}-{name}" if name else "O")
            last = kind
        if words:
            forms = tuple(words)
            sentences.append(Sentence(forms, guess_spaces(forms), f"{path.parent.name}-{number}", names=tuple(tags)))
    return sentences


def read_wikigold(folder: Path) -> list[Sentence]:
    """Read WikiGold; MISC holds demonyms, works and events: outside."""
    return read_columns(folder / "wikigold" / "wikigold.conll.gz", {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"})


def read_crossner(folder: Path, split: str) -> list[Sentence]:
    """Read CrossNER politics."""
    kinds = {
        "politician": "PERSON",
        "person": "PERSON",
        "politicalparty": "ORG",
        "organisation": "ORG",
        "country": "LOC",
        "location": "LOC",
    }
    return read_columns(folder / "crossner_politics" / f"{split}.conll.gz", kinds)


DEMONYM_ENDS = (
    "an",
    "ans",
    "ish",
    "i",
    "is",
    "ese",
    "ch",
    "ek",
    "eks",
    "ish",
    "ians",
    "ic",
    "ks",
    "ds",
    "rs",
    "tes",
    "te",
)


def gmb_tags(tags: list[str], words: list[str]) -> tuple[list[str | None], list[str | None]]:
    """Turn GMB's tags into names and extras; titles leave the persons, and doubtful words are unknown."""
    kinds = {"geo": "LOC", "org": "ORG", "per": "PERSON"}
    names: list[str | None] = []
    extras: list[str | None] = []
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        name = kinds.get(kind)
        if kind == "per" and words[i].lower() in TITLES:
            name = None
        if name and prefix == "I" and (not names or names[-1] is None or names[-1][2:] != name):
            prefix = "B"
        capital = words[i][:1].isupper() and i > 0
        extra: str | None = {"gpe": "NORP", "tim": "DATE"}.get(kind)
        doubtful = (tag == "O" and capital) or kind == "gpe"  # "gpe" mixes countries with demonyms
        names.append(f"{prefix}-{name}" if name else None if doubtful else "O")
        if kind in {"art", "eve", "nat"} or (kind == "per" and not name and words[i - 1].lower() not in TITLES and i):
            names[-1] = "O" if words[i].lower() in TITLES else None
        country = extra == "NORP" and not words[i].endswith(DEMONYM_ENDS)
        extras.append(None if country else f"{prefix}-{extra}" if extra else "O")
    return names, extras


def read_gmb(folder: Path) -> list[Sentence]:
    """Read the Groningen Meaning Bank's newswire, in document order."""
    sentences: list[Sentence] = []
    words: list[str] = []
    tags: list[str] = []

    def flush() -> None:
        if words:
            names, extras = gmb_tags(tags, words)
            forms = tuple(words)
            sentences.append(
                Sentence(
                    forms, guess_spaces(forms), f"gmb-{len(sentences) // 8}", names=tuple(names), extras=tuple(extras)
                )
            )

    text = gzip.decompress((folder / "gmb" / "ner_dataset.csv.gz").read_bytes()).decode("latin-1")
    for row in csv.DictReader(io.StringIO(text)):
        if row["Sentence #"]:
            flush()
            words, tags = [], []
        if row["Word"] and row["Tag"]:
            words.append(row["Word"])
            tags.append(row["Tag"])
    flush()
    return sentences
