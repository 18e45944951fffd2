"""Names that a case is filled with: a work order with one of them must not pass for another."""

from itertools import permutations

import pytest

from personas.catalogue import load_personas
from scoring.fields import same_field
from scoring.labels import FieldName

POOLS = load_personas().pools


@pytest.mark.parametrize("pool", ["communities", "villages", "roads", "markets"])
def test_no_two_places_are_taken_for_each_other(pool: str) -> None:
    mixed = [
        pair for pair in permutations(POOLS[pool], 2) if same_field("address", *(f"{p}3号" for p in pair))
    ]
    assert mixed == []


@pytest.mark.parametrize("pool", ["crews", "stations"])
def test_no_two_crews_are_taken_for_each_other(pool: str) -> None:
    assert [pair for pair in permutations(POOLS[pool], 2) if same_field("dispatch_to", *pair)] == []


@pytest.mark.parametrize(
    ("pool", "field"),
    [("communities", "address"), ("villages", "address"), ("roads", "address"), ("markets", "address"),
     ("crews", "dispatch_to"), ("stations", "dispatch_to")],
)  # fmt: skip
def test_each_is_itself(pool: str, field: FieldName) -> None:
    assert [name for name in POOLS[pool] if not same_field(field, f"{name}3号", f"{name}3号")] == []
