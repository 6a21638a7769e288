"""Over the records of a class (semantics §14): which there are, what is read of each, what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from yiju.case.model import Case, Duration
from yiju.interp import stretches
from yiju.interp.evaluate import (
    Item,
    Leaf,
    Open,
    Reader,
    Value,
    evaluate,
    opened,
    operands,
    shape,
    truth,
)
from yiju.ir.model import (
    Aggregate,
    All,
    Among,
    AnyOf,
    Attr,
    Compare,
    ConclusionValue,
    Cond,
    Const,
    Counted,
    Derivation,
    Flag,
    InWindow,
    Node,
    Not,
    Outer,
    Paid,
    Parameter,
    Policy,
    Quantified,
    Stretch,
    Within,
)

Spot = tuple[object, ...]  # class, index and, inside brackets, the spot outside them


def spots(case: Case, node: Counted, spot: Spot) -> list[Spot] | None:
    """Where the records that a node ranges over are; None when the case does not list them."""
    number = 0
    if node.owner:
        assert spot[0] == node.owner
        number = int(str(spot[1])) + 1
    if (node.cls, number) in case.unlisted:
        return None
    records = case.records.get(node.cls, ())
    return [
        (node.cls, n, spot) for n, r in enumerate(records) if r.parent == number or not node.owner
    ]


def list_item(case: Case, policy: Policy, node: Counted, spot: Spot) -> Item:
    """The 待定项 of what a node comes to where the case does not list the records."""
    whose = ""
    number = 0
    if node.owner:
        number = int(str(spot[1])) + 1
        whose = case.label(case.records[node.owner][number - 1])
    if reaches_out(node):
        number = int(str(spot[1])) + 1 if spot[0] != "人" else 0
    return Item(("list", shape(node), number), kind_of(policy, node), f"{whose}{node.cls} 有哪些")


def reaches_out(node: Counted) -> bool:
    """Whether what it comes to hangs on the record it is asked from."""
    return isinstance(node, Stretch) or any(isinstance(n, Outer) for n in below(node))


def kind_of(policy: Policy, node: Counted) -> str:
    """The kind of what a node comes to."""
    if isinstance(node, Quantified):
        return "bool"
    if node.op in ("earliest", "latest", "gapday"):
        return "date"
    if node.op in ("count", "overlaps"):
        return "number"
    if node.op != "sum":
        return "duration"
    assert isinstance(node, Aggregate) and node.of is not None
    kinds = {(a.cls, a.name): a.kind for a in policy.attributes}
    heads = {c.name: c.kind for c in policy.conclusions}
    for part in below(node.of):
        if isinstance(part, Attr) and kinds[part.cls, part.name] == "money":
            return "money"
        if isinstance(part, ConclusionValue) and heads[part.name] == "money":
            return "money"
    return "number"


def outermost(node: Node) -> Iterator[Aggregate | Stretch]:
    """The nodes that count records, but not those in their brackets."""
    if isinstance(node, Aggregate | Stretch):
        yield node
        return
    for part in _parts(node):
        yield from outermost(part)


def below(node: Node) -> Iterator[Node]:
    """The node and every node under it."""
    yield node
    for part in _parts(node):
        yield from below(part)


# ── what is read ─────────────────────────────────────────────────────────────

Source = Attr | Parameter | ConclusionValue | Paid
Follow = Callable[[Attr, Spot], Derivation | None]
Pick = Callable[[Cond, Spot], bool | None]


def reads(
    case: Case, node: Node, spot: Spot, follow: Follow, known: Pick
) -> Iterator[tuple[Source | Counted | Derivation, Spot]]:
    """Each source with the spot it is read at; a node whose records are not listed stands itself.

    `known`: whether a condition in brackets holds whatever is unknown; None when that is open.
    """
    match node:
        case Attr():
            derivation = follow(node, spot)
            if derivation is None:
                yield node, spot
                return
            yield derivation, spot
            for line in derivation.lines:
                said = line.cond if line.cond is not None else line.value
                if said is not None:
                    yield from reads(case, said, spot, follow, known)
        case Flag(cls=cls, name=name) | Among(cls=cls, name=name):
            yield from reads(case, Attr(cls=cls, name=name), spot, follow, known)
        case Parameter() | ConclusionValue() | Paid():
            yield node, spot
        case Outer(item=item):
            outside = spot[2]
            assert isinstance(outside, tuple)
            yield from reads(case, item, outside, follow, known)
        case Aggregate() | Stretch():
            yield from _reads_counted(case, node, spot, follow, known)
        case _:
            for part in _parts(node):
                yield from reads(case, part, spot, follow, known)


def asked(
    case: Case, node: Node, spot: Spot, follow: Follow
) -> Iterator[tuple[Cond | Stretch, Spot]]:
    """The conditions in brackets under a node, each at each record, and the stretches."""
    match node:
        case Attr():
            derivation = follow(node, spot)
            for line in derivation.lines if derivation else ():
                for said in (line.cond, line.value):
                    if said is not None:
                        yield from asked(case, said, spot, follow)
        case Outer(item=item):
            outside = spot[2]
            assert isinstance(outside, tuple)
            yield from asked(case, item, outside, follow)
        case Aggregate() | Stretch():
            if isinstance(node, Stretch):
                yield node, spot
            for inner in spots(case, node, spot) or ():
                yield node.where, inner
                yield from asked(case, node.where, inner, follow)
                if isinstance(node, Aggregate) and node.of is not None:
                    yield from asked(case, node.of, inner, follow)
        case _:
            for part in _parts(node):
                yield from asked(case, part, spot, follow)


def _parts(node: Node) -> Iterator[Node]:
    for name in node.__struct_fields__:
        value = getattr(node, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Node):
                yield part


def _reads_counted(
    case: Case, node: Aggregate | Stretch, spot: Spot, follow: Follow, known: Pick
) -> Iterator[tuple[Source | Counted | Derivation, Spot]]:
    found = spots(case, node, spot)
    if found is None:
        yield node, spot
        return
    each: list[Node] = []
    if isinstance(node, Stretch):
        each += [Attr(cls=node.cls, name=node.start), Attr(cls=node.cls, name=node.end)]
        for once in (node.until, node.tolerance):
            if once is not None:
                yield from reads(case, once, spot, follow, known)
    elif node.of is not None:
        each.append(node.of)
    for inner in found:
        held = known(node.where, inner)
        for part in ([] if held is False else each) + ([node.where] if held is None else []):
            yield from reads(case, part, inner, follow, known)


# ── what it comes to ─────────────────────────────────────────────────────────


def come_to(node: Aggregate | Stretch, reader: Reader) -> Value:
    """The value of a node over records, None when there is none."""
    inner = reader.inner(node)
    if inner is None:
        return reader.unlisted(node)
    taken: list[Reader] = []
    unsure: list[Value] = []
    for one in inner:
        held = holds(node.where, one)
        if isinstance(held, Open):
            unsure.append(held)
        if held is not False:
            taken.append(one)
    found = _stretch(node, taken, reader) if isinstance(node, Stretch) else _aggregate(node, taken)
    return opened(("picked", shape(node)), [*unsure, found]) if unsure else found


def _aggregate(node: Aggregate, taken: Sequence[Reader]) -> Value:
    if node.op == "count":
        return Fraction(len(taken))
    assert node.of is not None
    values = [v for one in taken if (v := evaluate(node.of, one)) is not None]
    if any(isinstance(v, Open) for v in values):
        return opened((node.op, shape(node.of)), values)
    if node.op == "sum":
        return sum((Fraction(v) for v in values if isinstance(v, Fraction | int)), Fraction(0))
    days = [v for v in values if isinstance(v, date)]
    return None if not days else min(days) if node.op == "earliest" else max(days)


def _stretch(node: Stretch, taken: Sequence[Reader], reader: Reader) -> Value:
    found: list[stretches.Stretch] = []
    doubtful: list[Value] = []
    for one in taken:
        first, last = (one.read(Attr(cls=node.cls, name=n)) for n in (node.start, node.end))
        if first is None:
            continue
        if isinstance(first, Open) or isinstance(last, Open):
            doubtful += [first, last]
        elif isinstance(first, date):
            found.append((first, last if isinstance(last, date) else date.max))
    before = evaluate(node.until, reader) if node.until is not None else None
    allowed = evaluate(node.tolerance, reader) if node.tolerance is not None else None
    if (node.until is not None and before is None) or (
        node.tolerance is not None and allowed is None
    ):
        return None
    if doubtful or isinstance(before, Open) or isinstance(allowed, Open):
        return opened(("stretch", shape(node)), [*doubtful, before, allowed])
    assert before is None or isinstance(before, date)
    assert allowed is None or isinstance(allowed, Duration)
    try:
        return stretches.come_to(node.op, found, before, allowed)
    except (OverflowError, ValueError):
        return None


def holds(cond: Cond, reader: Reader) -> bool | Open:
    """A condition in brackets: of facts and comparisons only."""
    match cond:
        case Const(value=value):
            return value
        case Not(item=item):
            found = holds(item, reader)
            return found if isinstance(found, Open) else not found
        case All(items=items) | AnyOf(items=items):
            decisive = isinstance(cond, AnyOf)
            several = [holds(item, reader) for item in items]
            if any(found is decisive for found in several):
                return decisive
            open_ = [found for found in several if isinstance(found, Open)]
            return opened("several", open_) if open_ else not decisive
        case Flag(cls=cls, name=name, value=value):
            fact = reader.read(Attr(cls=cls, name=name))
            return fact if isinstance(fact, Open) else fact is value
        case Among(cls=cls, name=name, values=values):
            return reader.among(Attr(cls=cls, name=name), values)
        case Compare() | Within() | InWindow():
            return _compared(cond, reader)
    raise TypeError(f"not in brackets: {cond}")


def _compared(leaf: Leaf, reader: Reader) -> bool | Open:
    values = [evaluate(o, reader) for o in operands(leaf)]
    if any(v is None for v in values):
        return False
    if any(isinstance(v, Open) for v in values):
        return opened(("compared", shape(leaf)), values)
    known = [v for v in values if v is not None and not isinstance(v, Open)]
    try:
        return truth(leaf, known, reader.domain(leaf))
    except (OverflowError, ValueError):
        return False
