"""What the command line does with a file, in process: any bytes must come out as diagnostics.

Each door takes the bytes and gives what became of them: "refused", "read" or "decided". Anything it
raises is a defect; `YijuError` where the library documents it is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import yiju
from yiju import assets
from yiju.case.nodes import decode
from yiju.explain.as_json import decision
from yiju.explain.wording import Wording
from yiju.pipeline import Engine, find_sources, read_policy
from yiju.render.plain import lines, to_json
from yiju.render.screen import Style, draw_all
from yiju.source import Source
from yiju.syntax.keywords import SECTIONS, keywords

LIMIT = 48  # completions tried; the answers are not what is tested here
HERE = Path(__file__).parent
POLICY = assets.folder("policy")
VOCABULARY = POLICY / "common" / "vocabulary.yiju"
PRECEDENCE = POLICY / "common" / "precedence.yiju"
OLDER = POLICY / "chongqing" / "enrolment-2021" / "notice.yiju"
CASES = sorted((HERE / "corpus").glob("case-*"))


@cache
def _policy() -> yiju.Policy:
    return yiju.load(cache=False)


@cache
def _words() -> tuple[str, ...]:
    model = _policy().model
    found = [w for s in SECTIONS for w in keywords().spelled[s]]
    found += [n for a in model.attributes for n in (a.name, *a.domain)]
    found += [c.name for c in model.conclusions] + [p.name for p in model.parameters]
    found += [q.name for q in model.questions] + [n.short for n in model.notices]
    found += ["判定日", "地域", "人", "账单", "参保", "名称", "值", "来源", "账单共同", "参保共同"]
    return tuple(dict.fromkeys(found))


def words(kind: str) -> list[str]:
    """What damaged files of a kind are made of."""
    heads = [f"\n【{h}】" for h in keywords().spelled["head"]] if kind == "policy" else []
    labels = [f"\n{x}：" for x in keywords().spelled["label"]] if kind == "policy" else []
    return [*_words(), *heads, *labels]


def texts(kind: str) -> list[str]:
    """The sound files of a kind. Of policy files: whole ones and the cards of one, so as to be quick."""
    if kind != "policy":
        name = {"parameters": "parameters-*"}.get(kind, f"{kind.rstrip('s')}*")
        return [p.read_text("utf-8") for p in sorted((HERE / "corpus").glob(name))]
    return list(_policy_texts())


@cache
def _policy_texts() -> tuple[str, ...]:
    whole = [p.read_text("utf-8") for p in sorted(POLICY.rglob("*.yiju"))]
    parts = []
    for text in (t for t in whole if "【词汇】" not in t):
        head, *cards = re.split(r"\n(?=【)", text)
        names = [c for c in cards if c.startswith(("【定义】", "【参数】"))]
        rules = [c for c in cards if c not in names]
        parts += ["\n".join([head, *names, *rules[k : k + 2]]) for k in range(0, len(rules), 2)]
    sound = [t for t in parts if not refused(_read_beside(t))]
    return (*whole, *sound, *sound)


def _read_beside(text: str) -> list[yiju.Diagnostic]:
    return read_policy([*find_sources(beside(text.encode()) or [VOCABULARY]), Source("x", text)])[1]


def check(found: Sequence[yiju.Diagnostic], sources: Sequence[Source]) -> None:
    """Diagnostics can be drawn in every form, and their places are in the text."""
    known = {s.name: s for s in sources}
    assert bool(draw_all(found, known, Style(color=True, ambiguous_wide=True))) == bool(found)
    assert lines(found).count("\n") == len(found)
    json.loads(to_json(found))
    for d in found:
        assert d.what and not re.search(r"\{\w+\}", d.what + d.mend), d
        if d.span.line and d.span.file in known:
            assert d.span.line <= len(known[d.span.file].lines), d


def refused(found: Sequence[yiju.Diagnostic]) -> bool:
    """Whether an error is among them."""
    return any(d.severity == "error" for d in found)


def beside(data: bytes) -> list[Path]:
    """The files that a policy file needs: vocabulary and grounds, of the newer notice the older one."""
    if "【档案】".encode() in data:
        return []
    common = [VOCABULARY] if "【先后理由】".encode() in data else [VOCABULARY, PRECEDENCE]
    return [*common, OLDER] if "〔2025〕".encode() in data else common


def policy(data: bytes) -> str:
    """A policy file beside the vocabulary; `check`, then `decide` when nothing is wrong."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file.yiju"
        path.write_bytes(data)
        try:
            sources = find_sources([*beside(data), path])
        except yiju.YijuError as error:
            check(error.diagnostics, [])
            return "refused"
    model, found = read_policy(sources)
    check(found, sources)
    if refused(found):
        return "refused"
    engine = Engine(model)
    for path in CASES:
        case, wrong = engine.reader.read_text(decode(path.name, path.read_bytes()))
        check(wrong, [])
        if case is not None:
            engine.decide(case, limit=LIMIT)
            return "decided"
    return "read"


def case(data: bytes) -> str:
    """A case file: `decide`, as text and as JSON."""
    source = decode("case.yaml", data)
    read, found = _policy().reader.read_text(source)
    check(found, [source])
    assert (read is None) == refused(found)
    return "refused" if read is None else _decide(read, yiju.Given(), yiju.Given())


def parameters(data: bytes) -> str:
    """`decide --params`."""
    return _given(data, facts=False)


def assumptions(data: bytes) -> str:
    """`decide --assume`."""
    return _given(data, facts=True)


@cache
def _base(name: str) -> yiju.Case:
    return _policy().read_case(HERE / "corpus" / name)


def _given(data: bytes, *, facts: bool) -> str:
    bills = any(word.encode() in data for word in ("阜阳", "账单"))
    base = _base("case-fuyang.yaml" if bills else "case-chongqing.yaml")
    source = decode("given.yaml", data)
    read, found = _policy().reader.read_given(source, base, facts=facts)
    check(found, [source])
    assert (read is None) == refused(found)
    if read is None:
        return "refused"
    return _decide(base, *((yiju.Given(), read) if facts else (read, yiju.Given())))


def _decide(case: yiju.Case, known: yiju.Given, assumed: yiju.Given) -> str:
    loaded = _policy()
    try:
        decided = loaded.engine.decide(case, known, assumed, limit=LIMIT)
    except yiju.YijuError as error:
        check(error.diagnostics, [])
        return "refused"
    assert loaded.overview(decided)
    json.dumps(decision(Wording(loaded.model), decided), ensure_ascii=False)
    return "decided"


def original(data: bytes) -> str:
    """The text of a notice: `new`. What it writes is a policy file without an error."""
    try:
        found = yiju.split_original("原文.txt", data)
    except yiju.YijuError as error:
        check(error.diagnostics, [])
        return "refused"
    for with_text in (False, True):
        written = Source("骨架.yiju", yiju.skeleton(found, "某文件", with_text=with_text))
        assert read_policy([written])[1] == []
    assert yiju.coverage_stub(found).count("- 位置") >= len(found.units)
    return "decided" if found.units else "refused"


DOORS = {
    "original": original,
    "policy": policy,
    "case": case,
    "parameters": parameters,
    "assumptions": assumptions,
}
