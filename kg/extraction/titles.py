"""Ranks and fixed titles of posts by form: "Maj.-Gen.", "Assistant Superintendent of Police", "General Officer Commanding"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.extraction.lexicon import lexicon
from kg.model import Tenure

if TYPE_CHECKING:
    from spacy.tokens import Doc

JOIN = r"(?:[ \n]|[ \n]?[-–][ \n]?|(?<=\.))"
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
    """The lists of `titles.toml`, ready for use."""

    ranks: re.Pattern[str]
    posts: re.Pattern[str]
    honorifics: frozenset[str]
    clauses: dict[str, frozenset[str]]
    tenure: dict[str, Tenure]


@lru_cache(maxsize=1)
def title_words() -> TitleWords:
    """Read the lists once."""
    table = tomllib.loads(resources.files("kg.extraction").joinpath("titles.toml").read_text(encoding="utf-8"))
    short: dict[str, list[str]] = table["short"]
    ranks = sorted(table["ranks"], key=lambda r: (-len(r.split()), -len(r), r))
    written = "|".join(rank_pattern(r, short) for r in ranks if " " in r)
    single = "|".join(rank_pattern(r, short) for r in ranks if " " not in r)
    follows = "|".join(sorted(lexicon().units | lexicon().body_heads))
    whole = "|".join(re.escape(a) for a in sorted(table["abbreviations"].split(), key=lambda a: (-len(a), a)))
    posts = table["posts"]
    groups = [
        f"(?P<{name}>{'|'.join(words)})"
        for name, words in (
            ("lead", [*map(phrase_pattern, longest_first(posts["leads"])), acronyms(posts["lead_acronyms"])]),
            ("post", [*map(phrase_pattern, longest_first(posts["others"])), acronyms(posts["other_acronyms"])]),
        )
    ]
    return TitleWords(
        ranks=re.compile(
            rf"(?<![\w.-])(?:{written}|(?:{whole})\.?|(?:{single})(?! (?:[A-Z][\w-]+ ){{0,3}}(?:{follows})\b))(?!\w)"
        ),
        posts=re.compile(rf"(?<![\w-])(?i:{'|'.join(reversed(groups))})(?![\w-])"),
        honorifics=frozenset(table["honorifics"].split()),
        clauses={name: frozenset(words.split()) for name, words in table["clauses"].items()},
        tenure={word: Tenure(name) for name, words in table["tenure"].items() for word in words.split()},
    )


def longest_first(phrases: list[str]) -> list[str]:
    """Sort phrases so that the longest is tried first."""
    return sorted(phrases, key=lambda p: (-len(p), p))


def rank_pattern(rank: str, short: dict[str, list[str]]) -> str:
    """Return the pattern of a rank, each of its words whole or shortened."""
    words = []
    for word in rank.split():
        forms = "|".join(short.get(word, ()))
        words.append(rf"(?:{word}|(?:{forms})\.?)" if forms else word)
    first, *others = words
    return JOIN.join([first, *(f"(?i:{w})" for w in others)])


def phrase_pattern(phrase: str) -> str:
    """Return the pattern of a title in fixed words, joined by spaces or hyphens."""
    return "[ -]".join(phrase.split())


def acronyms(words: str) -> str:
    """Return the pattern of acronyms, which are written in capitals only."""
    return f"(?-i:{'|'.join(re.escape(w) for w in longest_first(words.split()))})"


def find_titles(doc: Doc) -> dict[int, Title]:
    """Return the title that each token belongs to; of two that overlap, the fixed title of a post is taken."""
    words, text = title_words(), doc.text
    found: dict[int, Title] = {}
    spans = [(m.span(), LEAD if m["lead"] else POST) for m in words.posts.finditer(text)]
    spans += [(m.span(), RANK) for m in words.ranks.finditer(text)]
    for (start, end), kind in spans:
        span = doc.char_span(start, end) or doc.char_span(start, end - (text[end - 1] == "."))
        if span is None or any(i in found for i in range(span.start, span.end)):
            continue
        if kind == RANK and len(span) > 1 and span[0].text in {"Police", "Army", "Navy"} and joins_name(doc, span.start):
            span = span[1:]  # "*Border Guard* Police | Brigadier General"
        before = doc[span.start - 1].lower_ if span.start else ""
        before = doc[span.start - 2].lower_ if before == "-" and span.start > 1 else before
        if kind == RANK and before in CIVIL:
            continue  # "Attorney General", "Secretary-General"
        title = Title(span.start, span.end, span.root.i, kind)
        found.update(dict.fromkeys(range(span.start, span.end), title))
    return found


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
    return bool(words.ranks.fullmatch(text) or words.posts.fullmatch(text))
