"""Cases: reading what is judged, what is given beside it, and what tests expect."""

from yiju.case.combine import check_against, disagreements, merge
from yiju.case.expectation import Expectation
from yiju.case.nodes import decode
from yiju.case.reader import CaseReader
from yiju.case.scalars import show_fact
from yiju.case.tests_file import TestCase

__all__ = [
    "CaseReader",
    "Expectation",
    "TestCase",
    "check_against",
    "decode",
    "disagreements",
    "merge",
    "show_fact",
]
