"""Mentions of a document: names as the pipeline found them and mended, groups by their nouns, pronouns."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.bodies import datelines, explained_bodies, explained_names, initials_of, known_bodies, long_bodies
from kg.extraction.known import fold, known_names
from kg.extraction.lexicon import lexicon
from kg.extraction.no_names import AFTER_NAMES, generic, is_no_name, without_things
from kg.extraction.persons import CALLING, TYPES, Span3, around_titles, is_honorific, is_seat, ranked_names
from kg.extraction.titles import Title, find_titles, is_title
from kg.extraction.units import bodies_before_titles, unit_names
from kg.language.places import PlaceKind, kind_by_gazetteer
from kg.language.places import fold as place_fold
from kg.model import EntityType, Mention, MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

FIRST_PERSON = frozenset({"i", "me", "my"})
PRONOUNS = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}


@dataclass(frozen=True, slots=True, order=True)
class Spotted:
    """A mention with its tokens: `doc[first:last]`, and the token that heads it."""

    first: int
    last: int
    head: int
    mention: Mention


class Mentions:
    """The mentions of one doc, in order, found by any of their tokens.

    `bearers` gives the person named beside a role noun: "*Minister* of Interior Sar Kheng"; `titles` the ranks and fixed
    titles of posts by their tokens.
    """

    def __init__(
        self,
        spotted: list[Spotted],
        bearers: dict[int, Spotted] | None = None,
        titles: dict[int, Title] | None = None,
    ) -> None:
        self.all = sorted(spotted)
        self.bearers = bearers or {}
        self.titles = titles or {}
        self._firsts = [s.first for s in self.all]
        self._by_token = {i: s for s in self.all for i in range(s.first, s.last)}

    def at(self, token: Token) -> Spotted | None:
        """Return the mention that covers a token."""
        return self._by_token.get(token.i)

    def headed_by(self, token: Token) -> Spotted | None:
        """Return the mention that a token stands for: one of its words that hangs on none of the others, or the first."""
        found = self._by_token.get(token.i)
        if found is None or found.first == token.i or token.dep_ in {"flat", "compound"}:
            return found
        return found if not found.first <= token.head.i < found.last or token.head.i == token.i else None

    def within(self, first: int, last: int) -> list[Spotted]:
        """Return the mentions that lie in `doc[first:last]`, in order."""
        at = bisect_left(self._firsts, first)
        return [s for s in self.all[at : bisect_left(self._firsts, last, at)] if s.last <= last]


def find_mentions(doc: Doc) -> Mentions:
    """Find all mentions; a noun is no mention where a name already covers it."""
    titles = find_titles(doc)
    explained = {short: long for short, long in explained_names(doc).items() if not is_title(long)}
    tagged = [*trimmed_names(doc, titles), *ranked_names(doc, titles)]
    units = outside([*unit_names(doc, titles), *bodies_before_titles(doc, titles)], tagged)
    ends = {b for _, b, _ in units}
    tagged = [(a, b, EntityType.PLACE if is_seat(doc, a, b, kind, ends) else kind) for a, b, kind in tagged]
    formed = [*datelines(doc), *known_bodies(doc), *explained_bodies(doc, explained), *long_bodies(doc), *units]
    spans = apart([*formed, *written_out(doc, tagged)])
    bodies = frozenset([*explained, *explained.values()])
    names = list(without_things(doc, sorted(spot(doc, a, b, t) for a, b, t in spans), bodies))
    names = list(generic(doc, list(settle_types(names, explained))))
    taken = {i for s in names for i in range(s.first, s.last)}
    nouns = [s for s in (*group_nouns(doc), *body_nouns(doc)) if not (taken | titles.keys()) & set(range(s.first, s.last))]
    taken |= {i for s in nouns for i in range(s.first, s.last)}
    pronouns = [
        spot(doc, t.i, t.i + 1, EntityType.PERSON, MentionKind.PRONOUN)
        for t in doc
        if t.pos_ == "PRON" and (t.lower_ in PRONOUNS or t.lower_ in FIRST_PERSON) and t.i not in taken
    ]
    return Mentions([*names, *nouns, *pronouns], titles=titles)


def written_out(doc: Doc, spans: list[Span3]) -> list[Span3]:
    """Return names, the longest first, each as long as the document writes it elsewhere.

    "Preah Sihanouk" where only "Sihanouk" is tagged here, and the whole was tagged in another place.
    """
    found: list[Span3] = []
    full = {(doc[a:b].text, kind) for a, b, kind in spans if b - a > 1}
    for first, last, kind in spans:
        longer = [k for k in range(max(0, first - 4), first) if (doc[k:last].text, kind) in full]
        found.append(((longer[0] if longer else first), last, kind))
    return sorted(found, key=lambda s: (s[0] - s[1], s[0]))


def apart(spans: list[Span3]) -> list[Span3]:
    """Keep of spans that overlap the first."""
    kept: list[Span3] = []
    taken: set[int] = set()
    for first, last, kind in spans:
        if not taken & set(range(first, last)):
            kept.append((first, last, kind))
            taken |= set(range(first, last))
    return kept


def spot(doc: Doc, first: int, last: int, kind: EntityType, how: MentionKind = MentionKind.NAME) -> Spotted:
    """Make a mention of `doc[first:last]`."""
    span = doc[first:last]
    return Spotted(first, last, span.root.i, Mention(span.start_char, span.end_char, span.text, how, kind))


def outside(units: list[Span3], tagged: list[Span3]) -> list[Span3]:
    """Keep of units, as their form gives them, those that no longer tagged name of a body holds."""
    holding = {i: (a, b) for a, b, kind in tagged if kind is EntityType.ORGANIZATION for i in range(a, b)}
    nothing = (0, 0)
    return [
        u
        for u in units
        if not (holding.get(u[0]) == holding.get(u[1] - 1, nothing) and length(holding[u[0]]) > length((u[0], u[1])))
    ]


def length(span: tuple[int, int]) -> int:
    """Return how many tokens a span has."""
    return span[1] - span[0]


def trimmed_names(doc: Doc, titles: dict[int, Title]) -> Iterator[Span3]:
    """Yield the pipeline's names without the titles, articles and possessive marks at their edges."""
    for entity in doc.ents:
        tagged = TYPES.get(entity.label_)
        if tagged is None:
            continue
        for start, end, kind in around_titles(doc, entity.start, entity.end, tagged, titles):
            first, last = trim(doc[start:end], kind)
            if is_no_name(doc[first:last], kind):
                continue
            if kind is EntityType.ORGANIZATION:
                first = grown(doc, first, last)
            if last > first and any(c.isalpha() for c in doc[first:last].text) and has_capital(doc[first:last]):
                yield first, last, kind


def grown(doc: Doc, first: int, last: int) -> int:
    """Return where a body's name begins with the untagged capitalised words that modify it: "*Sorana* Human Rights Council"."""
    while first > doc[first].sent.start:
        word = doc[first - 1]
        inside = first <= word.head.i < last and word.dep_ in {"compound", "amod", "nmod"}
        if (
            not (inside and word.pos_ in {"PROPN", "ADJ"} and word.text[:1].isupper() and not word.ent_type_)
            or word.is_sent_start
        ):
            break
        first -= 1
    return first


def has_capital(span: Span) -> bool:
    """Tell whether a name has a capital letter, or its script has none."""
    return any(c.isupper() or (c.isalpha() and c.lower() == c.upper()) for c in span.text)


def trim(entity: Span, kind: EntityType) -> tuple[int, int]:
    """Return the edges of a name proper."""
    doc, first, last = entity.doc, entity.start, entity.end
    titles = lexicon().titles
    closes = {"'s", "’s", "'", "’", ",", ".", "-", "of", "the", "and", "“", "”", '"', "(", ")", "[", "]"}
    while last - first > 1 and doc[last - 1].lower_ in closes and doc[last - 1].text != ")":
        last -= 1
    while last - first > 1 and (doc[first].lower_ in closes | {"a", "an"} or doc[first].is_punct):
        first += 1
    if kind is EntityType.PERSON:
        while last - first > 2 and doc[last - 1].text.isupper() and doc[last - 1].lower_.replace(".", "") in AFTER_NAMES:
            last -= 1
        while last - first > 1 and (doc[first].lower_.rstrip(".") in titles or is_honorific(doc, first, last)):
            first += 1
        if (
            last - first > 2
            and first > 1
            and doc[first - 1].lower_ == "of"
            and doc[first - 2].lower_ in {"minister", "secretary"}
        ):
            first += 1  # "Minister of *Interior* Sar Kheng"
    else:
        while last - first > 1 and is_role_edge(doc, last):
            last -= 1
        if kind is EntityType.ORGANIZATION:
            first, last = without_posts(doc, first, last)
    return first, last


def without_posts(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """Return the edges of a body without the post before or behind it: "*Acting Director* Army Public Relations"."""
    if any(t.lower_ in {"of", "for"} for t in doc[first:last]):
        return first, last
    start = first
    while last - start > 2 and doc[start].lower_ in lexicon().lesser:
        start += 1
    if last - start > 2 and doc[start].lower_ in CALLING:
        first = start + 1
    if last - first > 1 and doc[last - 1].lower_ in CALLING and (last >= len(doc) or doc[last].ent_type_ != "ORG"):
        last -= 1
    return first, last


def is_role_edge(doc: Doc, last: int) -> bool:
    """Tell whether a body's name has run into a post: "UN *Special* rapporteur", "UN *Special Rapporteur*"."""
    roles = lexicon().roles
    here = doc[last - 1].lower_
    following = doc[last].lower_ if last < len(doc) else ""
    return here in {"rapporteur", "spokesman", "spokeswoman", "minister"} or (
        here in {"special", "deputy", "chief", "prime", "executive", "provincial", "vice"} and following in roles
    )


def settle_types(names: list[Spotted], explained: dict[str, str]) -> Iterator[Spotted]:
    """Give a name one type in the whole document.

    A known or explained body, a country and an acronym made of a body's initials keep their own; a word of a person's
    full name is that person, unless the tagger calls it a place or body time and again; a name met once is a person if
    its last word alone is one; else the majority decides.
    """
    full = [s.mention.text.split() for s in names if s.mention.type is EntityType.PERSON and s.last - s.first > 1]
    parts, surnames = {w for words in full for w in words}, {words[-1] for words in full}
    bodies = {fold(n) for n in (*explained, *explained.values())}
    long = [s.mention.text for s in names if s.mention.type is EntityType.ORGANIZATION and s.last - s.first > 2]
    bodies |= {fold(short) for name in long for short in initials_of(name) if len(short) > 2}
    votes: dict[str, Counter[EntityType]] = {}
    for s in names:
        votes.setdefault(fold(s.mention.text), Counter())[s.mention.type] += 1
    for s in names:
        key = fold(s.mention.text)
        best, count = votes[key].most_common(1)[0]
        if s.mention.text in surnames or s.mention.text in parts and (votes[key][EntityType.PERSON] or count < 2):
            best = EntityType.PERSON
        last = s.mention.text.split()[-1]
        alone = votes.get(fold(last), Counter()) if s.last - s.first in (2, 3) and count == 1 else Counter()
        if alone and alone.most_common(1)[0][0] is EntityType.PERSON and not is_known_place(last):
            best = EntityType.PERSON
        if best is EntityType.ORGANIZATION and is_known_place(s.mention.text):
            best = EntityType.PLACE
        if key in bodies or (s.last - s.first > 1 and last in lexicon().body_heads | lexicon().papers):
            best = EntityType.ORGANIZATION
        best = known_names().get(key, ("", best))[1]
        yield replace(s, mention=replace(s.mention, type=best))


def is_known_place(name: str) -> bool:
    """Tell whether a name is that of a country, or of a place that all know."""
    known = known_names().get(fold(name))
    return (known is not None and known[1] is EntityType.PLACE) or kind_by_gazetteer(place_fold(name)) is PlaceKind.COUNTRY


def group_nouns(doc: Doc) -> Iterator[Spotted]:
    """Yield noun phrases for people together ("five villagers", "the police"), from the first modifier to the noun."""
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in lexicon().groups:
            continue
        plural = "Plur" in token.morph.get("Number", []) or token.lower_ in {"police", "people"}
        if not plural and token.lemma_.lower() not in lexicon().collective:
            continue
        if token.dep_ in {"compound", "flat"}:
            continue
        first = token.i
        while (
            first > 0
            and doc[first - 1].head.i == token.i
            and doc[first - 1].dep_ in {"amod", "nummod", "compound", "det", "nmod:desc"}
            and (not doc[first - 1].ent_type_ or doc[first - 1].pos_ == "ADJ")
            and doc[first - 1].lower_ != "no"
        ):
            first -= 1
        yield spot(doc, first, token.i + 1, EntityType.GROUP, MentionKind.NOUN)


def body_nouns(doc: Doc) -> Iterator[Spotted]:
    """Yield bodies that only a post's words name: "*provincial hall* spokesman", "head of *the investigations unit*"."""
    roles = lexicon().roles | {"spokesman", "spokeswoman", "spokesperson", "chief", "head", "director", "commander"}
    for token in doc:
        if token.pos_ != "NOUN" or token.lemma_.lower() not in lexicon().bodies or token.head.lemma_.lower() not in roles:
            continue
        behind = token.dep_ == "nmod" and token.i - 7 < token.head.i < token.i and token.tag_ == "NN"
        modified = behind and any(c.dep_ in {"amod", "compound", "nmod:poss"} and c.i < token.i for c in token.children)
        if modified or (token.dep_ == "compound" and token.head.i == token.i + 1):
            first = token.i
            while (
                first > token.sent.start
                and doc[first - 1].pos_ in {"NOUN", "ADJ"}
                and doc[first - 1].head.i in (token.i, token.head.i)
                and (not doc[first - 1].ent_type_ or doc[first - 1].pos_ == "ADJ")
                and doc[first - 1].lower_ not in lexicon().lesser
            ):
                first -= 1
            yield spot(doc, first, token.i + 1, EntityType.GROUP, MentionKind.NOUN)
