"""JSON Schemas of case files and test files, made from a policy's vocabulary, for editors.

An editor that reads them (yaml-language-server and others) completes names and values, shows what
each is, and marks slips while they are typed. They say what a schema can say: `CaseReader` remains
the judge, and is stricter (days of the calendar, facts held against each other). Draft 7, the
dialect that editors know best.
"""

from __future__ import annotations

from typing import Any, Literal

from yiju.case.case_file import DAY, NAME, REGION, SHARED, CaseFile
from yiju.case.choices import OPTION, WHEN
from yiju.case.expectation import KEYS as EXPECTED
from yiju.case.expectation import STATUSES
from yiju.case.facts import ORIGIN, ORIGIN_KEYS, UNKNOWN, VALUE
from yiju.case.targets import CHOICE, tidy
from yiju.case.tests_file import CASES, SHARED_ASSUMED, SHARED_CASE, SHARED_PARAMETERS
from yiju.ir.kinds import SHOWN
from yiju.ir.model import PERSON, Attribute, Kind, Policy, Question

Schema = dict[str, Any]
Made = Literal["case", "tests"]
_DIALECT = "http://json-schema.org/draft-07/schema#"
_NO = "无"
_ANSWERS: list[str | bool] = ["是", "否", UNKNOWN, True, False]
# How values are written, as in docs/case-format.md: a pattern, whether a bare number will do, words.
_DAY = r"(\d{4}-\d{2}-\d{2}|\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
_WRITTEN: dict[Kind, tuple[str, str, str]] = {
    "money": (r"[+]?[\d,]+(\.\d+)? ?[万亿]?元", "", "写 12345.67元、2万元，要有单位"),
    "ratio": (r"\d+(\.\d+)? ?%|\d(\.\d+)?|10|\d+/\d+", "number", "写 95%、0.95、1/3"),
    "number": (r"[-+]?\d+(\.\d+)?|\d+/\d+", "number", "写 12、12.5"),
    "duration": (r"\d+ ?(个月|年|天|日)", "", "写 3个月、2年、90天"),
    "year": (r"\d{4}( ?年度?)?", "integer", "写 2025年度"),
    "date": (f"{_DAY}|{_NO}", "", f"写 2025-09-09；{_NO}：确知没有这一天"),
    "window": (r"每年.+月.+日 ?至.+月.+日", "", "写 每年 9月1日 至 次年 2月末日"),
}
_BOUNDS: dict[Kind, Schema] = {"ratio": {"minimum": 0, "maximum": 10}}
_PLAIN = "写 是、否、未知"


def schema(policy: Policy, made: Made = "case") -> Schema:
    """The schema of a case file, or of a file of test cases, over the policy's vocabulary."""
    maker = _Maker(policy)
    body = maker.case(partial=False) if made == "case" else maker.tests()
    of = "、".join(n.short for n in policy.notices if n.kind == "notice") or "只有词汇"
    title = "案情" if made == "case" else "用例文件"
    return {
        "$schema": _DIALECT,
        "title": title,
        "description": f"{title}，按这些文件的词汇：{of}。由 yiju schema 写出。",
        **body,
        "definitions": maker.definitions,
    }


def _record(title: str, properties: Schema, **more: Any) -> Schema:
    """A mapping in which nothing else may stand."""
    return {
        "title": title, "type": "object", "properties": properties, "additionalProperties": False,
        **more,
    }  # fmt: skip


def _list(title: str, items: Schema) -> Schema:
    return {"title": title, "type": "array", "items": items}


class _Maker:
    """Makes the parts of one policy's schema; what is said often is a definition."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.file = CaseFile(policy)
        self.definitions: Schema = {
            ORIGIN: {
                "title": ORIGIN,
                "description": "事实从哪里来：文书的名称，或者文书、出具的机关、日期",
                "anyOf": [
                    {"type": "string"},
                    _record(ORIGIN, {key: {"type": "string"} for key in ORIGIN_KEYS}),
                ],
            },
            "是否": {"enum": _ANSWERS},
        }
        for kind, (pattern, bare, how) in _WRITTEN.items():
            text = {"type": "string", "pattern": f"^({pattern}|{UNKNOWN})$"}
            forms = [text, {"type": bare, **_BOUNDS.get(kind, {})}] if bare else [text]
            self.definitions[SHOWN[kind]] = {"description": how, "anyOf": forms}

    def case(self, partial: bool) -> Schema:
        """A case. `partial`: what is left out stands in the common case of the file."""
        file = self.file
        regions = sorted(file.regions)
        top = [cls for cls in file.classes if cls != PERSON and cls not in file.owners]
        properties: Schema = {
            DAY: {"title": DAY, "description": "站在哪一天判", "type": "string", "pattern": f"^{_DAY}$"},
            REGION: {"title": REGION, "description": "在哪里", **({"enum": regions} if regions else {"type": "string"})},
            PERSON: _record(PERSON, self.facts(PERSON), description="这个人的事实"),
        }  # fmt: skip
        for cls in top:
            properties[cls] = self.records(cls)
            properties[cls + SHARED] = _record(
                cls + SHARED, self.facts(cls), description=f"每条{cls}都有的事实"
            )
        if file.choices.found:
            shorts = [n.short for n in self.policy.notices]
            chosen = {
                q.name if tidy(q.name) == name else f"{shorts[q.notice]} {q.name}": self.choice(q)
                for name, q in file.choices.found.items()
            }
            properties[CHOICE] = _record(CHOICE, chosen, description="已经选了的")
        needed = {} if partial else {"required": [DAY, REGION]}
        return _record("案情", properties, **needed)

    def records(self, cls: str) -> Schema:
        """The list of the records of a class, each with the records that belong to it."""
        below = {inner: self.records(inner) for inner in self.file.below[cls]}
        name = {
            NAME: {
                "title": NAME,
                "description": f"{cls}的名称，不重",
                "type": ["string", "integer"],
            }
        }
        listed = _list(f"{cls}的清单", _record(cls, {**name, **self.facts(cls), **below}))
        listed["description"] = f"{cls}，一条一项；[] 是一条也没有，不写是不知道"
        return {
            "anyOf": [listed, {"const": UNKNOWN}],
            "title": cls,
            "description": listed["description"],
        }

    def facts(self, cls: str) -> Schema:
        """The facts of a class, each with what it is and how it is written."""
        return {a.name: self.fact(a) for a in self.policy.attributes if a.cls == cls}

    def fact(self, a: Attribute) -> Schema:
        """One fact: its value, or {值, 来源}."""
        name = f"{a.cls}.{a.name}"
        if name not in self.definitions:
            value = self.value(a)
            said = _record(a.name, {VALUE: value, ORIGIN: {"$ref": f"#/definitions/{ORIGIN}"}})
            said["required"] = [VALUE]
            self.definitions[name] = {
                "title": a.name,
                "description": described(a),
                "anyOf": [value, said],
            }
        return {"$ref": f"#/definitions/{name}"}

    def value(self, a: Attribute) -> Schema:
        """The value of a fact by its kind."""
        if a.kind in ("bool", "finding"):
            return {"$ref": "#/definitions/是否"}
        if a.kind not in ("one", "scale", "many"):
            return {"$ref": f"#/definitions/{SHOWN[a.kind]}"}
        words = [word for word in a.domain if word != "等"]
        member: Schema = {"enum": words}
        if a.open or len(words) < len(a.domain) or not words:
            other = {"type": "string", "minLength": 1, "not": {"enum": ["是", "否", ""]}}
            member = {"anyOf": [member, other] if words else [other]}
        one = {"anyOf": [member, {"const": UNKNOWN}]}
        if a.kind != "many":
            return one
        each: Schema = {"type": "object", "additionalProperties": {"$ref": "#/definitions/是否"}}
        if "enum" in member:
            each = _record(a.name, {word: {"$ref": "#/definitions/是否"} for word in words})
        each["not"] = {"required": [VALUE]}
        return {"anyOf": [{"type": "array", "items": one}, {"enum": [_NO, UNKNOWN]}, each]}

    def choice(self, question: Question) -> Schema:
        """What was chosen, with the day where it was chosen again."""
        option = {"enum": [option.key for option in question.options]}
        dated = _record(question.name, {OPTION: option, WHEN: {"$ref": "#/definitions/日期"}})
        dated["required"] = [OPTION]
        texts = "；".join(f"{option.key}：{option.text}" for option in question.options)
        one = [option, dated]
        return {"title": question.name, "description": texts, "anyOf": [*one, _list(question.name, {"anyOf": one})]}  # fmt: skip

    # ── test files ───────────────────────────────────────────────────────────

    def tests(self) -> Schema:
        """A file of test cases; what a case leaves out stands in the common one."""
        self.definitions["案情"] = self.case(partial=True)
        case = {"$ref": "#/definitions/案情"}
        given: Schema = {"type": "object"}
        texts = _list("单元", {"type": ["string", "integer"]})
        names = [c.name for c in self.policy.conclusions]
        entry = _record("期望的一项", {key: {} for key in EXPECTED}, required=["结论"])
        entry["properties"] |= {"结论": {"title": "结论", "enum": names}, **_expected()}
        test = _record(
            "用例",
            {
                NAME: {"title": NAME, "description": "文件之内不重", "type": "string"},
                "单元": texts | {"description": "对应条文清单里的单元号"},
                "仅凭原文": {"description": "写的时候没有看编码", "enum": ["是", "否", True, False]},
                "案情": case, "参数": given, "假定": given,
                "演算": {"description": "怎样从原文手算出来，给人看", "type": "string"},
                "算式": {"description": "给小计算器复核的算式", "type": "object"},
                "期望": _list("期望", entry),
            },
            required=[NAME],
        )  # fmt: skip
        return _record(
            "用例文件",
            {
                SHARED_CASE: case,
                SHARED_ASSUMED: given,
                SHARED_PARAMETERS: given,
                CASES: _list(CASES, test),
            },
            required=[CASES],
        )


def _expected() -> Schema:
    """What an entry of 期望 may say beside the conclusion, as far as it is a closed list."""
    status = {"enum": list(STATUSES)}
    return {"状态": {"title": "状态", **status}, "可能": _list("可能", status)}


def described(a: Attribute) -> str:
    """What a fact is, for the box that an editor shows: kind, spelling, who finds it."""
    out = [SHOWN[a.kind]]
    if a.kind in ("bool", "finding"):
        out.append(_PLAIN)
    elif a.kind in _WRITTEN:
        out.append(_WRITTEN[a.kind][2])
    elif a.domain:
        out.append(f"取值：{'、'.join(a.domain)}")
    if a.kind == "many":
        out.append(f"全部写成 [甲, 乙]，一个也没有写 {_NO}，逐个写 {{甲: 是, 乙: {UNKNOWN}}}")
    if a.negative:
        out.append(f"否称 {a.negative}")
    if a.authorities:
        out.append(f"由{'、'.join(a.authorities)}认定")
    if a.not_before:
        out.append(f"不早于 {'、'.join(a.not_before)}")
    if a.only_if:
        out.append(f"{a.only_if} 为是才有")
    out.append("不写就是否" if a.presumed_false else f"不知道写 {UNKNOWN}，也可以不写")
    return "；".join(out) + "。"
