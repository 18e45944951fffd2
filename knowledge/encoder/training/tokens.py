"""The tokenizer: every usual Chinese character, and the words that this product's texts use."""

import math
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

CHARACTERS = 7_000
WORDS = 4_000
MIN_WORD_COUNT = 4
UNKNOWN = "[UNK]"
Frequencies = dict[str, int]


def general_frequencies() -> Frequencies:
    """Word counts of general Chinese, from the dictionary that comes with jieba (MIT licence)."""
    lines = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8").splitlines()
    return {word: int(count) for word, count, *_ in (line.split() for line in lines)}


def character_counts(frequencies: Frequencies) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word, count in frequencies.items():
        for character in word:
            counts[character] += count
    return counts


def domain_words(texts: Iterable[str], frequencies: Frequencies) -> list[str]:
    """Dictionary words of 2 to 4 characters that the texts use, most used first."""
    counts: Counter[str] = Counter()
    for text in texts:
        for size in (2, 3, 4):
            counts.update(text[start : start + size] for start in range(len(text) - size + 1))
    used = [word for word, count in counts.items() if count >= MIN_WORD_COUNT and word in frequencies]
    return sorted(used, key=lambda word: (-counts[word], word))[:WORDS]


def build_tokenizer(words: list[str], frequencies: Frequencies, characters: Counter[str]) -> Tokenizer:
    """A unigram tokenizer: the most probable cut into words and characters, punctuation dropped."""
    total = sum(frequencies.values())
    usual = sorted(characters, key=lambda character: (-characters[character], character))[:CHARACTERS]
    latin = [chr(code) for code in (*range(ord("0"), ord("9") + 1), *range(ord("a"), ord("z") + 1))]
    singles = sorted({*usual, *latin}, key=lambda character: (-characters[character], character))
    pieces = [(UNKNOWN, -30.0)]
    pieces += [(piece, math.log(max(frequencies.get(piece, 1), 1) / total)) for piece in (*singles, *words)]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=0))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(r"[^\w]+"), "removed")
    return tokenizer
