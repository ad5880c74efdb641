"""Names of the whole world in training sentences.

English corpora hold mostly English names. In a share of sentences each person is renamed after a random country, and
each one-word place after a random first-level division, the same words to the same new words within a window.
"""

from __future__ import annotations

import csv
import random
import unicodedata
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from training.data import Sentence


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
                if kind == "PERSON":
                    pool = self.surnames[country] if last else self.forenames[country]
                    pick = rng.choice(pool)
                    new[word, kind] = pick.upper() if word.isupper() else pick
                elif kind == "LOC" and single:
                    pick = rng.choice(self.places)
                    new[word, kind] = pick if " " not in pick else pick.split()[0]
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
