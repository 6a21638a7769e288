"""What a repair program asks of formulas: whether they have a value, whether two differ."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from yiju.case.model import ABSENT
from yiju.values.evaluate import round_half_up
from yiju.values.operations import Value


def rounded(value: Value, money: bool) -> Value:
    """A value as amounts are rounded."""
    return round_half_up(value) if money and isinstance(value, (int, Fraction)) else value


def void(values: Sequence[Value]) -> bool | None:
    """Whether a formula has no value."""
    if any(value is ABSENT for value in values):
        return True
    return None if any(value is None for value in values) else False


def differ(values: Sequence[Value]) -> bool | None:
    """Whether two formulas give different values."""
    if void(values) is not False:
        return void(values) and False
    return bool(values[0] != values[1])
