"""Networks that have each not seen one fold of the examples, so that they can be believed about it."""

from collections.abc import Sequence

import numpy as np
import torch
import typer
from numpy.typing import NDArray

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.network import Array
from scoring.detection.learned.training.corpus import prepare, without_fold
from scoring.detection.learned.training.fitting import Recipe, fit
from scoring.detection.learned.training.torch_network import export
from scoring.marked import Example


def train_network(
    number: int, rows: Sequence[Example], alphabet: Alphabet, words: Array, epochs: int
) -> dict[str, NDArray[np.generic]]:
    """Weights of the network that has not seen fold ``number``."""
    torch.set_num_threads(1)
    inside, _ = without_fold(rows, number)
    recipe = Recipe(epochs=epochs, seed=number)

    def say(line: str) -> None:
        typer.echo(f"network {number + 1}, {len(inside)} examples: {line}")

    return export(fit([prepare(row) for row in inside], alphabet, words, recipe, say))
