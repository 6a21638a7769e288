"""Restatements laid out: lines for a screen, Markdown, JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from yiju.prose.marks import marked
from yiju.prose.said import INHERITED, Restated, Said, Sentence, Taking, Version
from yiju.render.lines import Line

SCHEMA = "yiju/restate/1"
_NUMBERS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_KINDS = ("条", "")  # kinds that go without saying
_LEGEND = {
    "〈": "〈〉里是各种读法不同的字",
    INHERITED: "（承表首）的是表上面写的，各行都有",
    "推定（": "推定是原文没有写、编的人补上的",
    "　未编": "未编的，原文有、还没有编成条文，不要当作没有规定",
    "　缺文": "缺文的，来源文本缺了这一处，不知道写了什么",
}


def lines(restated: Sequence[Restated]) -> Iterator[Line]:
    """For a screen; at the end, what the marks in it mean."""
    shown = list(_cards(restated))
    yield from shown
    told = [say for mark, say in _LEGEND.items() if any(mark in line.text for line in shown)]
    if told:
        yield Line("")
        yield Line(f"说明：{'；'.join(told)}。", 0, "faint")


def _cards(restated: Sequence[Restated]) -> Iterator[Line]:
    first = True
    for rows in _tables(restated):
        if not first:
            yield Line("")
        first = False
        shared = _shared(rows)
        ahead = _ahead(rows[0], shared)
        if ahead:
            yield Line(f"{rows[0].notice}　表「{rows[0].title}」，各行都有：", 0, "head")
        for sentence in ahead:
            yield from _at_head(sentence)
        for row in rows:
            place = f"（表第{rows.index(row) + 1}行）" if _alike(rows) else ""
            yield Line(heading(row) + place, 0, "head")
            own = [s for s in row.sentences if s not in shared]
            for sentence in own:
                yield from _sentence(sentence, 1)
            if len(rows) == 1:
                yield from _below(row, 1)
        if len(rows) > 1:
            yield from _together(rows, shared[len(ahead) :])


def _alike(rows: Sequence[Restated]) -> bool:
    """Whether the place does not tell the rows of a table apart."""
    return len({row.locator for row in rows}) < len(rows)


def _together(rows: Sequence[Restated], shared: Sequence[Sentence]) -> Iterator[Line]:
    """What the rows of a table have in common, told once."""
    presumptions = dict.fromkeys(p for row in rows for p in row.presumptions)
    notes = dict.fromkeys(n for row in rows for n in row.notes)
    merged = Restated("", "", "", "", (), tuple(presumptions), tuple(notes))
    if shared or presumptions or notes:
        yield Line("以上各行都有：", 0, "head")
    for sentence in shared:
        yield from _at_head(sentence)
    yield from _below(merged, 1)


def _at_head(sentence: Sentence) -> Iterator[Line]:
    """A sentence that all rows have: nothing in it is from somewhere else."""
    for line in _sentence(sentence, 1):
        yield replace(line, text=line.text.replace(INHERITED, ""))


def _tables(restated: Sequence[Restated]) -> Iterator[list[Restated]]:
    """Rows of one table together; everything else by itself."""
    for (_, _, alone), group in groupby(
        enumerate(restated), lambda e: (e[1].notice, e[1].table, e[0] if e[1].table < 0 else -1)
    ):
        del alone
        yield [one for _, one in group]


def _shared(rows: Sequence[Restated]) -> list[Sentence]:
    """The sentences that all rows have."""
    if len(rows) < 2:
        return []
    return [s for s in rows[0].sentences if all(s in row.sentences for row in rows[1:])]


def _ahead(row: Restated, shared: Sequence[Sentence]) -> list[Sentence]:
    """Those of the shared sentences that stand before all others, so the scope."""
    found: list[Sentence] = []
    for sentence, common in zip(row.sentences, shared, strict=False):
        if sentence != common:
            break
        found.append(sentence)
    return found


def heading(one: Restated) -> str:
    """`阜阳办法第十四条（三）「自杀、自残、……」`; with the kind of card where it is no 条."""
    place = one.cite if one.locator else one.notice
    title = f"「{one.title}」" if one.title else ""
    kind = "" if one.kind in _KINDS else f"　{one.kind}"
    return f"{place}{kind}{title}" if one.locator else f"{place}{kind}{title}".strip("　")


def label(version: Version) -> str:
    """`读法甲（只修饰自残）`; several questions joined by 并且, alternatives by 或者."""
    return "，或者".join("且".join(_taking(t) for t in takings) for takings in version.under)


def _taking(taking: Taking) -> str:
    word = "选" if taking.choice else "读法"
    keys = "、".join(f"{key}（{text}）" for key, text in taking.options)
    return f"{word}{keys}"


def questions(sentence: Sentence) -> list[str]:
    """The questions that make the versions of a sentence."""
    found = (t for v in sentence.versions for takings in v.under for t in takings)
    return list(dict.fromkeys(f"「{t.question}」" for t in found))


def _sentence(sentence: Sentence, indent: int) -> Iterator[Line]:
    plain = sentence.plain
    if plain is not None and len(sentence.versions) == 1:
        yield from _said(plain.text, plain.items, indent)
        return
    choice = any(t.choice for v in sentence.versions for takings in v.under for t in takings)
    word = "由人选择" if choice else "读法不一"
    yield Line(f"{word}：{'、'.join(questions(sentence))}", indent, "open")
    shown = marked(sentence, "〈", "〉")
    for version, (text, items) in zip(sentence.versions, shown, strict=True):
        yield from _said(f"{label(version)}：{text}", items, indent + 1)


def _said(text: str, items: Sequence[str], indent: int) -> Iterator[Line]:
    yield Line(text, indent)
    for k, item in enumerate(items):
        yield Line(f"{number(k)}{item}{'。' if k == len(items) - 1 else '；'}", indent + 1)


def number(k: int) -> str:
    """①, ②, …; beyond twenty （21）."""
    return _NUMBERS[k] if k < len(_NUMBERS) else f"（{k + 1}）"


def _below(one: Restated, indent: int) -> Iterator[Line]:
    for presumption in one.presumptions:
        yield Line(f"推定（原文没有写）：{presumption}", indent, "faint")
    for note in one.notes:
        yield Line(f"注：{note}。", indent, "faint")


def paragraph(one: Restated) -> str:
    """All sentences in one line, for an explanation or a hover text."""
    return "".join(_run(sentence) for sentence in one.sentences)


def _run(sentence: Sentence) -> str:
    said = []
    for version in sentence.versions:
        items = (f"{number(k)}{item}；" for k, item in enumerate(version.said.items))
        text = version.said.text + "".join(items).removesuffix("；")
        text += "。" if version.said.items else ""
        said.append(f"{label(version)}：{text}" if version.under else text)
    return "".join(said)


# ── other forms ──────────────────────────────────────────────────────────────


def markdown(restated: Sequence[Restated]) -> str:
    """Headings, paragraphs and lists; what differs between readings in bold."""
    out: list[str] = []
    for one in restated:
        out += [f"### {heading(one)}", ""]
        for sentence in one.sentences:
            out += [*_paragraph(sentence), ""]
        out += [f"> 推定（原文没有写）：{p}\n" for p in one.presumptions]
        out += [f"> 注：{n}。\n" for n in one.notes]
    return "\n".join(out).rstrip() + "\n"


def _paragraph(sentence: Sentence) -> Iterator[str]:
    shown = marked(sentence, "**", "**")
    if len(sentence.versions) > 1 or sentence.versions[0].under:
        yield f"{'、'.join(questions(sentence))}："
        yield ""
    for version, (text, items) in zip(sentence.versions, shown, strict=True):
        lead = f"- {label(version)}：" if version.under else ""
        yield lead + text
        if items and not version.under:
            yield ""
        for k, item in enumerate(items):
            pad = "  " if version.under else ""
            yield f"{pad}{k + 1}. {item}{'。' if k == len(items) - 1 else '；'}"


def as_json(restated: Iterable[Restated]) -> dict[str, Any]:
    """Under a schema version of its own."""
    return {"schema": SCHEMA, "restated": [_record(one) for one in restated]}


def _record(one: Restated) -> dict[str, Any]:
    return {
        "notice": one.notice,
        "kind": one.kind,
        "locator": one.locator,
        "title": one.title,
        "sentences": [{"versions": [_version(v) for v in s.versions]} for s in one.sentences],
        "presumptions": list(one.presumptions),
        "notes": list(one.notes),
    }


def _version(version: Version) -> dict[str, Any]:
    said: Said = version.said
    return {
        "under": [[_took(t) for t in takings] for takings in version.under],
        "text": said.text,
        "items": list(said.items),
    }


def _took(taking: Taking) -> dict[str, Any]:
    return {
        "notice": taking.notice,
        "question": taking.question,
        "choice": taking.choice,
        "options": [{"key": key, "text": text} for key, text in taking.options],
    }
