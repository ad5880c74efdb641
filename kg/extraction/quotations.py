"""Who speaks inside quotation marks, and in a statement that "X said:" introduces, where the sentence itself does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.extraction.arguments import argument
from kg.extraction.governors import governors
from kg.extraction.lexicon import lexicon
from kg.extraction.mentions import Mentions, Spotted
from kg.extraction.quoted import MARKS, Paragraphs, Run
from kg.extraction.sources import is_voice, source, tellers
from kg.language.scan import chosen, marked

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

SHORTEST = 4  # fewer words in marks are no speech of their own
STOPS = frozenset({".", "!", "?", ";"})
BEFORE_QUOTE = frozenset({",", ":", "that", "-", "–", "—"})
SEARCHED = 40  # words before a colon or a quotation among which the reporting verb stands


def quote_speakers(speech: Mapping[int, Token], mentions: Mentions) -> dict[int, Spotted]:
    """Return the mention that speaks each word that `speech_of` finds spoken, where it is one."""
    named: dict[int, Spotted | None] = {}
    found: dict[int, Spotted] = {}
    for i, token in speech.items():
        if token.i not in named:
            named[token.i] = argument(token, mentions)
        speaker = named[token.i]
        if speaker is not None:
            found[i] = speaker
    return found


def speech_of(doc: Doc) -> dict[int, Token]:
    """Return who speaks each word that is quoted or stands in an introduced statement.

    The reporting clause beside a quotation counts first, then one before it in the paragraph, then one after it. A paragraph
    that begins with a mark and names nobody goes on with the speaker of the one before.
    """
    told = marked(doc, "ORTH", MARKS | {":"}) | marked(doc, "LOWER", ("according",))
    return Speeches(doc).speakers() if told.any() else {}


class Speeches:
    """The quotations and statements of one document."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.paragraphs = Paragraphs(doc)
        self.words, self.numbers = self.paragraphs.words, self.paragraphs.numbers
        self.runs = self.paragraphs.runs()
        inside = {i for r in self.runs for i in range(r.first, r.last)}
        self.verbs: dict[int, list[Token]] = {}  # reporting verbs outside quotation marks, by paragraph
        for token in chosen(doc, marked(doc, "POS", ("VERB",))):
            if token.i not in inside and (is_reporting(token) or issues(token)):
                self.verbs.setdefault(self.numbers[token.i], []).append(token)

    def speakers(self) -> dict[int, Token]:
        """Return the speaker of each word."""
        found: dict[int, Token] = {}
        for first, last, whose in (*self.framed_sentences(), *self.statements()):
            found.update(dict.fromkeys(range(first, last), whose))
        group: list[Run] = []
        last_said: tuple[int, Token] | None = None  # paragraph and speaker of the latest quotation
        for run in [*self.runs, None]:
            if run is not None and run.goes_on and group:
                group.append(run)
                continue
            speaker = next(filter(None, map(self.named_beside, group)), None) or self.carried_over(group, last_said)
            if speaker is not None:
                last_said = group[-1].paragraph, speaker
                for part in group:
                    found.update(dict.fromkeys(range(part.first, part.last), speaker))
            group = [run] if run is not None and self.is_speech(run) else []
        return found

    def is_speech(self, run: Run) -> bool:
        """Tell a quotation that says something from words set in marks."""
        words = self.doc[run.first : run.last]
        return len(words) >= SHORTEST and any(t.pos_ in {"VERB", "AUX"} for t in words)

    def named_beside(self, run: Run) -> Token | None:
        """Return the speaker whom the quotation's own paragraph names."""
        verbs = self.verbs.get(run.paragraph, [])
        before = [v for v in verbs if v.i < run.first]
        after = [v for v in verbs if v.i >= run.last]
        close = [v for v in before[-1:] if not self.parted(v.i, run.first - 1)]
        near = [v for v in after[:1] if self.leads_on(run) and not self.parted(run.last, v.i)]
        introduced = close and run.first > 1 and self.words[run.first - 2].lower() in BEFORE_QUOTE
        order = [*close, *near] if introduced else [*near, *close]
        return next(filter(None, map(speaker_of, [*order, *reversed(before), *after])), None)

    def leads_on(self, run: Run) -> bool:
        """Tell whether the sentence goes on after a quotation: '"...," she said'."""
        last = self.words[run.last - 1] if run.last > run.first else ""
        return last != "." or (run.last + 1 < len(self.words) and self.words[run.last + 1] == ",")

    def parted(self, first: int, last: int) -> bool:
        """Tell whether a sentence ends between two words."""
        return not STOPS.isdisjoint(self.words[first:last])

    def carried_over(self, group: Sequence[Run], last_said: tuple[int, Token] | None) -> Token | None:
        """Return the speaker of the paragraph before: it introduces the quotation, or is one itself."""
        if not group or not self.paragraphs.opens_at(group[0].first - 1):
            return None
        start = group[0].first - 2
        while start > 0 and self.words[start].isspace():
            start -= 1
        if start > 0 and self.words[start] == ":":
            return self.introduced(start)
        paragraph = group[0].paragraph
        return last_said[1] if last_said and paragraph - last_said[0] == 1 else None

    def introduced(self, colon: int) -> Token | None:
        """Return who speaks after a colon: "X said:", "X issued the following statement:"."""
        for i in reversed(range(max(0, colon - SEARCHED), colon)):
            if self.words[i] in STOPS:
                return None
            token = self.doc[i]
            if is_reporting(token) or issues(token):
                return speaker_of(token) or self.named_before(token)
        return None

    def named_before(self, verb: Token) -> Token | None:
        """Return the person named before a reporting verb that the tree gives no subject."""
        before = (self.doc[i] for i in reversed(range(verb.sent.start, verb.i)))
        return next((t for t in before if t.ent_type_ == "PERSON" and t.dep_ != "flat"), None)

    def framed_sentences(self) -> Iterator[tuple[int, int, Token]]:
        """Yield what "according to X" at a sentence's very beginning or end frames: first word, after the last, speaker."""
        for token in chosen(self.doc, marked(self.doc, "LOWER", ("according",))):
            noun = (
                token.head
                if token.dep_ == "case"
                else next((c for c in token.children if c.dep_.startswith("obl")), None)
            )
            if noun is None or noun.i < token.i:
                continue
            sentence, last = token.sent, noun.right_edge.i + 1
            opens = not any(t.is_alpha for t in self.doc[sentence.start : token.i])
            closes = not any(t.is_alpha for t in self.doc[last : sentence.end])
            if opens:
                yield last, sentence.end, source(noun)
            elif closes and self.words[token.i - 1] == ",":
                yield sentence.start, token.i, source(noun)

    def statements(self) -> Iterator[tuple[int, int, Token]]:
        """Yield statements without quotation marks that a colon introduces: first word, after the last, speaker.

        On the colon's line, one goes on to the end of the paragraph; below it, up to a paragraph that tells of the speaker.
        """
        end = 0
        for i, word in enumerate(self.words):
            if word != ":" or i < end:
                continue
            start = next((k for k in range(i + 1, len(self.words)) if not self.words[k].isspace()), None)
            if start is None or self.words[start] in MARKS:
                continue
            speaker = self.introduced(i)
            if speaker is not None:
                below = self.numbers[start] != self.numbers[i]
                end = self.statement_end(start, speaker, below=below)
                yield start, end, speaker

    def statement_end(self, start: int, speaker: Token, *, below: bool) -> int:
        """Return where a statement ends."""
        first, name = self.numbers[start], speaker.lower_
        for i in range(start, len(self.words)):
            paragraph = self.numbers[i]
            if paragraph == first:
                continue
            if not below:
                return i
            opening = self.words[i] in MARKS and self.paragraphs.opens_at(i)
            named = self.words[i].lower() == name and self.doc[i].pos_ == "PROPN"
            if opening or named:
                return self.numbers.index(paragraph, start)
        return len(self.words)


def is_reporting(token: Token) -> bool:
    """Tell a verb that may report a quotation."""
    lemma = token.lemma_.lower()
    return token.pos_ == "VERB" and (lemma in lexicon().say or lemma in governors().quotes)


def issues(token: Token) -> bool:
    """Tell a verb by whose object somebody speaks: "issued the following statement"."""
    return (
        token.pos_ == "VERB"
        and token.lemma_.lower() in governors().voices
        and any(c.dep_ == "obj" and c.lemma_.lower() in governors().documents for c in token.children)
    )


def speaker_of(verb: Token) -> Token | None:
    """Return who speaks by a reporting verb."""
    found = tellers(verb)
    return next((t for t in reversed(found) if is_voice(t) or t.pos_ in {"NOUN", "PROPN", "PRON"}), None)
