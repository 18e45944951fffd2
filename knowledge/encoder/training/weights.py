"""Starting weights: what two sentences share in characters, before anything is learned.

A random direction for each character keeps the cosine of two sentences close to their weighted
character overlap (Johnson-Lindenstrauss); rare characters weigh more; a word starts as the sum of
its characters, so that cutting a sentence differently changes nothing until training says so.
"""

import math
from collections import Counter

import numpy as np
from tokenizers import Tokenizer

from knowledge.ports import Vectors

DIMENSION = 256
RARITY_POWER = 1.5
SMOOTHING = 200


def starting_weights(tokenizer: Tokenizer, characters: Counter[str], seed: int) -> Vectors:
    """``(vocabulary, DIMENSION)`` float32."""
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    generator = np.random.default_rng(seed)
    random = generator.standard_normal((len(vocabulary), DIMENSION)) / math.sqrt(DIMENSION)
    weights = np.zeros((len(vocabulary), DIMENSION), dtype=np.float32)
    total = sum(characters.values())
    for piece, index in vocabulary.items():
        if len(piece) == 1:
            weights[index] = random[index] * _rarity(characters[piece], total)
    for piece, index in vocabulary.items():
        if len(piece) > 1:
            weights[index] = sum(weights[vocabulary[part]] for part in piece if part in vocabulary)
    return weights


def _rarity(count: int, total: int) -> float:
    """1 for the rarest character, towards 0 for the commonest."""
    rarity = math.log((total + 1) / (count + SMOOTHING)) / math.log(total / SMOOTHING)
    return math.pow(rarity, RARITY_POWER)
