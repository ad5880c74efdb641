"""Corpora to annotated sentences. What a corpus does not annotate is `None`: missing, never "outside"."""

from __future__ import annotations

import csv
import gzip
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.language.places import kind_of_place

TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady president minister premier secretary senator general colonel captain major "
    "sergeant lieutenant commander judge justice king queen prince princess pope bishop cardinal professor prof "
    "chancellor governor mayor ambassador chairman director prime vice deputy foreign chief former us u.s. rep. sen. gen. "
    "col. capt. lt. sgt. gov. sheikh shaikh imam ayatollah pastor reverend father sister brother uncle aunt saint st.".split()
)


def is_title(word: str) -> bool:
    """Tell whether a word is a title or a part of one, with or without its full stop."""
    return word.lower() in TITLES or word.lower().rstrip(".") in TITLES


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: words, whether a space follows each, and the layers that its corpus annotates.

    `heads` are 1-based, 0 for the root. A name tag is BIO over PERSON, ORG, LOC; an extra tag is BIO over NORP, DATE;
    a `None` inside either list is a word whose annotation is unknown. A kind is what a mention's head stands for (a
    person, a place, an event, ...), "O" for words that head no mention.
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
    kinds: tuple[str, ...] | None = None
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


@dataclass(frozen=True, slots=True)
class Mention:
    """One of GUM's mentions: its first and last word, its kind, the words that name it without modifiers, its identity."""

    first: int
    last: int
    kind: str
    core: tuple[int, ...]
    identity: str

    @classmethod
    def read(cls, first: int, last: int, kind: str, rest: str) -> Mention:
        """Take apart what follows the kind in `Entity=`: infstat-salience-centering-minspan-link-identity."""
        fields = rest.split("-", 5)
        core = tuple(first + int(n) - 1 for n in fields[3].split(",")) if len(fields) > 3 else (first,)
        return cls(first, last, kind, core, fields[5] if len(fields) > 5 else "")


def gum_mentions(rows: list[list[str]]) -> list[Mention]:
    """Read the nested mentions of a sentence."""
    opened: list[tuple[str, str, str, int]] = []
    mentions: list[Mention] = []
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
                mentions.append(Mention.read(start, i, kind, rest_))
            else:
                group = part.rstrip(")")
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == group:
                        _, kind, rest_, start = opened.pop(k)
                        mentions.append(Mention.read(start, i, kind, rest_))
                        break
    return mentions


def gum_kinds(rows: list[list[str]], mentions: list[Mention]) -> tuple[str, ...]:
    """Say what each mention's head stands for; of two mentions with one head, the longer."""
    kinds = ["O"] * len(rows)
    for m in sorted(mentions, key=lambda m: m.last - m.first):
        if m.core and m.core[0] < len(rows):
            kinds[m.core[0]] = m.kind
    return tuple(kinds)


def gum_names(rows: list[list[str]], mentions: list[Mention]) -> tuple[str | None, ...]:
    """Take names from GUM's nested mentions.

    A mention of a person, place or organization made of proper nouns alone is a name (with small words between them if
    it has an identity), and so is the core of a longer mention of a person. Other proper nouns in mentions of those kinds
    stay unknown, since titles and modifiers share the span ("Texas student Ahmed Mohamed"), and so does a name inside a
    longer one that is not certain ("the American College of Pediatricians").
    """
    kinds = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
    proper = [r[4].startswith("NNP") for r in rows]
    hyphens = [
        0 < i < len(rows) - 1 and rows[i][4] == "HYPH" and proper[i - 1] and proper[i + 1] for i in range(len(rows))
    ]
    linking = [rows[i][3] in {"ADP", "DET", "CCONJ", "PUNCT"} and rows[i][1] != "," for i in range(len(rows))]
    tags: list[str | None] = ["O"] * len(rows)
    certain: list[tuple[int, int, str]] = []
    doubtful: list[tuple[int, int]] = []
    for m in (m for m in mentions if m.kind in kinds):
        for i in range(m.first, m.last + 1):
            if proper[i] or hyphens[i]:
                tags[i] = None
        last = m.last - 1 if rows[m.last][4] == "POS" else m.last
        first = m.first + 1 if rows[m.first][4] == "DT" else m.first
        if first > last:
            continue
        inside = range(first, last + 1)
        whole = proper[first] and proper[last] and all(proper[i] or hyphens[i] for i in inside)
        linked = proper[first] and proper[last] and all(proper[i] or hyphens[i] or linking[i] for i in inside)
        titled = any(is_title(rows[i][1]) for i in inside)
        core = [i for i in m.core if i < len(rows) and not is_title(rows[i][1])]
        if m.kind == "person" and whole and not titled:
            certain.append((first, last, "PERSON"))
        elif (
            m.kind == "person"
            and len(core) > 1
            and core == list(range(core[0], core[-1] + 1))
            and all(proper[i] for i in core)
        ):
            certain.append((core[0], core[-1], "PERSON"))
        elif m.kind != "person" and (whole or (linked and m.identity[:1].isupper())):
            certain.append((first, last, kinds[m.kind]))
        elif m.kind != "person" and m.core and m.core[0] < len(rows) and proper[m.core[0]]:
            doubtful.append((m.first, m.last))
    for first, last, kind in sorted(certain, key=lambda s: s[0] - s[1], reverse=True):
        if not any(a <= first and last <= b for a, b in doubtful):
            tags[first : last + 1] = [f"B-{kind}", *[f"I-{kind}"] * (last - first)]
    for i, tag in enumerate(tags):  # a longer name painted over by a shorter one inside it
        if tag and tag.startswith("I-") and (i == 0 or (tags[i - 1] or "O")[2:] != tag[2:]):
            tags[i] = None
    return tuple(tags)


def read_gum(folder: Path, split: str) -> list[Sentence]:
    """Read GUM with the kinds of its mentions, and those that are plainly names."""
    sentences = []
    for sentence, rows in read_conllu(folder / "ud_gum" / f"{split}.conllu.gz"):
        mentions = gum_mentions(rows)
        sentences.append(replace(sentence, names=gum_names(rows, mentions), kinds=gum_kinds(rows, mentions)))
    return sentences


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


DEMONYM_ENDS = tuple("an ans ish i is ese ch ek eks ic ks ds rs tes te rab rabs".split())


def is_place(word: str) -> bool:
    """Tell countries and cities that end as demonyms do: "Pakistan", "Tehran", not "Russian"."""
    return kind_of_place(word) is not None and not word.endswith(("ian", "ish", "ese"))


def gmb_tags(tags: list[str], words: list[str]) -> tuple[list[str | None], list[str | None]]:
    """Turn GMB's tags into names and extras; titles leave the persons, and doubtful words are unknown.

    Its kind "gpe" mixes demonyms with countries: a demonym is no name, and a country's demonym is unknown.
    """
    kinds = {"geo": "LOC", "org": "ORG", "per": "PERSON"}
    names: list[str | None] = []
    extras: list[str | None] = []
    tags = [*tags]
    for i in range(len(tags) - 1, 0, -1):  # what stands before a title in a person is part of the title
        if tags[i].endswith("per") and tags[i - 1].endswith("per") and is_title(words[i]):
            tags[i - 1] = "title"
        elif tags[i] == "title" and tags[i - 1].endswith("per"):
            tags[i - 1] = "title"
    for i, tag in enumerate(tags):
        prefix, _, kind = tag.partition("-")
        name = kinds.get(kind)
        if kind == "per" and is_title(words[i]):
            name = None
        if name and prefix == "I" and (not names or names[-1] is None or names[-1][2:] != name):
            prefix = "B"
        capital = words[i][:1].isupper() and i > 0
        extra: str | None = {"gpe": "NORP", "tim": "DATE"}.get(kind)
        demonym = extra == "NORP" and words[i].endswith(DEMONYM_ENDS) and not is_place(words[i])
        doubtful = (tag == "O" and capital) or (kind == "gpe" and not demonym)
        names.append(f"{prefix}-{name}" if name else None if doubtful else "O")
        if kind in {"art", "eve", "nat"} or (kind == "per" and not name and i and not is_title(words[i - 1])):
            names[-1] = "O" if is_title(words[i]) else None
        extras.append(None if extra == "NORP" and not demonym else f"{prefix}-{extra}" if extra else "O")
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
