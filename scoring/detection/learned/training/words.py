"""Word vectors from the input embeddings of a language model.

``python -m scoring.detection.learned.training.words --model FOLDER`` writes them.

The bundled ones come from Qwen2.5-Coder-1.5B-Instruct (Apache-2.0): its 24,872 tokens that are Chinese words
of at most five characters, reduced to 160 dimensions. A word that no example contains still has a meaning.
"""

import re
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from safetensors.numpy import save_file
from transformers import AutoModelForCausalLM, AutoTokenizer

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.network import Array, Table
from scoring.detection.learned.recogniser import ALPHABET, MODEL, WORDS

CHINESE = re.compile(r"[\u4e00-\u9fa5]{1,5}")
DIMENSIONS = 160


def main(
    model: Annotated[Path, typer.Option(help="Folder of the language model")],
    output: Annotated[Path, typer.Option(help="Folder to write to")] = MODEL,
    gguf: Annotated[str, typer.Option(help="Name of the GGUF file, if the model is one")] = "",
) -> None:
    """Write the words and their vectors."""
    source = {"gguf_file": gguf} if gguf else {}
    tokenizer = AutoTokenizer.from_pretrained(model, **source)
    vectors = AutoModelForCausalLM.from_pretrained(model, **source).get_input_embeddings().weight
    tokens = _chinese_words(tokenizer)
    reduced = reduce(vectors.detach().float().numpy()[list(tokens.values())], DIMENSIONS)
    table = Table.of(np.vstack([np.zeros((1, DIMENSIONS), dtype=np.float32), reduced]))
    output.mkdir(parents=True, exist_ok=True)
    save_file({"words.rows": table.rows, "words.scales": table.scales.astype(np.float16)}, output / WORDS)
    numbered = {word: number for number, word in enumerate(tokens, start=1)}
    Alphabet({}, {}, {}, {}, numbered).save(output / ALPHABET)
    typer.echo(f"{len(tokens)} words written to {output}")


def _chinese_words(tokenizer: AutoTokenizer) -> dict[str, int]:
    words = {}
    for number in range(len(tokenizer)):
        word = tokenizer.convert_tokens_to_string([tokenizer.convert_ids_to_tokens(number)])
        if CHINESE.fullmatch(word):
            words[word] = number
    return words


def reduce(vectors: Array, dimensions: int) -> Array:
    """``(n, dimensions)``: directions of most variance of the unit vectors, spread to about 1."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    centred = unit - unit.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    projected = centred @ axes[:, ::-1][:, :dimensions]
    scaled: Array = (projected / projected.std()).astype(np.float32)
    return scaled


if __name__ == "__main__":
    typer.run(main)
