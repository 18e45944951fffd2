"""How far adherence keeps the order of wordings that nobody tuned on, from word for word to unrelated."""

from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from pydantic import TypeAdapter

from knowledge.catalogue import load_catalogue
from knowledge.content import read_yaml
from knowledge.encoder import load_encoder
from knowledge.own import as_clause, is_own, read_clause
from knowledge.schema import Clause
from scoring.adherence import Adherence
from scoring.evaluation import spearman

DATA = Path(__file__).parents[1] / "data"
RANKED = TypeAdapter(dict[str, tuple[str, ...]]).validate_python(read_yaml(DATA / "adherence_ranks.yaml"))
CATALOGUE, ADHERENCE = load_catalogue(), Adherence(load_encoder())
MEAN, POOLED, LEAST = 0.9, 0.85, 0.6


def clause(name: str) -> Clause:
    if not is_own(name):
        return CATALOGUE.get(name)
    file = DATA / "own_clauses" / "clauses" / f"{name.removeprefix('own.')}.yaml"
    return as_clause(file.stem, read_clause(file.name, file.read_bytes()))


def measured(name: str) -> list[float]:
    found = [ADHERENCE.measure(words, 0, len(words), clause(name)) for words in RANKED[name]]
    return [match.adherence if match else 0.0 for match in found]


def correlation(ranks: list[int], scores: list[float]) -> float:
    return spearman(np.array([-rank for rank in ranks], dtype=np.float64), np.array(scores))


def test_the_order_of_the_wordings_is_kept() -> None:
    within = {name: correlation(list(range(6)), measured(name)) for name in RANKED}
    everything = [(rank, score) for name in RANKED for rank, score in enumerate(measured(name))]
    pooled = correlation([rank for rank, _ in everything], [score for _, score in everything])
    within_mean = mean(within.values())
    print(f"\nSpearman within a phrase {within_mean:.3f}, over all {pooled:.3f}, {len(everything)} texts")
    assert within_mean >= MEAN
    assert min(within.values()) >= LEAST, within
    assert pooled >= POOLED


@pytest.mark.parametrize("name", RANKED)
def test_word_for_word_is_full_and_unrelated_is_nearly_nothing(name: str) -> None:
    scores = measured(name)
    assert scores[0] == max(scores) >= 0.95, scores
    assert scores[-1] <= 0.35, scores
