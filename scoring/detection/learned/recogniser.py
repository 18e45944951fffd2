"""The models together: what they see in a reply, and where."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
from safetensors.numpy import load_file

from knowledge.vocabulary import SituationId
from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.combination import Combination
from scoring.detection.learned.labels import LABELS, PLACE, SITUATION_PLACE
from scoring.detection.learned.network import TABLES, Array, Network, Table
from scoring.detection.learned.ngrams import NgramModel, features
from scoring.detection.learned.reading import Reading, heard, read, windows
from scoring.detection.model import ReplyContext

MODEL: Final = Path(__file__).parent / "model"
ALPHABET: Final = "alphabet.json"
NETWORKS: Final = ("network-a.safetensors", "network-b.safetensors")
WORDS: Final = "words.safetensors"
NGRAMS: Final = "ngrams.safetensors"
COMBINATION: Final = "combination.json"


@dataclass(frozen=True)
class Sight:
    """What the models make of one reply: log odds of each label, and of each label at each place."""

    reading: Reading
    network: Array
    ngrams: Array
    places: Array
    """``(T, L)``; ``(0, L)`` of an empty reply."""
    words: tuple[int, ...]
    """Number of the word that covers each place."""
    length: int
    """Characters of the original reply."""


@dataclass(frozen=True)
class _Piece:
    """What the models make of one window."""

    network: Array
    ngrams: Array
    places: Array
    words: tuple[int, ...]


@dataclass(frozen=True)
class Recogniser:
    """Pure: the same context always gives the same sight."""

    alphabet: Alphabet
    networks: tuple[Network, ...]
    ngrams: NgramModel
    combination: Combination
    fingerprint: str

    def look(self, context: ReplyContext) -> Sight:
        """A long reply is read in windows; each label counts where it is likeliest."""
        reading, said = read(context.reply), heard(context)
        pieces = [self._look(piece, said, context.situation) for piece in windows(reading.text)]
        return Sight(
            reading=reading,
            network=np.max([piece.network for piece in pieces], axis=0),
            ngrams=np.max([piece.ngrams for piece in pieces], axis=0),
            places=np.concatenate([piece.places for piece in pieces]),
            words=tuple(word for piece in pieces for word in piece.words),
            length=len(context.reply),
        )

    def _look(self, text: str, said: str, situation: SituationId) -> _Piece:
        ngrams = self.ngrams.score(features(text, said, situation, self.alphabet.syllables))
        if not text:
            nowhere = np.zeros((0, len(LABELS)), dtype=np.float32)
            return _Piece(np.full(len(LABELS), -10, dtype=np.float32), ngrams, nowhere, ())
        codes, before = self.alphabet.encode(text, said), self.alphabet.encode(said)
        place = SITUATION_PLACE[situation]
        opinions = [network.forward(codes, before, place) for network in self.networks]
        return _Piece(
            network=np.mean([logits for _, logits in opinions], axis=0),
            ngrams=ngrams,
            places=np.mean([places for places, _ in opinions], axis=0),
            words=tuple(map(int, codes[4])),
        )

    def judge(self, sight: Sight, by_rule: Mapping[str, float]) -> dict[str, float]:
        """Labels whose probability reaches its threshold; ``by_rule`` are what rules found, 0..1."""
        rules = np.zeros(len(LABELS), dtype=np.float32)
        for label, score in by_rule.items():
            if label in PLACE:
                rules[PLACE[label]] = score
        likely = self.combination.probabilities(sight.network, sight.ngrams, rules)
        passed = np.flatnonzero(likely >= self._thresholds)
        return {LABELS[index]: float(likely[index]) for index in passed}

    @cached_property
    def _thresholds(self) -> Array:
        return self.combination.thresholds


def load_recogniser(folder: Path = MODEL) -> Recogniser:
    """Read the model that ``python -m scoring.detection.learned.training`` wrote."""
    names = (ALPHABET, *NETWORKS, WORDS, NGRAMS, COMBINATION)
    digest = hashlib.sha256(b"".join((folder / name).read_bytes() for name in names))
    return Recogniser(
        alphabet=Alphabet.load(folder / ALPHABET),
        networks=tuple(load_network(folder, number) for number in range(len(NETWORKS))),
        ngrams=load_ngrams(folder / NGRAMS),
        combination=Combination.load(folder / COMBINATION),
        fingerprint=digest.hexdigest()[:12],
    )


def load_ngrams(file: Path) -> NgramModel:
    tensors = load_file(file)
    return NgramModel(
        rarity=tensors["rarity"].astype(np.float32),
        rows=tensors["rows"],
        weights=_table(tensors, "weights"),
        bias=tensors["bias"],
    )


def load_network(folder: Path, number: int) -> Network:
    tensors = load_file(folder / NETWORKS[number])
    tables = {name: _table(tensors, name) for name in TABLES}
    quantised = {f"{name}.{part}" for name in TABLES for part in ("rows", "scales")}
    weights = {name: array.astype(np.float32) for name, array in tensors.items() if name not in quantised}
    return Network(tables=tables, words=_table(load_file(folder / WORDS), "words"), weights=weights)


def _table(tensors: Mapping[str, Array], name: str) -> Table:
    return Table(tensors[f"{name}.rows"].astype(np.int8), tensors[f"{name}.scales"].astype(np.float32))
