"""The network for training; ``export`` gives the weights that ``learned.network`` runs."""

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.labels import LABELS, SITUATIONS
from scoring.detection.learned.network import CONTEXT_SHARE, DILATIONS, TABLES, Array, Table

FAR_BELOW = -1e4


@dataclass(frozen=True)
class Shape:
    width: int = 160
    dropout: float = 0.3
    place_dropout: float = 0.1
    """Share of characters whose vector is hidden."""


SPREADS = {"characters": 0.3, "syllables": 0.15, "pairs": 0.15, "triples": 0.1}
"""Standard deviation of the vectors at the start."""


class TrainedNetwork(nn.Module):
    """``forward`` gives log odds for each label at each place, ``(B, T, L)``, and in all, ``(B, L)``."""

    def __init__(self, alphabet: Alphabet, words: Array, shape: Shape) -> None:
        super().__init__()
        width, labels = shape.width, len(LABELS)
        self.shape = shape
        self.tables = nn.ModuleDict({name: _table(alphabet, name, width) for name in TABLES})
        self.words: Tensor
        self.register_buffer("words", torch.tensor(words))
        self.word = nn.Linear(words.shape[1], width)
        nn.init.normal_(self.word.weight, std=0.3 / words.shape[1] ** 0.5)
        self.situation = nn.Embedding(len(SITUATIONS) + 1, width)
        nn.init.normal_(self.situation.weight, std=0.1)
        self.echo = nn.Embedding(3, width)
        nn.init.normal_(self.echo.weight, std=0.1)
        self.heard = nn.Linear(width, width)
        self.first = nn.Parameter(torch.zeros(width))
        self.dropout = nn.Dropout(shape.dropout)
        self.convolutions = nn.ModuleList(
            nn.Conv1d(width, 2 * width, 3, padding=dilation, dilation=dilation) for dilation in DILATIONS
        )
        self.norms = nn.ModuleList(nn.LayerNorm(width) for _ in DILATIONS)
        self.out = nn.LayerNorm(width)
        self.tag = nn.Linear(width, labels)
        nn.init.constant_(self.tag.bias, -4.0)
        self.attend = nn.Linear(width, labels, bias=False)
        self.label_weight = nn.Parameter(torch.randn(labels, width) * 0.02)
        self.label_bias = nn.Parameter(torch.full((labels,), -3.0))
        self.context = nn.Linear(width, labels, bias=False)
        nn.init.zeros_(self.context.weight)
        self.mix = nn.Parameter(torch.full((labels,), 0.5))

    def forward(self, reply: Tensor, heard: Tensor, situation: Tensor) -> tuple[Tensor, Tensor]:
        spoken = (reply[:, 0] > 0)[..., None]
        context = self._context(heard, situation)
        state = self._embed(reply)
        if self.training:
            state = state * (torch.rand(*state.shape[:2], 1) > self.shape.place_dropout)
        state = state + CONTEXT_SHARE * context[:, None]
        state = torch.cat([state[:, :1] + self.first, state[:, 1:]], dim=1) * spoken
        for convolution, norm in zip(self.convolutions, self.norms, strict=True):
            clean = self.dropout(norm(state) * spoken)
            value, gate = convolution(clean.transpose(1, 2)).transpose(1, 2).chunk(2, dim=-1)
            state = (state + value * torch.sigmoid(gate)) * spoken
        state = self.dropout(self.out(state))
        unspoken = ~spoken * FAR_BELOW
        places: Tensor = self.tag(state)
        attention = torch.softmax(self.attend(state) + unspoken, dim=1)
        seen = torch.einsum("btl,btd->bld", attention, state)
        whole = (seen * self.label_weight).sum(-1) + self.label_bias + self.context(context)
        return places, self.mix * (places + unspoken).amax(dim=1) + whole

    def _embed(self, codes: Tensor) -> Tensor:
        total = sum(self.tables[name](codes[:, row]) for row, name in enumerate(TABLES))
        known = (codes[:, 4] > 0)[..., None]
        echo = self.echo(codes[:, 5])
        embedded: Tensor = total + self.word(self.words[codes[:, 4]]) * known + echo
        return embedded

    def _context(self, heard: Tensor, situation: Tensor) -> Tensor:
        there = (heard[:, 0] > 0)[..., None]
        total = (self._embed(heard) * there).sum(1) / (there.sum(1) + 1)
        return torch.tanh(self.heard(total + self.situation(situation)))


def _table(alphabet: Alphabet, name: str, width: int) -> nn.Embedding:
    codes: dict[str, int] = getattr(alphabet, name)
    table = nn.Embedding(max(codes.values(), default=0) + 1, width, padding_idx=0, sparse=True)
    with torch.no_grad():
        table.weight[1:].normal_(std=SPREADS[name])
        table.weight[0] = 0
    return table


def export(network: TrainedNetwork) -> dict[str, NDArray[np.generic]]:
    """Named arrays: tables in bytes, the rest in half precision."""
    plain: dict[str, Tensor] = {
        "first": network.first, "label.weight": network.label_weight, "label.bias": network.label_bias,
        "mix": network.mix,
    }  # fmt: skip
    for name in ("word", "echo", "situation", "heard", "out", "tag", "attend", "context"):
        for part, value in getattr(network, name).named_parameters():
            plain[f"{name}.{part}"] = value
    for index, (convolution, norm) in enumerate(zip(network.convolutions, network.norms, strict=True)):
        for name, value in norm.named_parameters():
            plain[f"norm.{index}.{name}"] = value
        parameters = dict(convolution.named_parameters())
        weight = parameters["weight"]
        plain[f"conv.{index}.weight"] = weight.permute(2, 1, 0).reshape(-1, weight.shape[0])
        plain[f"conv.{index}.bias"] = parameters["bias"]
    arrays: dict[str, NDArray[np.generic]] = {
        name: value.detach().numpy().astype(np.float16) for name, value in plain.items()
    }
    for name in TABLES:
        table = Table.of(dict(network.tables[name].named_parameters())["weight"].detach().numpy())
        arrays[f"{name}.rows"], arrays[f"{name}.scales"] = table.rows, table.scales
    return {name: np.ascontiguousarray(array) for name, array in arrays.items()}
