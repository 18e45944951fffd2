"""Chinese numerals as numbers: ``十二`` is 12, ``一百零五`` 105, ``一百五`` 150, digits ``二三`` 23."""

import re
from typing import Final

DIGITS: Final = str.maketrans("零〇一幺二两三四五六七八九", "0011223456789")
_ONES: Final = "零一二三四五六七八九"
HUNDRED: Final = 100
PAIR: Final = 2
_LAST_PLACE: Final = ((re.compile(r"千([1-9])$"), r"千\1百"), (re.compile(r"百([1-9])$"), r"百\1十"))
"""``一百五`` leaves the last place unsaid."""
_PLACES: Final = re.compile(
    r"(?!0)(?:(?P<thousands>[1-9])千)?(?:0?(?P<hundreds>[1-9])百)?"
    r"(?:0?(?P<tens>[1-9]?)(?P<ten>十))?(?:(?<!十)0)?(?P<ones>[1-9]?)"
)


def number(numeral: str) -> int | None:
    """The value below ten thousand, or of digits read out one by one; ``None`` where it is not a numeral."""
    plain = numeral.translate(DIGITS)
    if plain.isdecimal():
        return int(plain)
    for unsaid, said in _LAST_PLACE:
        plain = unsaid.sub(said, plain)
    places = _PLACES.fullmatch(plain)
    if not plain or places is None:
        return None
    tens = (places["tens"] or "1") if places["ten"] else "0"
    return int(f"{places['thousands'] or 0}{places['hundreds'] or 0}{tens}{places['ones'] or 0}")


def spoken(value: int) -> str:
    """As people say it before a measure word: ``两``, ``十五``, ``九十六``; digits from a hundred on."""
    if not 0 < value < HUNDRED:
        return str(value)
    if value == PAIR:
        return "两"
    tens, ones = divmod(value, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{_ONES[tens]}十"
    return ten + (_ONES[ones] if ones else "")
