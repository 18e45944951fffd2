"""Contrastive training: a sentence should lie nearer to its own group than to any other of the batch."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss

from knowledge.encoder.training.corpus import Group

Batch = list[tuple[str, str]]


@dataclass(frozen=True)
class Recipe:
    """Everything that the outcome depends on besides the text."""

    seed: int = 20_261
    epochs: int = 20
    batch: int = 64
    learning_rate: float = 1e-3
    anchor: float = 0.05
    """Pull towards the starting weights: keeps general Chinese as good as it was."""
    scale: float = 10.0


def train(model: SentenceTransformer, groups: list[Group], recipe: Recipe) -> Iterator[float]:
    """Train in place; yields the mean loss of each epoch. Same text and recipe, same weights."""
    torch.manual_seed(recipe.seed)
    torch.use_deterministic_algorithms(True)
    source = random.Random(recipe.seed)  # noqa: S311 - shuffling, not secrets
    loss = MultipleNegativesRankingLoss(model, scale=recipe.scale)
    weight = model[0].embedding.weight
    start = weight.detach().clone()
    optimiser = torch.optim.Adam([weight], lr=recipe.learning_rate)
    for _ in range(recipe.epochs):
        losses = []
        for batch in batches(groups, recipe.batch, source):
            optimiser.zero_grad()
            features = [model.preprocess([pair[side] for pair in batch]) for side in (0, 1)]
            value = loss(features, None) + recipe.anchor * (weight - start).pow(2).sum(dim=1).mean()
            value.backward()
            optimiser.step()
            losses.append(float(value.detach()))
        yield sum(losses) / len(losses)


def batches(groups: list[Group], size: int, source: random.Random) -> Iterator[Batch]:
    """Pairs of one group each, never two pairs of the same group in a batch: they would repel."""
    waves = max(len(group) for group in groups) // 2
    for wave in range(waves):
        order = [group for group in groups if len(group) // 2 > wave]
        source.shuffle(order)
        pairs = [tuple(source.sample(group, 2)) for group in order]
        for first in range(0, len(pairs), size):
            batch = [(left, right) for left, right in pairs[first : first + size]]
            if len(batch) > 1:
                yield batch
