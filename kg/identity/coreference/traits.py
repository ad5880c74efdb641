"""What one mention shows by itself, as numbers: agreement, place in the clause, words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg.extraction.lexicon import lexicon
from kg.identity.coreference.mentions import Form, Mention
from kg.identity.coreference.table import Table
from kg.identity.coreference.vocabulary import Vocabulary

FORMS: Final = [*Form]
KINDS: Final = "person place organization object event time substance animal plant abstract other".split()
RELATIONS: Final = (
    "nsubj nsubj:pass obj iobj obl obl:agent nmod nmod:poss ROOT appos compound xcomp obl:unmarked nmod:desc other"
).split()
FORM_NUMBERS: Final = {form: k for k, form in enumerate(FORMS)}
KIND_NUMBERS: Final = {kind: k for k, kind in enumerate(KINDS)}
RELATION_NUMBERS: Final = {relation: k for k, relation in enumerate(RELATIONS)}
OTHER_RELATION: Final = RELATION_NUMBERS["other"]
PRONOUNS: Final = {  # their class, number and gender
    **dict.fromkeys("i me my mine myself".split(), (0, "s", "")),
    **dict.fromkeys("we us our ours ourselves".split(), (1, "p", "")),
    **dict.fromkeys("you your yours yourself yourselves".split(), (2, "", "")),
    **dict.fromkeys("he him his himself".split(), (3, "s", "m")),
    **dict.fromkeys("she her hers herself".split(), (4, "s", "f")),
    **dict.fromkeys("it its itself".split(), (5, "s", "n")),
    **dict.fromkeys("they them their theirs themselves 'em".split(), (6, "p", "")),
    **dict.fromkeys(["this"], (7, "s", "n")),
    **dict.fromkeys(["that"], (8, "s", "n")),
    **dict.fromkeys(["these", "those"], (9, "p", "")),
    **dict.fromkeys("who whom whose which what".split(), (10, "", "")),
    **dict.fromkeys("one ones".split(), (11, "", "")),
    **dict.fromkeys("each other another".split(), (12, "", "")),
    **dict.fromkeys("everyone everybody someone somebody anyone anybody nobody none".split(), (13, "s", "")),
}
OTHER_PRONOUN: Final = 14
NO_PRONOUN: Final = 15
NUMBERS: Final = {"s": 0, "p": 1}
GENDERS: Final = ["", "m", "f", "n"]
THROUGH: Final = frozenset({"conj", "appos", "flat"})
PREMODIFIERS: Final = frozenset({"amod", "compound", "flat", "nummod", "nmod:desc", "nmod:unmarked"})
CONTENT: Final = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "X"})
CORE: Final = 6  # words of a mention that are compared
SELF: Final = frozenset("myself ourselves yourself yourselves himself herself itself themselves".split())
MASCULINE: Final = frozenset({"mr", "mister", "sir", "lord", "king", "prince"})
FEMININE: Final = frozenset({"mrs", "ms", "miss", "lady", "queen", "princess", "madam"})
ARTICLES: Final = frozenset({"the", "a", "an"})
FLAGS: Final = 10
COPULAR, REFLEXIVE, SPEAKS, CONJOINED, APPOSED, POSSESSIVE = 1, 2, 3, 6, 7, 9  # places among the flags


@lru_cache(maxsize=8192)
def initials(words: tuple[str, ...]) -> str:
    """Return the initials of a name's capitalized words.

    >>> initials(("United", "Nations", "of", "Earth"))
    'UNE'
    """
    return "".join(w[0] for w in words if w[:1].isupper())


class Traits:
    """Reads mentions of one doc; numbers stand for strings, 0 for none.

    `keys` holds for each mention read the strings by which later ones may find it again.
    """

    def __init__(self, table: Table, words: Vocabulary) -> None:
        self.table, self.words = table, words
        self.ids: dict[str, int] = {"": 0}
        self.keys: list[list[int]] = []
        self.say = lexicon().say

    def id(self, text: str) -> int:
        """Return the number that stands for a string in this doc."""
        return self.ids.setdefault(text, len(self.ids))

    def top(self, i: int) -> int:
        """Return the token whose place in the clause a head shares: the first of what is coordinated or named twice."""
        dep, head = self.table.dep, self.table.head
        while dep[i] in THROUGH and head[i] != i:
            i = head[i]
        return i

    def read(self, m: Mention) -> tuple[int, ...]:
        """Return a mention's numbers, in the order of `Profiles`, and note its keys."""
        t, h = self.table, m.head
        top = self.top(h)
        governor = t.head[top] if t.head[top] != top else -1
        verb = t.lemma[governor] if governor >= 0 else ""
        number, plural, own_gender = self._pronoun(m)
        kind = m.kind if m.kind in KIND_NUMBERS else "other"
        gender = own_gender or ("n" if kind not in {"person", "other", "animal"} else self._gender(m))
        text, lemma = self.id("text " + self._text(m)), self.id(t.lemma[h])
        complement, possessor, count, flags = self._dependents(m, top, verb)
        acronym, initial = self._letters(m)
        key = self.id(f"pronoun {number}") if m.form is Form.PRONOUN else lemma
        self.keys.append([text, key, acronym or initial] if acronym or initial else [text, key])
        clause = t.clause[governor] if t.clause[top] == top and governor >= 0 else t.clause[top]
        vectors = (0 if m.form is Form.PRONOUN else self.words.row(t.lemma[h]), self.words.row(verb))
        agreement = (plural, GENDERS.index(gender), number)
        place = (m.first, m.last, h, t.sentence[h], governor, self.id(verb), clause)
        words = (text, lemma, count, complement, possessor, acronym, initial)
        shape = (FORM_NUMBERS[m.form], KIND_NUMBERS[kind], RELATION_NUMBERS.get(t.dep[top], OTHER_RELATION))
        return (*shape, *agreement, *place, *words, t.quoted[h], flags, *vectors)

    def _pronoun(self, m: Mention) -> tuple[int, int, str]:
        """Return a mention's class of pronoun, number and the gender that a pronoun has."""
        plural = self.table.plural[m.head]
        if m.form is not Form.PRONOUN:
            return NO_PRONOUN, 1 if m.form is Form.COORDINATION else plural, ""
        number, count, gender = PRONOUNS.get(self.table.lower[m.head], (OTHER_PRONOUN, "", ""))
        return number, NUMBERS.get(count, plural), gender

    def _dependents(self, m: Mention, top: int, verb: str) -> tuple[int, int, int, int]:
        """Return the "of" phrase, the possessor and the number word below a head, and the flags."""
        t, h = self.table, m.head
        complement = possessor = count = ""
        relative = copular = False
        for c in t.children[h]:
            dep = t.dep[c]
            if dep == "nmod" and c > h:
                complement = complement or t.lemma[c]
            elif dep == "nmod:poss":
                possessor = t.lemma[c]
            elif dep == "nummod":
                count = t.lower[c]
            elif dep == "cop":
                copular = True
            elif dep in {"acl:relcl", "acl"}:
                relative = True
        bits = (
            relative
            | copular << COPULAR
            | (t.lower[h] in SELF) << REFLEXIVE
            | (t.dep[top] == "nsubj" and verb in self.say) << SPEAKS
            | (m.first == 0 or t.sentence[m.first - 1] != t.sentence[m.first]) << 4
            | bool(complement) << 5
            | (t.dep[h] == "conj") << CONJOINED
            | (t.dep[h] == "appos") << APPOSED
            | bool(possessor) << 8
            | (t.dep[top] == "nmod:poss") << POSSESSIVE
        )
        return self.id(complement), self.id(possessor), self.id(count), bits

    def _letters(self, m: Mention) -> tuple[int, int]:
        """Return a name's letters if it is an acronym, and the initials of its words."""
        t, word = self.table, self.table.orth[m.head]
        if t.pos[m.head] != "PROPN":
            return 0, 0
        acronym = self.id("initials " + word) if word.isupper() and 2 <= len(word) <= 8 else 0
        letters = initials(tuple(t.orth[m.first : m.last])) if m.last - m.first < 12 else ""
        return acronym, self.id("initials " + letters) if len(letters) > 1 else 0

    def _gender(self, m: Mention) -> str:
        """Return a person's gender: by title, forename or noun."""
        if m.form is Form.COORDINATION:
            return ""
        for i in range(m.first, min(m.head + 1, m.last)):
            word = self.table.lower[i]
            title = word.rstrip(".")
            if title in MASCULINE:
                return "m"
            if title in FEMININE:
                return "f"
            if self.table.pos[i] == "PROPN" and word in self.words.genders:
                alone = i == m.head and not any(self.table.dep[c] == "flat" for c in self.table.children[i])
                return "" if alone and word in self.words.surnames else self.words.genders[word]
        return lexicon().gender(self.table.lemma[m.head])

    def _text(self, m: Mention) -> str:
        """Return a mention's words without its article and the genitive's ending."""
        t = self.table
        first = m.first + 1 if t.lower[m.first] in ARTICLES and m.last - m.first > 1 else m.first
        last = m.last - 1 if t.tag[m.last - 1] == "POS" and m.last - first > 1 else m.last
        return " ".join(t.lower[first:last])

    def core(self, m: Mention) -> tuple[list[int], list[int]]:
        """Return the words that a mention is compared by, its head first, and those of them that are proper nouns."""
        t = self.table
        if m.form is Form.PRONOUN:
            return [], []
        below = [c for c in t.children[m.head] if t.dep[c] in PREMODIFIERS and m.first <= c < m.last]
        inside = [m.head, *(c for c in below if t.pos[c] in CONTENT)]
        inside += [d for c in inside[1:] for d in t.children[c] if t.dep[d] in PREMODIFIERS and t.pos[d] in CONTENT]
        if m.form is Form.COORDINATION:
            inside += [p for p in m.parts if p != m.head]
        inside = inside[:CORE]
        return [self.id(t.lemma[i]) for i in inside], [self.id(t.lemma[i]) for i in inside if t.pos[i] == "PROPN"]
