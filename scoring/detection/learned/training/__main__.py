"""Trains the bundled models from ``scoring/examples``: ``python -m scoring.detection.learned.training``.

Two networks, each without one fold of the examples, and a linear model. The folds left out tell how far
each is to be believed and where to draw each label's line. The gold set takes no part in it.
"""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from safetensors.numpy import load_file, save_file

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.combination import Combination
from scoring.detection.learned.network import Array, Table
from scoring.detection.learned.recogniser import ALPHABET, COMBINATION, MODEL, NETWORKS, NGRAMS, WORDS
from scoring.detection.learned.training.alphabet import build_alphabet
from scoring.detection.learned.training.bagging import train_network
from scoring.detection.learned.training.calibrate import calibrate
from scoring.detection.learned.training.corpus import label_matrix, prepare
from scoring.detection.learned.training.fitting import Recipe
from scoring.detection.learned.training.linear import fit_linear, found_in, save_linear
from scoring.detection.learned.training.opinions import by_rules, gather, left_out
from scoring.detection.rule_detector import load_rules
from scoring.marked import Example, load_marked

EXAMPLES = Path(__file__).parents[3] / "examples"


def main(
    output: Annotated[Path, typer.Option(help="Folder to write the model to")] = MODEL,
    examples: Annotated[Path, typer.Option(help="Folder of marked examples")] = EXAMPLES,
    epochs: Annotated[int, typer.Option(min=0, help="0 keeps the networks")] = Recipe.epochs,
    workers: Annotated[int, typer.Option(min=1, help="Processes, each with one core")] = 2,
) -> None:
    """Train, calibrate and write the models."""
    rows = load_marked(examples)
    alphabet = _train(rows, output, epochs, workers) if epochs else Alphabet.load(output / ALPHABET)
    combination = _combination(rows, output, alphabet, workers)
    typer.echo(f"rules heeded for {', '.join(sorted(combination.heeded)) or 'nothing'}")
    combination.save(output / COMBINATION)
    items = [prepare(row) for row in rows]
    linear = fit_linear(found_in(items, alphabet.syllables), label_matrix(items), workers)
    save_linear(linear, output / NGRAMS)
    typer.echo(f"written to {output}")


def _combination(rows: Sequence[Example], folder: Path, alphabet: Alphabet, workers: int) -> Combination:
    """Calibrated twice: the second time with only the rules that the first found worth asking."""
    rules = load_rules()
    opinions = gather(rows, folder, alphabet, rules, workers)
    typer.echo(f"calibrating on {len(opinions.truth)} examples left out")
    worth = rules.only(calibrate(opinions).heeded)
    return calibrate(replace(opinions, rules=by_rules(worth, left_out(rows))))


def _train(rows: Sequence[Example], output: Path, epochs: int, workers: int) -> Alphabet:
    """Write the networks and the alphabet that they read with."""
    words, vectors = _words(output)
    texts = (text for item in map(prepare, rows) for text in (item.text, item.heard))
    alphabet = build_alphabet(texts, words)
    typer.echo(f"{len(rows)} examples, {len(alphabet.pairs)} pairs, {len(alphabet.triples)} triples")
    train = partial(train_network, rows=rows, alphabet=alphabet, words=vectors, epochs=epochs)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        for file, weights in zip(NETWORKS, pool.map(train, range(len(NETWORKS))), strict=True):
            save_file(weights, output / file)
    alphabet.save(output / ALPHABET)
    return alphabet


def _words(folder: Path) -> tuple[dict[str, int], Array]:
    """Words and their vectors, made once by ``scoring.detection.learned.training.words``; row 0 is zero."""
    tensors = load_file(folder / WORDS)
    table = Table(tensors["words.rows"], tensors["words.scales"])
    return dict(Alphabet.load(folder / ALPHABET).words), table[np.arange(len(table.rows))]


if __name__ == "__main__":
    typer.run(main)
