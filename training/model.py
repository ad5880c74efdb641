"""The multi-task model: one encoder, a classifier a layer, a biaffine parser.

Source of the parser: Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017). The encoder
cannot see case, so each word's shape is added to its pieces where they enter, for all layers to see.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel

from kg.language.words import SHAPES

SHAPE_DIM, ARC_DIM, REL_DIM = 32, 256, 100
MIXED = 4  # how many of the last layers the heads see


class Tagger(nn.Module):
    """Linear classifier over words."""

    def __init__(self, width: int, classes: int) -> None:
        super().__init__()
        self.net = nn.Sequential(nn.Dropout(0.2), nn.Linear(width, classes))

    def forward(self, words: Tensor) -> Tensor:
        return self.net(words)


class Pipeline(nn.Module):
    """Word pieces in, scores of every layer out.

    `sizes` maps each layer's name to its number of labels, `deprel` among them.
    """

    def __init__(self, encoder: BertModel, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.shape_inputs = nn.Embedding(SHAPES, encoder.config.hidden_size)
        nn.init.zeros_(self.shape_inputs.weight)  # the pretrained encoder is left as it is at first
        self.shapes = nn.Embedding(SHAPES, SHAPE_DIM)
        self.blend = nn.Parameter(torch.zeros(MIXED))
        self.transitions = nn.Parameter(torch.zeros(sizes["names"], sizes["names"]))
        width = encoder.config.hidden_size + SHAPE_DIM
        self.mix = nn.Sequential(
            nn.Linear(2 * encoder.config.hidden_size + SHAPE_DIM, width), nn.GELU(), nn.LayerNorm(width)
        )
        self.layers = nn.ModuleDict({n: Tagger(width, k) for n, k in sizes.items() if n != "deprel"})
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dep, self.arc_head = self._mlp(width, ARC_DIM), self._mlp(width, ARC_DIM)
        self.rel_dep, self.rel_head = self._mlp(width, REL_DIM), self._mlp(width, REL_DIM)
        self.arc = nn.Parameter(torch.zeros(ARC_DIM + 1, ARC_DIM))
        self.rel = nn.Parameter(torch.zeros(sizes["deprel"], REL_DIM + 1, REL_DIM + 1))
        nn.init.xavier_uniform_(self.arc)

    @staticmethod
    def _mlp(width: int, out: int) -> nn.Module:
        return nn.Sequential(nn.Dropout(0.2), nn.Linear(width, out), nn.GELU(), nn.Dropout(0.2))

    def forward(
        self, pieces: Tensor, shapes: Tensor, first: Tensor, last: Tensor, mask: Tensor | None = None
    ) -> dict[str, Tensor]:
        """Read `pieces` and `shapes` (batch, pieces), `first` and `last` (batch, words); `mask` is 1 on true pieces.

        Return `layer -> (batch, words, labels)`, `arcs` (batch, words, words + 1; column 0 the root), and the
        vectors `rel_dep` (batch, words, d) and `rel_head` (batch, words + 1, d) that `relations` scores."""
        vectors = self.encoder.embeddings.word_embeddings(pieces) + self.shape_inputs(shapes)
        states = self.encoder(inputs_embeds=vectors, attention_mask=mask, output_hidden_states=True).hidden_states
        hidden = sum(share * state for share, state in zip(self.blend.softmax(0), states[-MIXED:], strict=True))
        width = hidden.shape[-1]
        begin = torch.gather(hidden, 1, first.unsqueeze(-1).expand(-1, -1, width))
        end = torch.gather(hidden, 1, last.unsqueeze(-1).expand(-1, -1, width))
        words = self.mix(torch.cat([begin, end, self.shapes(torch.gather(shapes, 1, first))], dim=-1))
        out = {name: layer(words) for name, layer in self.layers.items()}
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], dim=1)
        dep = self.arc_dep(words)
        dep = torch.cat([dep, torch.ones_like(dep[..., :1])], dim=-1)
        out["arcs"] = (dep @ self.arc) @ self.arc_head(heads).transpose(1, 2)
        out["rel_dep"] = self.rel_dep(words)
        out["rel_head"] = self.rel_head(heads)
        return out

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score every label for pairs of vectors: (pairs, d), (pairs, d) to (pairs, labels)."""
        one = torch.ones_like(dep[..., :1])
        dep, head = torch.cat([dep, one], -1), torch.cat([head, one], -1)
        left = torch.einsum("nd,ldk->nlk", dep, self.rel)
        return torch.einsum("nlk,nk->nl", left, head)


def new_model(folder: str, sizes: dict[str, int]) -> Pipeline:
    """Put fresh heads on the pretrained encoder that lies in `folder`."""
    encoder = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
    for parameter in encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False  # words that training never meets keep their place beside those that it does
    return Pipeline(encoder, sizes)


def empty_model(config: dict[str, object], sizes: dict[str, int]) -> Pipeline:
    """The same model without weights, to be filled from a checkpoint."""
    return Pipeline(BertModel(BertConfig(**config), add_pooling_layer=False), sizes)
