"""Trains the bundled encoder from the project's own text and writes it to ``knowledge/encoder/model``.

One command, minutes on two cores, the same weights every time: ``python -m knowledge.encoder.training``.
"""

from pathlib import Path
from typing import Annotated

import typer
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding

from knowledge.encoder.loading import BUNDLED
from knowledge.encoder.training.corpus import paraphrase_groups
from knowledge.encoder.training.tokens import (
    build_tokenizer,
    character_counts,
    domain_words,
    general_frequencies,
)
from knowledge.encoder.training.trainer import Recipe, train
from knowledge.encoder.training.weights import starting_weights


def main(
    output: Annotated[Path, typer.Option(help="Folder to write the model to")] = BUNDLED,
    epochs: Annotated[int, typer.Option(min=0)] = Recipe.epochs,
    anchor: Annotated[float, typer.Option(min=0)] = Recipe.anchor,
) -> None:
    """Train the bundled sentence encoder."""
    recipe = Recipe(epochs=epochs, anchor=anchor)
    groups = paraphrase_groups()
    model = untrained_model([text for group in groups for text in group], recipe.seed)
    typer.echo(f"{len(groups)} groups, {sum(map(len, groups))} sentences, {model[0].num_embeddings} tokens")
    for epoch, loss in enumerate(train(model, groups, recipe), start=1):
        typer.echo(f"epoch {epoch}/{recipe.epochs}: loss {loss:.3f}")
    model.half().save(str(output), create_model_card=False)
    typer.echo(f"written to {output}")


def untrained_model(texts: list[str], seed: int) -> SentenceTransformer:
    """A static model over the texts' vocabulary, before any training."""
    frequencies = general_frequencies()
    characters = character_counts(frequencies)
    tokenizer = build_tokenizer(domain_words(texts, frequencies), frequencies, characters)
    weights = starting_weights(tokenizer, characters, seed)
    return SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_weights=weights)], device="cpu")


if __name__ == "__main__":
    typer.run(main)
