"""Ranks and fixed titles of posts by form: "Maj.-Gen.", "Assistant Superintendent of Police", "General Officer Commanding"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.model import Tenure

if TYPE_CHECKING:
    from spacy.tokens import Doc

JOIN = r"(?:[ \n]|[ \n]?[-–][ \n]?|(?<=\.))"
WORD = re.compile(r"[\w/]+")
LONGEST = 6  # words of a rank
RANK, LEAD, POST = "rank", "lead", "post"
COMMAND, SERVICE = "command", "service"  # ties that name no post: "assumed command of", "attached to"
CIVIL = frozenset(
    "attorney secretary director directorate prosecutor solicitor consul auditor governor surgeon comptroller".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A rank or fixed title: `doc[first:last]`; `noun` heads it; `kind` is "rank", "lead" (of a body) or "post"."""

    first: int
    last: int
    noun: int
    kind: str


@dataclass(frozen=True, slots=True)
class TitleWords:
    """The lists of `titles.toml`, ready for use.

    `runs` finds words of ranks in a row, `forms` what each stands for, `ranks` those that they may make; `kinds` gives the
    kind of a post's fixed words in lower case, `bodies` what a body's name looks like from its second word on.
    """

    runs: re.Pattern[str]
    ranks: frozenset[tuple[str, ...]]
    forms: dict[str, str]
    posts: re.Pattern[str]
    bodies: re.Pattern[str]
    kinds: dict[str, str]
    honorifics: frozenset[str]
    clauses: dict[str, frozenset[str]]
    tenure: dict[str, Tenure]


@lru_cache(maxsize=1)
def title_words() -> TitleWords:
    """Read the lists once."""
    table = tomllib.loads(resources.files("kg.extraction").joinpath("titles.toml").read_text(encoding="utf-8"))
    posts, abbreviations = table["posts"], table["abbreviations"].split()
    leads = [*posts["leads"], *posts["lead_acronyms"].lower().split()]
    others = [*posts["others"], *posts["other_acronyms"].lower().split()]
    return TitleWords(
        runs=run_pattern(table["ranks"], table["short"], abbreviations),
        ranks=frozenset(tuple(r.lower().split()) for r in (*table["ranks"], *abbreviations)),
        forms=rank_words(table, abbreviations),
        posts=post_pattern(
            [*posts["leads"], *posts["others"]], f"{posts['lead_acronyms']} {posts['other_acronyms']}".split()
        ),
        bodies=re.compile(rf" (?:[A-Z][\w-]+ ){{0,3}}(?:{'|'.join(sorted(lexicon().units | lexicon().body_heads))})\b"),
        kinds={plain(w): kind for words, kind in ((others, POST), (leads, LEAD)) for w in words},
        honorifics=frozenset(table["honorifics"].split()),
        clauses={name: frozenset(words.split()) for name, words in table["clauses"].items()},
        tenure={word: Tenure(name) for name, words in table["tenure"].items() for word in words.split()},
    )


def plain(text: str) -> str:
    """Return words in lower case, joined by spaces."""
    return text.lower().replace("-", " ")


def rank_words(table: dict[str, dict[str, list[str]]], abbreviations: list[str]) -> dict[str, str]:
    """Return the words of ranks, whole or shortened, in lower case, with the whole word that each stands for."""
    short = {form.lower(): word.lower() for word, forms in table["short"].items() for form in forms}
    whole = {word.lower(): word.lower() for rank in table["ranks"] for word in rank.split()}
    return {word.lower(): word.lower() for word in abbreviations} | whole | short


def run_pattern(ranks: list[str], short: dict[str, list[str]], abbreviations: list[str]) -> re.Pattern[str]:
    """Return the pattern of words of ranks in a run; what is shortened opens one only with a capital."""
    shortened = {*abbreviations, *(form for forms in short.values() for form in forms)}
    words = {word for rank in ranks for word in rank.split()} | shortened
    forms = [rf"{re.escape(w)}\.?" if w in shortened else w for w in sorted(words, key=lambda w: (-len(w), w))]
    opening = forms + [f.lower() for f in forms if f in words and f.isalpha()]
    ends = r"(?!\w)"
    return re.compile(rf"(?:{'|'.join(f for f in opening if f[0] != 'o')}){ends}(?:{JOIN}(?i:{'|'.join(forms)}){ends})*")


def ranks_in(text: str, words: TitleWords) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each rank, the longest that the words of a run make, in order."""
    for run in words.runs.finditer(text):
        parts = list(WORD.finditer(text, run.start(), run.end()))
        whole = [words.forms.get(m.group().lower(), "") for m in parts]
        at = 0
        while at < len(parts):
            size = next((n for n in range(min(LONGEST, len(parts) - at), 0, -1) if tuple(whole[at : at + n]) in words.ranks), 0)
            if size and (size > 1 or not parts[at].group()[0].islower()):
                end = parts[at + size - 1].end()
                yield parts[at].start(), end + (end < run.end() and text[end] == ".")
            at += size or 1


def post_pattern(phrases: list[str], acronyms: list[str]) -> re.Pattern[str]:
    """Return the pattern of all fixed titles of posts, the longest first; acronyms stand in capitals only."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    forms = [f"{first}(?i:{'[ -]'.join(p[1:].split())})" for p in ordered for first in (p[0], p[0].upper())]
    forms += [re.escape(a) for a in sorted(acronyms, key=lambda a: (-len(a), a))]
    return re.compile("|".join(rf"{f}(?![\w-])" for f in forms))


def find_titles(doc: Doc) -> dict[int, Title]:
    """Return the title that each token belongs to; of two that overlap, the fixed title of a post is taken."""
    words, text = title_words(), doc.text
    found: dict[int, Title] = {}
    spans = [(m.span(), words.kinds[plain(m.group())]) for m in words.posts.finditer(text)]
    spans += [(span, RANK) for span in ranks_in(text, words) if not opens_body(text[slice(*span)], text, span[1])]
    for (start, end), kind in spans:
        if start and (text[start - 1].isalnum() or text[start - 1] in "_-"):
            continue  # within a word
        span = doc.char_span(start, end) or doc.char_span(start, end - (text[end - 1] == "."))
        if span is None or any(i in found for i in range(span.start, span.end)):
            continue
        if kind == RANK and len(span) > 1 and span[0].text in {"Police", "Army", "Navy"} and joins_name(doc, span.start):
            span = span[1:]  # "*Border Guard* Police | Brigadier General"
        if kind == RANK and is_civil(doc, span.start):
            continue
        title = Title(span.start, span.end, span.root.i, kind)
        found.update(dict.fromkeys(range(span.start, span.end), title))
    return found


def opens_body(rank: str, text: str, end: int) -> bool:
    """Tell whether a word is no rank but opens a body's name: "*General* Investigations Department"."""
    whole = rank.isalpha() and not rank.isupper()
    return whole and title_words().bodies.match(text, end) is not None


def is_civil(doc: Doc, at: int) -> bool:
    """Tell whether a rank closes the title of a civil post: "Attorney *General*", "Secretary-*General*"."""
    before = doc[at - 1].lower_ if at else ""
    return (doc[at - 2].lower_ if before == "-" and at > 1 else before) in CIVIL


def joins_name(doc: Doc, at: int) -> bool:
    """Tell whether a word goes on with the name of a body that begins before it."""
    before = doc[at - 1] if at else None
    return before is not None and before.pos_ in {"PROPN", "ADJ"} and before.text[:1].isupper() and not before.is_sent_start


def before_name(doc: Doc, titles: dict[int, Title], first: int) -> tuple[list[Title], int]:
    """Return the ranks that stand right before a name, the nearest first, and where they and the honorifics begin.

    Honorifics and an acronym in brackets may stand between: "Assistant Superintendent of Police (ASP) Mr Chidi Eze".
    """
    ranks: list[Title] = []
    at = first
    while at > 0:
        title = titles.get(at - 1)
        if title is not None and title.kind == RANK and title.last == at:
            ranks.append(title)
            at = title.first
        elif doc[at - 1].text in title_words().honorifics:
            at -= 1
        elif doc[at - 1].text == "." and at > 1 and doc[at - 2].text in title_words().honorifics:
            at -= 2
        elif doc[at - 1].text == ")" and at > 3 and doc[at - 3].text == "(" and at - 4 in titles:
            at -= 3  # "Superintendent of Police *(ASP)*", "Colonel *(r)*"
        else:
            break
    return ranks, at


def is_title(text: str) -> bool:
    """Tell whether words are a rank or fixed title as a whole.

    >>> is_title("Inspector General of Police"), is_title("Police Service Commission")
    (True, False)
    """
    words = title_words()
    return bool((0, len(text)) in ranks_in(text, words) or words.posts.fullmatch(text))
