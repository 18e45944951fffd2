"""Fits the network."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from scoring.detection.learned.alphabet import CODES, Alphabet, Codes
from scoring.detection.learned.labels import LABELS
from scoring.detection.learned.network import Array
from scoring.detection.learned.training.augment import Augmenter
from scoring.detection.learned.training.corpus import Item, label_matrix
from scoring.detection.learned.training.torch_network import Shape, TrainedNetwork

Batch = tuple[Tensor, Tensor, Tensor, Tensor, Tensor]
"""Reply codes, codes of what was heard, situations, labels at each place, labels in all."""


@dataclass(frozen=True)
class Recipe:
    epochs: int = 8
    batch: int = 64
    learning_rate: float = 2e-3
    weight_decay: float = 0.05
    warm_up: float = 0.1
    seed: int = 0
    shape: Shape = field(default_factory=Shape)


def fit(
    items: Sequence[Item], alphabet: Alphabet, words: Array, recipe: Recipe, say: Callable[[str], None]
) -> TrainedNetwork:
    """A network trained on ``items``; the same recipe and items give the same one on one machine."""
    torch.manual_seed(recipe.seed)
    rng = Random(recipe.seed)  # noqa: S311 - not for secrets
    network = TrainedNetwork(alphabet, words, recipe.shape)
    augment = Augmenter(items, alphabet.syllables, rng)
    optimisers, schedules = _optimisers(network, recipe, len(items))
    for epoch in range(recipe.epochs):
        began, losses = time.monotonic(), []
        network.train()
        for batch in _batches([augment(item) for item in items], recipe.batch, rng, alphabet):
            losses.append(_step(network, batch, optimisers))
            for schedule in schedules:
                schedule.step()
        say(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s")
    return network.eval()


def _optimisers(
    network: TrainedNetwork, recipe: Recipe, items: int
) -> tuple[list[torch.optim.Optimizer], list[torch.optim.lr_scheduler.LRScheduler]]:
    """Tables are touched in few rows at a step: they have an optimiser of their own."""
    sparse = list(network.tables.parameters())
    own = {id(parameter) for parameter in sparse}
    dense = [parameter for parameter in network.parameters() if id(parameter) not in own]
    optimisers: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(dense, lr=recipe.learning_rate, weight_decay=recipe.weight_decay),
        torch.optim.SparseAdam(sparse, lr=recipe.learning_rate),
    ]
    steps = recipe.epochs * -(-items // recipe.batch)
    schedules: list[torch.optim.lr_scheduler.LRScheduler] = [
        torch.optim.lr_scheduler.OneCycleLR(
            optimiser, recipe.learning_rate, total_steps=steps, pct_start=recipe.warm_up, cycle_momentum=False
        )
        for optimiser in optimisers
    ]
    return optimisers, schedules


def _step(network: TrainedNetwork, batch: Batch, optimisers: Sequence[torch.optim.Optimizer]) -> float:
    reply, heard, situation, at_places, in_all = batch
    places, logits = network(reply, heard, situation)
    spoken = reply[:, 0] > 0
    whole = binary_cross_entropy_with_logits(logits, in_all, reduction="none").sum(1).mean()
    spans = binary_cross_entropy_with_logits(places[spoken], at_places[spoken], reduction="none")
    for optimiser in optimisers:
        optimiser.zero_grad()
    (whole + spans.sum(1).mean()).backward()  # type: ignore[no-untyped-call] # torch
    dense = [p for p in network.parameters() if p.grad is not None and not p.grad.is_sparse]
    nn.utils.clip_grad_norm_(dense, 1.0)
    for optimiser in optimisers:
        optimiser.step()
    return float(whole.detach())


def _batches(items: list[Item], size: int, rng: Random, alphabet: Alphabet) -> Iterator[Batch]:
    """Replies of about the same length together, in random order."""
    ordered = sorted(items, key=lambda item: len(item.text) + rng.random() * 10)
    batches = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    rng.shuffle(batches)
    return (collate(batch, alphabet) for batch in batches)


def collate(items: Sequence[Item], alphabet: Alphabet) -> Batch:
    """Tensors of a batch, padded with 0."""
    reply = _padded([alphabet.encode(item.text, item.heard) for item in items])
    heard = _padded([alphabet.encode(item.heard) for item in items])
    places = torch.zeros(len(items), reply.shape[2], len(LABELS))
    for row, item in enumerate(items):
        for mark in item.marks:
            places[row, mark.start : mark.end, mark.label] = 1
    situations = torch.tensor([item.situation for item in items])
    return reply, heard, situations, places, torch.tensor(label_matrix(items), dtype=torch.float32)


def _padded(codes: Sequence[Codes]) -> Tensor:
    longest = max(1, *(code.shape[1] for code in codes))
    padded = np.zeros((len(codes), CODES, longest), dtype=np.int64)
    for row, code in enumerate(codes):
        padded[row, :, : code.shape[1]] = code
    return torch.tensor(padded)
