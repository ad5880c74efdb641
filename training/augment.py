"""Names and titles of the whole world in training sentences.

English corpora hold mostly English names. In a share of windows each person is renamed after a random country, each
one-word place after a random first-level division, a place inside an organization's name likewise, and each acronym of an
organization becomes other letters; the same words become the same new words within a window. And where a corpus writes
"Foreign Minister X", half of the time "Minister of Interior X" stands instead, as officials of many countries are called,
and now and then where it writes "President X" or "Mr. X". Half of the demonyms become other peoples, which newswire of 2005
does not know and taggers take for persons or places.
"""

from __future__ import annotations

import csv
import random
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from training.data import Sentence

T = TypeVar("T")
LETTERS = "AAABCCDDEEFFGHIJKLMNNOPPRRSSTTUVW"  # about as often as acronyms have them

MINISTERS = frozenset({"Minister", "Secretary", "Director", "Commissioner", "Undersecretary"})
TITLES = frozenset(
    {"President", "Chairman", "Senator", "Governor", "General", "Dr.", "Mr.", "Mrs.", "Ms.", "Mayor", "Judge"}
)
PORTFOLIOS = tuple(
    tuple(words.split())
    for words in (
        "Interior|Justice|Foreign Affairs|Home Affairs|Defence|Defense|Health|Education|Labour|Information|Agriculture|Finance|"
        "National Security|Public Works|Women 's Affairs|Environment|Religious Affairs|Trade|Energy|Human Rights|Culture|"
        "Rural Development|Public Security|Social Welfare|Immigration|Planning|Commerce|Tourism|Water Resources"
    ).split("|")
)

PEOPLES = tuple(
    (
        "Rohingya Hazara Oromo Tigrayan Amhara Igbo Yoruba Hausa Fulani Tamil Sinhalese Kurdish Yazidi Uyghur Uighur Tibetan "
        "Karen Kachin Shan Chin Rakhine Hmong Khmer Cham Jarai Montagnard Dinka Nuer Shilluk Maasai Kikuyu Luo Kalenjin Tutsi "
        "Hutu Twa Banyamulenge Berber Amazigh Tuareg Dogon Bambara Zaghawa Masalit Fur Beja Somali Afar Sidama Gurage Zulu "
        "Xhosa Ndebele Shona Herero Baganda Acholi Karamojong Ogoni Ijaw Pashtun Tajik Uzbek Turkmen Baloch Sindhi Punjabi "
        "Bengali Chakma Santal Adivasi Dalit Naga Bodo Meitei Kuki Mizo Gorkha Madhesi Tharu Newar Papuan Dayak Batak "
        "Acehnese Moro Lumad Igorot Mapuche Quechua Aymara Guarani Yanomami Mayan Ixil Garifuna Miskito Embera Wayuu Roma "
        "Romani Sami Chechen Ingush Circassian Tatar Bosniak Kashmiri Druze Alawite Coptic Assyrian Shia Sunni Ahmadi Baha'i "
        "Muslim Christian Hindu Sikh Buddhist Jewish Bedouin Sahrawi Ainu Maori Aboriginal Inuit Cree Palestinian Arab"
    ).split()
)


class Names:
    """Forenames and surnames by country, and the world's provinces."""

    def __init__(self, corpora: Path) -> None:
        self.forenames = self._by_country(corpora / "names" / "common-forenames-by-country.csv")
        self.surnames = self._by_country(corpora / "names" / "common-surnames-by-country.csv")
        self.countries = sorted(set(self.forenames) & set(self.surnames))
        with (corpora / "places" / "admin1CodesASCII.txt").open(encoding="utf-8") as lines:
            self.places = sorted(
                {
                    p
                    for p in (line.split("\t")[2] for line in lines)
                    if len(p.split()) <= 2 and p.replace(" ", "").isalpha() and p.istitle()
                }
            )

        self.known = {p for p in self.places if " " not in p}

    @staticmethod
    def _by_country(path: Path) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                name = row["Romanized Name"].strip()
                if name and " " not in name and unicodedata.normalize("NFKD", name)[0].isascii():
                    found[row["Country"]].append(name[0].upper() + name[1:])
        return dict(found)

    def rename(self, window: list[Sentence], rng: random.Random) -> list[Sentence]:
        """Return the window with other names in place of its own."""
        country = rng.choice(self.countries)
        new: dict[tuple[str, str], str] = {}

        def word_for(word: str, tag: str, last: bool, single: bool) -> str:
            if not word[:1].isalpha() or not word[:1].isupper() or len(word) < 3:
                return word
            kind = tag[2:]
            if (word, kind) not in new:
                acronym = single and word.isupper() and word.isalpha() and len(word) <= 7
                if kind == "PERSON":
                    pool = self.surnames[country] if last else self.forenames[country]
                    pick = rng.choice(pool)
                    new[word, kind] = pick.upper() if word.isupper() else pick
                elif (kind == "LOC" and single) or (kind == "ORG" and not single and word in self.known):
                    pick = rng.choice(self.places)
                    new[word, kind] = pick if " " not in pick else pick.split()[0]
                elif kind == "ORG" and acronym:
                    new[word, kind] = "".join(rng.choice(LETTERS) for _ in word)
                else:
                    return word
            return new[word, kind]

        result = []
        for sentence in window:
            if sentence.names is None:
                result.append(sentence)
                continue
            tags = [*sentence.names, "O"]
            words = list(sentence.words)
            for i, word in enumerate(sentence.words):
                tag = tags[i]
                if tag is None or tag == "O":
                    continue
                ends = not (tags[i + 1] or "O").startswith("I-")
                words[i] = word_for(word, tag, ends, ends and tag.startswith("B-"))
            lemmas = sentence.lemmas and tuple(
                w if w != old else lemma for w, old, lemma in zip(words, sentence.words, sentence.lemmas, strict=True)
            )
            result.append(replace(sentence, words=tuple(words), lemmas=lemmas))
        return result


def retitle(sentence: Sentence, rng: random.Random) -> Sentence:
    """Give half of the ministers who stand before their names another portfolio, and make ministers of some others."""
    if sentence.names is None:
        return sentence
    for at in range(len(sentence.words) - 1, -1, -1):
        if sentence.names[at] != "B-PERSON" or (
            at and sentence.words[at - 1][:1].isupper() and not title_of(sentence, at)
        ):
            continue
        title = title_of(sentence, at)
        share = 0.5 if title in MINISTERS else 0.2 if title else 0.05
        if rng.random() < share and movable(sentence, at):
            sentence = appoint(sentence, at, rng.choice(PORTFOLIOS))
    return sentence


def repeople(sentence: Sentence, rng: random.Random) -> Sentence:
    """Put other peoples in place of half of the demonyms: "Rohingya refugees" for "Iraqi refugees"."""
    if sentence.extras is None or sentence.names is None or sentence.upos is not None:
        return sentence
    words, names = list(sentence.words), list(sentence.names)
    for i, tag in enumerate((*sentence.extras, "O")[:-1]):
        single = tag == "B-NORP" and (*sentence.extras, "O")[i + 1] != "I-NORP"
        if single and words[i].istitle() and rng.random() < 0.5:
            words[i] = rng.choice(PEOPLES) + ("s" if words[i].endswith("s") else "")
            names[i] = "O"
    return replace(sentence, words=tuple(words), names=tuple(names))


def title_of(sentence: Sentence, at: int) -> str:
    """Return the title before the name that begins at that place, "" where there is none, or one of two words."""
    title = sentence.words[at - 1] if at else ""
    known = title in MINISTERS or title in TITLES
    return title if known and (at < 2 or sentence.words[at - 2] not in {"Prime", "Vice", "Deputy", "Attorney"}) else ""


def dropped(sentence: Sentence, at: int) -> set[int]:
    """Return the places of the title before a name and of the word that modifies it ("Foreign")."""
    if not title_of(sentence, at):
        return set()
    before = at - 2
    modified = (
        before >= 0
        and sentence.words[before][:1].isupper()
        and sentence.words[before] != "The"
        and sentence.spaces[before]
        and (sentence.heads is None or sentence.heads[before] == at)
        and (sentence.names is None or sentence.names[before] in {"O", None})
    )
    return {at - 1, before} if modified else {at - 1}


def movable(sentence: Sentence, at: int) -> bool:
    """Tell whether a name can take a title: nothing before it hangs on it but the title, and nothing else on that."""
    heads = sentence.heads
    if heads is None:
        return True
    gone = dropped(sentence, at)
    own = {at - 1} if gone else set()
    return all(heads[i] == at + 1 for i in own) and not any(
        h - 1 in gone or (h - 1 == at and i < at) for i, h in enumerate(heads) if i not in gone
    )


def appoint(sentence: Sentence, at: int, portfolio: tuple[str, ...]) -> Sentence:
    """Write "Minister of" and a portfolio before the name that begins at that place, instead of its title."""
    size, gone = len(sentence.words), dropped(sentence, at)
    title = title_of(sentence, at)
    new = [title if title in MINISTERS else "Minister", "of", *portfolio]
    order = [*(i for i in range(at) if i not in gone), *[None] * len(new), *range(at, size)]
    place = {old: i for i, old in enumerate(order) if old is not None}
    name = place[at]
    office, last = name - len(new), name - 1  # the portfolio's head is the last of its words

    def layer(values: Sequence[T] | None, fresh: Sequence[T]) -> tuple[T, ...] | None:
        if values is None:
            return None
        rest = iter(fresh)
        return tuple(values[i] if i is not None else next(rest) for i in order)

    possessive = [w == "'s" for w in portfolio]
    made = layer(sentence.heads, [name + 1, last + 1, *[last + 1] * (len(portfolio) - 1), office + 1])
    return replace(
        sentence,
        words=layer(sentence.words, new) or (),
        spaces=layer(sentence.spaces, [True, True, *[not after for after in (*possessive[1:], False)]]) or (),
        upos=layer(sentence.upos, ["PROPN", "ADP", *["PART" if p else "PROPN" for p in possessive]]),
        xpos=layer(sentence.xpos, ["NNP", "IN", *["POS" if p else "NNP" for p in possessive]]),
        feats=layer(sentence.feats, ["Number=Sing", "_", *["_" if p else "Number=Sing" for p in possessive]]),
        lemmas=layer(sentence.lemmas, new),
        heads=None if made is None else renumber(made, order, place),
        deprels=layer(sentence.deprels, ["nmod:desc", "case", *relations(portfolio), "nmod"]),
        names=layer(sentence.names, ["O"] * len(new)),
        extras=layer(sentence.extras, ["O"] * len(new)),
        kinds=layer(sentence.kinds, ["O"] * len(new)),
    )


def renumber(heads: tuple[int, ...], order: list[int | None], place: dict[int, int]) -> tuple[int, ...]:
    """Turn the old heads of old words into new places; those of new words are new already."""
    return tuple(h if old is None or h == 0 else place[h - 1] + 1 for h, old in zip(heads, order, strict=True))


def relations(portfolio: tuple[str, ...]) -> list[str]:
    """Return how the words of a portfolio hang on its last one: "Women 's Affairs" by a possessive, else as compounds."""
    return [
        "case" if w == "'s" else "nmod:poss" if after == "'s" else "compound"
        for w, after in zip(portfolio, portfolio[1:], strict=False)
    ]
