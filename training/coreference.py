"""Train the coreference scorer on GUM's train documents, thresholds read off its dev documents.

python -m training.coreference --corpora ../shared/corpora
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from kg import language
from kg.identity.coreference.mentions import find
from kg.identity.coreference.model import WEIGHTS
from kg.identity.coreference.pairs import compare
from kg.identity.coreference.profile import profile
from kg.identity.coreference.table import Table
from kg.identity.coreference.vocabulary import WIDTH, WORDS, Vocabulary
from training import data
from training.chains import Annotated, read_documents

HIDDEN = 96
EPOCHS = 12
MOST_WORDS = 16_000
SEEDS = (1,)  # two networks are no better on dev (mean F1 +0.0003)


@dataclass(slots=True)
class Example:
    """One document as tensors: its mentions, its pairs, and which pairs are of one chain."""

    rows: Tensor
    summary: Tensor
    later: Tensor
    earlier: Tensor
    common: Tensor
    right: Tensor


class Network(nn.Module):
    """The scorer as it is trained; `kg.identity.coreference.model` says what it computes."""

    def __init__(self, mention: int, pair: int, summary: int) -> None:
        super().__init__()
        self.later = nn.Linear(mention, HIDDEN)
        self.earlier = nn.Linear(mention, HIDDEN, bias=False)
        self.common = nn.Linear(pair, HIDDEN, bias=False)
        self.out = nn.Linear(HIDDEN, 1)
        self.new = nn.Linear(mention + summary, HIDDEN // 2)
        self.new_out = nn.Linear(HIDDEN // 2, 1)
        self.dropout = nn.Dropout(0.3)

    def forward(self, x: Example) -> tuple[Tensor, Tensor]:
        """Return the scores of pairs and of mentions to be new."""
        hidden = self.later(x.rows)[x.later] + self.earlier(x.rows)[x.earlier] + self.common(x.common)
        alone = self.new(torch.cat([x.rows, x.summary], dim=1))
        return self.out(self.dropout(hidden.relu()))[:, 0], self.new_out(self.dropout(alone.relu()))[:, 0]


def write_words(corpora: Path, path: Path) -> None:
    """Write the words that occur in the corpora as vectors, and forenames of one gender.

    A vector is the pretrained encoder's mean over the word's pieces, on its first principal axes.
    """
    from transformers import AutoModel, AutoTokenizer

    from training.train import encoder_folder

    folder = encoder_folder()
    tokenizer, model = AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder).eval()
    words = common_words(corpora)
    vectors = []
    with torch.no_grad():
        for k in range(0, len(words), 256):
            pieces = tokenizer(words[k : k + 256], padding=True, return_tensors="pt")
            mask = pieces["attention_mask"][..., None]
            vectors.append(((model(**pieces).last_hidden_state * mask).sum(1) / mask.sum(1)).numpy())
    table = np.concatenate(vectors)
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    table -= table.mean(axis=0)
    table = table @ np.linalg.svd(table, full_matrices=False)[2][:WIDTH].T
    table /= np.abs(table).max(axis=1, keepdims=True)
    genders = forenames(corpora / "names")
    path.parent.mkdir(exist_ok=True)
    np.savez_compressed(
        path,
        words=np.array("\n".join(words)),
        vectors=np.round(table * 127).astype(np.int8),
        **{name: np.array("\n".join(names)) for name, names in genders.items()},
    )


def common_words(corpora: Path) -> list[str]:
    """Return the words of GUM, EWT and the newswire corpus that are met most; content words of treebanks count three times."""
    counts: Counter[str] = Counter()
    for sentence in data.read_gum(corpora, "train") + data.read_ewt(corpora, "train"):
        for lemma, tag in zip(sentence.lemmas or (), sentence.upos or (), strict=True):
            if tag in {"NOUN", "PROPN", "VERB", "ADJ"}:
                counts[lemma.lower()] += 3
    for sentence in data.read_gmb(corpora):
        counts.update(word.lower() for word in sentence.words)
    words = [w for w, count in counts.most_common() if count >= 3 and re.fullmatch(r"[a-z][a-z\-.']+", w)]
    return sorted(words[:MOST_WORDS])


def forenames(folder: Path) -> dict[str, list[str]]:
    """Return the forenames that are given to one gender only, and those of them that are surnames too."""
    genders: dict[str, set[str]] = defaultdict(set)
    for row in rows_of(folder / "common-forenames-by-country.csv"):
        genders[row["Romanized Name"].lower()].add(row["Gender"])
    surnames = {row["Romanized Name"].lower() for row in rows_of(folder / "common-surnames-by-country.csv")}
    masculine = sorted(name for name, found in genders.items() if found == {"M"})
    feminine = sorted(name for name, found in genders.items() if found == {"F"})
    return {"masculine": masculine, "feminine": feminine, "surnames": sorted(surnames & {*masculine, *feminine})}


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def examples(corpora: Path, split: str, words: Vocabulary) -> Iterator[Example]:
    """Yield the documents of a split as the project's own pipeline reads them; a gold mention is met by its exact span."""
    nlp = language.load()
    for document in read_documents(corpora / "ud_gum" / f"{split}.conllu.gz"):
        table = Table(document.read(nlp))
        mentions = find(table)
        profiles = profile(table, mentions, words)
        pairs = compare(profiles)
        chain = np.array(chain_numbers(document, [(m.first, m.last) for m in mentions]))
        yield Example(
            torch.from_numpy(profiles.rows),
            torch.from_numpy(pairs.summary),
            torch.from_numpy(pairs.later),
            torch.from_numpy(pairs.earlier),
            torch.from_numpy(np.ascontiguousarray(pairs.rows)),
            torch.from_numpy(chain[pairs.later] == chain[pairs.earlier]),
        )


def chain_numbers(document: Annotated, spans: list[tuple[int, int]]) -> list[int]:
    """Return the number of each span's chain; a span that is no gold mention has a number of its own."""
    numbers = {span: k for k, chain in enumerate(document.chains.values()) for span in chain}
    return [numbers.get(span, -1 - k) for k, span in enumerate(spans)]


def loss(x: Example, scores: Tensor, new: Tensor) -> Tensor:
    """Return the mean negative logarithm of the probability that a mention gets one of its true antecedents, or is new."""
    size = len(new)
    highest = new.clone().scatter_reduce(0, x.later, scores, "amax").detach()
    weights = (scores - highest[x.later]).exp()
    alone = (new - highest).exp()
    everything = alone.index_add(0, x.later, weights)
    has = torch.zeros(size, dtype=torch.bool)
    has[x.later[x.right]] = True
    right = torch.where(has, 0.0, alone).index_add(0, x.later[x.right], weights[x.right])
    return (everything.log() - (right + 1e-30).log()).mean()


def fit(documents: list[Example], seed: int) -> Network:
    """Train one network."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    first = documents[0]
    network = Network(first.rows.shape[1], first.common.shape[1], first.summary.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=2e-3, weight_decay=1e-4)
    steps = EPOCHS * len(documents)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda k: min(1.0, k / 100) * (1 - k / steps))
    for epoch in range(EPOCHS):
        order.shuffle(documents := [*documents])
        total = 0.0
        for x in documents:
            value = loss(x, *network(x))
            optimizer.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            total += value.item()
        print(f"seed {seed}, epoch {epoch + 1}: loss {total / len(documents):.4f}", flush=True)
    return network


def save(networks: list[Network], path: Path) -> None:
    """Write networks as one, whose scores are the mean of theirs: their hidden layers stand side by side."""

    def beside(*parts: Tensor) -> np.ndarray:
        return torch.cat(parts, dim=-1).detach().numpy().astype(np.float16)

    share = 1 / len(networks)
    np.savez_compressed(
        path,
        later=beside(*(n.later.weight.T for n in networks)),
        earlier=beside(*(n.earlier.weight.T for n in networks)),
        common=beside(*(n.common.weight.T for n in networks)),
        bias=beside(*(n.later.bias for n in networks)),
        out=beside(*(share * n.out.weight[0] for n in networks), share * sum(n.out.bias for n in networks)),
        new=beside(*(n.new.weight.T for n in networks)),
        new_bias=beside(*(n.new.bias for n in networks)),
        new_out=beside(*(share * n.new_out.weight[0] for n in networks), share * sum(n.new_out.bias for n in networks)),
    )


def main() -> None:
    """Write the weights, and the figures on dev beside them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=Path(os.environ.get("KG_CORPORA", "../shared/corpora")))
    parser.add_argument(
        "--words", action="store_true", help="make the word vectors anew too (needs the pretrained encoder)"
    )
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.words:
        write_words(args.corpora, WORDS)
    documents = list(examples(args.corpora, "train", Vocabulary()))
    save([fit(documents, seed) for seed in SEEDS], args.out)

    from benchmarks.coreference import figures

    said = figures(args.corpora, "dev")
    del said["microseconds a word"]  # the machine's, not the weights'
    args.out.with_name("figures.json").write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
