"""A small policy built by hand: two notices, three classes, everything that can be left open."""

from __future__ import annotations

from yiju.ir.model import (
    Attribute,
    Conclusion,
    Gap,
    Months,
    Notice,
    Option,
    ParameterDecl,
    ParameterValue,
    Policy,
    Question,
    Rational,
    RecordClass,
    Window,
)

IDENTITIES = ("在乡老复员军人", "残疾军人", "三属", "参战退役军人", "老年烈士子女")
GRADES = tuple(f"{n}级" for n in "一二三四五六七八九十")


def _attribute(cls: str, name: str, kind: str, domain: tuple[str, ...] = (), more: bool = False):
    return Attribute(cls=cls, name=name, kind=kind, domain=domain, open=more)


ATTRIBUTES = (
    _attribute("人", "身份", "many", IDENTITIES, True),
    _attribute("人", "伤残等级", "scale", GRADES),
    _attribute("人", "由部队保障", "bool"),
    _attribute("人", "退役日", "date"),
    _attribute("账单", "费用发生日", "date"),
    _attribute("账单", "就诊类型", "one", ("住院", "门诊")),
    _attribute("账单", "险种", "one", ("居民医保", "职工医保", "等"), True),
    _attribute("账单", "医保报销后合规余额", "money"),
    _attribute("账单", "报销比例", "ratio"),
    _attribute("账单", "次数", "number"),
    _attribute("账单", "致病原因", "many", ("自杀", "自残", "斗殴")),
    _attribute("账单", "精神病所致", "finding"),
    _attribute("参保", "参保年度", "year"),
    _attribute("参保", "连续参加基本医保时长", "duration"),
    Attribute(cls="参保", name="缴费日", kind="date", not_before=("中断起始日",)),
    _attribute("参保", "中断缴费", "bool"),
    Attribute(cls="参保", name="中断起始日", kind="date", only_if="中断缴费", always_if=True),
    _attribute("参保段", "起保日", "date"),
    _attribute("参保段", "停保日", "date"),
)


def _question(number: int, notice: int, name: str) -> Question:
    options = (Option("甲", "一种"), Option("乙", "另一种"))
    return Question(id=number, notice=notice, locator="第四条", name=name, options=options)


def _choice(number: int, name: str, final: bool) -> Question:
    options = (Option("甲", "随父亲"), Option("乙", "随母亲"))
    return Question(
        id=number, notice=2, locator="三、（二）", name=name, options=options, chooser=("本人",),
        final=final,
    )  # fmt: skip


def _ratio(name: str, locator: str) -> ParameterDecl:
    floor = Rational(num=1, den=2, percent=True)
    return ParameterDecl(
        name=name, kind="ratio", notice=0, locator=locator, floor=floor, local=True
    )


def _gap(number: int, locator: str) -> Gap:
    return Gap(id=number, notice=0, locator=locator, title="来源缺", affects=("住院医疗补助",))


SMALL = Policy(
    record_classes=(RecordClass(name="参保段", start="起保日", end="停保日"),),
    notices=(
        Notice(id=0, name="阜阳市优抚对象医疗保障实施办法", short="阜阳办法", territory="阜阳市"),
        Notice(id=1, name="渝医保发〔2025〕37号", short="37号文", effective="2025-09-09"),
        Notice(id=2, name="渝医保发〔2021〕23号", short="23号文", effective="2021-06-01"),
        Notice(id=3, name="医保与优抚", short="医保与优抚", kind="vocabulary"),
    ),
    attributes=ATTRIBUTES,
    conclusions=(
        Conclusion(name="住院医疗补助", cls="账单", kind="money", combine="max"),
        Conclusion(name="待遇起始日", cls="参保", kind="date"),
        Conclusion(name="设置待遇等待期", cls="参保", kind="bool"),
        Conclusion(name="享受抚恤", cls="人", kind="bool"),
    ),
    parameters=(
        _ratio("阜阳办法第十二条（二）1", "第十二条（二）1"),
        _ratio("阜阳办法第十二条（二）2前段", "第十二条（二）2前段"),
        ParameterDecl(name="待遇等待期月数", kind="duration", notice=1, locator="五、2"),
        ParameterDecl(name="原政策设等待期", kind="bool", notice=1, locator="五、1"),
        ParameterDecl(
            name="固定等待期",
            kind="duration",
            notice=2,
            locator="二",
            values=(ParameterValue(Months(n=6)),),
        ),
        ParameterDecl(
            name="集中参保期",
            kind="window",
            notice=1,
            locator="三",
            values=(
                ParameterValue(
                    Window(from_month=9, from_day=1, to_month=12, to_day=31), in_principle=True
                ),
            ),
        ),
    ),
    questions=(
        _question(0, 0, "多重身份比什么"),
        _question(1, 1, "不一致按什么判"),
        _question(2, 2, "不一致按什么判"),
        _choice(3, "随哪一位监护人", final=True),
        _choice(4, "在哪里缴费", final=False),
    ),
    gaps=(
        _gap(0, "第十四条（四）"),
        _gap(1, "第十四条（六）"),
        Gap(id=2, notice=0, locator="第九条", title="未编", affects=(), missing=False),
    ),
    clauses=(),
    max_rules=(),
    regions=(("阜阳市", "安徽省"), ("开州区", "重庆市")),
    strata=(),
)  # fmt: skip
