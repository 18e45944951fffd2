"""numpy runs what torch trained, and the models say the same of the same words."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest
import torch

from scoring.detection.learned.alphabet import Alphabet
from scoring.detection.learned.labels import LABELS, PLACE
from scoring.detection.learned.network import TABLES, Array, Network, Table
from scoring.detection.learned.ngrams import features, vector
from scoring.detection.learned.training.augment import Augmenter, unpunctuated
from scoring.detection.learned.training.corpus import Item, Mark, label_matrix
from scoring.detection.learned.training.fitting import Recipe, collate, fit
from scoring.detection.learned.training.linear import fit_linear, found_in
from scoring.detection.learned.training.torch_network import Shape, TrainedNetwork, export

SOUNDS = {character: number for number, character in enumerate("您好请问地址再见没电了快来", start=1)}
ALPHABET = Alphabet(
    characters={character: number + 1 for character, number in SOUNDS.items()},
    syllables=SOUNDS,
    pairs={"您好": 1, "地址": 2, "再见": 3},
    triples={"请问地": 1},
    words={"您好": 1, "地址": 2},
)
WORDS = np.array([[0, 0], [1, 0.5], [-0.5, 1]], dtype=np.float32)
GREETED = Item(
    text="您好，请问地址",
    marks=(Mark(PLACE["greeting"], 0, 2), Mark(PLACE["ask_address"], 3, 7)),
    heard="没电了",
    situation=1,
    labels=frozenset({PLACE["greeting"], PLACE["ask_address"]}),
)
PARTED = Item("再见", (Mark(PLACE["closing"], 0, 2),), "", 2, frozenset({PLACE["closing"]}))


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def runtime(weights: dict[str, np.ndarray]) -> Network:
    tables = {name: Table(weights[f"{name}.rows"], weights[f"{name}.scales"]) for name in TABLES}
    plain = {name: array.astype(np.float32) for name, array in weights.items() if ".rows" not in name}
    return Network(tables=tables, words=Table.of(WORDS), weights=plain)


@pytest.mark.parametrize("item", [GREETED, PARTED])
def test_numpy_computes_what_torch_trained(item: Item) -> None:
    torch.manual_seed(3)
    trained = TrainedNetwork(ALPHABET, WORDS, Shape(width=8)).eval()
    reply, heard, situation, _, _ = collate([item, GREETED], ALPHABET)
    with torch.no_grad():
        places, logits = trained(reply, heard, situation)
    ours_places, ours = runtime(export(trained)).forward(
        ALPHABET.encode(item.text, item.heard), ALPHABET.encode(item.heard), item.situation
    )
    np.testing.assert_allclose(ours, logits[0].numpy(), atol=0.03)
    np.testing.assert_allclose(ours_places, places[0, : len(item.text)].numpy(), atol=0.03)


def test_a_network_learns_what_it_is_shown() -> None:
    recipe = Recipe(epochs=40, batch=2, learning_rate=0.02, shape=Shape(width=16, dropout=0, place_dropout=0))
    network = fit([GREETED, PARTED] * 4, ALPHABET, WORDS, recipe, lambda _: None)
    reply, heard, situation, _, _ = collate([GREETED, PARTED], ALPHABET)
    with torch.no_grad():
        found = (network(reply, heard, situation)[1] > 0).numpy()
    assert found.tolist() == label_matrix([GREETED, PARTED]).tolist()


def test_a_table_keeps_its_vectors_within_a_hundredth_of_the_largest() -> None:
    vectors = np.array([[0, 0], [1, -0.3], [0.02, 0.01]], dtype=np.float32)
    kept = Table.of(vectors)[np.array([0, 1, 2])]
    assert np.abs(kept - vectors).max() <= 0.01
    assert not kept[0].any()


def test_the_linear_model_tells_two_labels_apart() -> None:
    items = [GREETED, PARTED] * 6
    wanted = label_matrix(items)
    needed = [place for place in range(len(LABELS)) if wanted[:, place].any()]
    model = fit_linear(found_in(items, SOUNDS), with_both_answers(wanted), workers=1)
    score = model.score(features("您好，地址", "", "anxious_outage", SOUNDS))
    assert score[PLACE["greeting"]] > 0 > score[PLACE["closing"]]
    assert set(needed) == {PLACE["greeting"], PLACE["ask_address"], PLACE["closing"]}


def with_both_answers(wanted: np.ndarray) -> np.ndarray:
    """A regression needs rows with and without each label."""
    filled = wanted.copy()
    filled[0, ~wanted.any(axis=0)] = True
    return filled


def test_every_view_has_its_weight() -> None:
    rarity: Array = np.ones(1 << 17, dtype=np.float32)
    places, values = vector(features("您好", "", "callback", SOUNDS), rarity)
    assert len(places) == len(values)
    assert np.isclose((values**2).sum(), 1.0 + 0.6**2 + 0.25**2)


def test_marks_move_with_the_words_when_punctuation_is_lost() -> None:
    bare = unpunctuated(GREETED)
    assert bare.text == "您好请问地址"
    assert {bare.text[mark.start : mark.end] for mark in bare.marks} == {"您好", "请问地址"}


def test_an_augmented_example_keeps_its_labels_and_marks_what_it_says() -> None:
    augment = Augmenter([GREETED, PARTED], SOUNDS, Random(1))
    for _ in range(200):
        item = augment(GREETED)
        assert item.labels >= GREETED.labels
        assert {mark.label for mark in item.marks} == item.labels
        assert all(0 <= mark.start < mark.end <= len(item.text) for mark in item.marks)
