"""The independent interpreter: re-decides a case from docs/semantics.md alone, slow and plain.

It is the oracle of the engine. It shares with it the resolved policy, the case and the answer
types, and nothing else: its dates, its arithmetic and its completions are written anew.
"""

from yiju.interp.decide import decide

__all__ = ["decide"]
