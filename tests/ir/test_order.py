"""Nothing depends on the order of files, cards, rows and alternatives; nothing is lost on disk."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from yiju import assets, store
from yiju.api import load
from yiju.case.nodes import decode
from yiju.expect import run
from yiju.ir import model as ir
from yiju.pipeline import Engine, find_sources, read_policy
from yiju.source import Source

POLICY = assets.folder("policy")
SOURCES = find_sources([POLICY])


def _shuffled(rng: random.Random, source: Source) -> Source:
    """The cards after the head in another order, and the rows of each table."""
    head, *cards = re.split(r"\n(?=【)", source.text)
    rng.shuffle(cards)
    for k, card in enumerate(cards):
        lines = card.split("\n")
        rows = [i for i, line in enumerate(lines) if line.startswith("|")][2:]
        for i, line in zip(rows, rng.sample([lines[i] for i in rows], len(rows)), strict=True):
            lines[i] = line
        cards[k] = "\n".join(lines)
    return Source(source.name, "\n".join([head, *cards]))


def _bare(node: object, names: dict[int, str]) -> object:
    """A node without its spans and numbers; a question by its name."""
    if isinstance(node, ir.Reading):
        return ("Reading", names[node.question], node.option)
    if isinstance(node, msgspec.Struct):
        skipped = {"span", "id", "clause", "over"}
        fields = [f for f in node.__struct_fields__ if f not in skipped]
        return (type(node).__name__, *(_bare(getattr(node, f), names) for f in fields))
    if isinstance(node, tuple):
        return tuple(_bare(item, names) for item in node)
    return node


def _contents(policy: ir.Policy) -> Iterator[object]:
    names = {q.id: f"{q.notice} {q.name}" for q in policy.questions}
    cite = {c.id: policy.cite(c) + c.title for c in policy.clauses}
    for part in (policy.attributes, policy.conclusions, policy.parameters, policy.gaps):
        yield from (_bare(node, names) for node in part)
    for clause in policy.clauses:
        over = tuple(sorted(cite[c] for c in clause.over))
        yield (_bare(clause, names), over)
    yield from ((_bare(rule, names), cite[rule.clause]) for rule in policy.max_rules)
    yield from (tuple(sorted(layer)) for layer in policy.strata)
    yield from policy.regions


@pytest.mark.parametrize("seed", range(6))
def test_order_changes_nothing(seed: int) -> None:
    rng = random.Random(seed)
    shuffled = [_shuffled(rng, s) for s in rng.sample(SOURCES, len(SOURCES))]
    (one, found), (other, found_too) = read_policy(SOURCES), read_policy(shuffled)
    assert found == found_too == []
    assert Counter(_contents(one)) == Counter(_contents(other))


def test_shuffled_policy_decides_the_worked_cases_alike() -> None:
    rng = random.Random(7)
    policy, _ = read_policy([_shuffled(rng, s) for s in reversed(SOURCES)])
    engine = Engine(policy)
    files = sorted(POLICY.rglob("cases/*.yaml"))
    for file in files:
        tests, found = engine.reader.read_tests(decode(file.name, file.read_bytes()))
        assert found == []
        for test in rng.sample(tests, min(4, len(tests))):
            assert run(engine, test).differences == (), test.name


def test_the_policy_survives_its_way_through_json() -> None:
    policy, _ = read_policy(SOURCES)
    text = msgspec.json.encode(policy)
    again = msgspec.json.decode(text, type=ir.Policy)
    assert again == policy
    assert msgspec.json.encode(again) == text


# ── the cache ────────────────────────────────────────────────────────────────


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YIJU_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_the_cache_gives_what_was_put(cache: Path) -> None:
    policy, _ = read_policy(SOURCES)
    key = store.key(SOURCES)
    assert store.get(key) is None
    store.put(key, policy)
    assert store.get(key) == policy
    assert [p.suffix for p in cache.iterdir()] == [".json"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(b'"notices"', b'"notes"'),
        lambda data: data.replace(b'"type":"Flag"', b'"type":"Flog"'),
        lambda data: b"\xff\xfe" + data,
        lambda data: b"[" * 100_000,
        lambda data: b"null",
    ],
)
def test_a_damaged_cache_is_as_good_as_none(cache: Path, damage: object) -> None:
    expected = load().model
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert load().model == expected
    assert load().model == expected  # written anew


def test_a_cache_that_cannot_be_written_is_as_good_as_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    monkeypatch.setenv("YIJU_CACHE_DIR", str(tmp_path / "file"))
    assert load().model.clauses


def test_the_key_changes_with_text_and_name_and_not_with_order() -> None:
    a, b = Source("a", "甲"), Source("b", "乙")
    keys = {
        store.key(sources)
        for sources in ([a, b], [Source("a", "甲丙"), b], [Source("c", "甲"), b], [a])
    }
    assert len(keys) == 4
    assert store.key([a, b]) == store.key([b, a])
