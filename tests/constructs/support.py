"""A small policy and a case, decided by engine and interpreter, who must not differ."""

from __future__ import annotations

from agreement.compare import disagreements

from yiju.asp.decided import Decided
from yiju.pipeline import Engine, read_policy
from yiju.source import Source


def engine_of(*texts: str) -> Engine:
    """The engine of a policy without faults."""
    sources = [Source(f"{k}.yiju", text) for k, text in enumerate(texts)]
    policy, found = read_policy(sources)
    assert [d.what for d in found] == []
    return Engine(policy)


def decided(engine: Engine, text: str) -> Decided:
    """The case decided; the interpreter says the same of all of it."""
    case, found = engine.reader.read_text(Source("案情.yaml", text))
    assert case is not None and [d.what for d in found] == []
    assert disagreements(engine, case) == []
    return engine.decide(case)


def told(decided: Decided) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Conclusion → status and grounds, of a case with one record of each class."""
    return {a.conclusion: (a.status, a.grounds) for a in decided.answers}
