"""`yiju compile`: the whole policy as one first-order program that a person can read and run.

Before:  the resolved policy
After:   policy.lp   the emitter's rules (`build`), each clause with its citation and words; leaves,
                     readings, gaps and values come from @-functions
         policy.json the policy, for the formulas; without places in files
         run.py      the @-functions, a case, an answer; it does not use the engine
Run bare, policy.lp has no answer set: `vf :- 1 = @vf(). :- not vf.` clingo drops rules whose
@-function is missing and would otherwise print an answer that is wrong.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from yiju.asp.artefact_left import Left, left_out, without
from yiju.asp.artefact_lines import CannotCompile, comment
from yiju.asp.artefact_parts import parts
from yiju.asp.build import build
from yiju.asp.from_ir import Program, option_number
from yiju.asp.solver import SolverError
from yiju.ir import model as ir

__all__ = ["Artefact", "CannotCompile", "check", "compile_policy", "policy_json", "write"]
_RUNNER = Path(__file__).parents[1] / "_artefact"
_GUARD = ["% 缺了 @-函数就没有答案集，不会悄悄算错", "vf :- 1 = @vf().", ":- not vf."]
_INPUTS = """
% ── 输入：由 run.py 从案情、参数和假定中读出；这里没有任何人的姓名、证件号或数额
at(0,0) :- vf.                        % at(类,R)：R 是这一类的记录；0 是本人
at(C,R) :- vf, (C,R) = @records().
sel(Q,O) :- vf, (Q,O) = @readings().  % 读法 Q 取 O（O 是甲、乙……的编码）
gap(G) :- vf, G = @gaps().            % 缺文 G 适用（排除本案）
% 一项政策不一定每种都有
"""
_DEFINED = """sel/2 gap/1 cl/2 ng/2 ps/2 hv/2 dv/3 to/2 nv/2 xc/2 lo/2 nq/3 gt/3 bt/2 ar/3 up/3 st/3
kd/3 yr/3 lm/3 cp/3 rg/2 pl/3 be/3 nth/3 bk/5 me/2 ra/5 am/3 al/5 us/5 here/4 nx/4 ny/4 sd/2 yt/3 sm/3 of/2
ab/2 nt/1 og/2 ow/1 la/2 nc/2 ct/2 wr/2 sp/2 df/2 sa/2 co/2 hs/2 nh/2 su/2 pm/4 gd/3 bm/1 kp/1 wm/2
dp/2 ec/2 ks/2"""
_LEGEND = """
谓词（R 是记录，0 是本人）：
  l(叶,R) 条件成立    sc(条,R) 适用范围成立    bo(条,R) 条件成立    ex(条,k,R) 第 k 个例外成立
  ap(条,R) 条款适用   ef(果,R) 支持            cv(果,R) 范围管到    xc(果,R) 被排除
  ca(果,R) 候选       lv(果,R) 站得住          wi(果,R) 就高得      h(k,R) 辅助
  va(果,R,值)  lm(果,R,年限额)  am(果,R,实得)  nv(果,R) 算不出  sk(果,R,不得计入的数额)
  nt(文) og(文,机关) 制定  ab(机关,机关) 在上  ow(文) 自定  la(文,文) 施行较晚  nc(条,文) 所在
  ct(条,条) 可能不一致  wr(条,条) 写明优先于  sp(条,条) 特别于  sa co su(文,文) 机关同、有同、在上
  pm(理由,第几个前提,条,条) 前提成立  gd(理由,条,条) 有这条理由  bm(文) wm(条,条) 按事项
  kp(文) dp(条,条) 除外的不按旧规定  ec(果,R) 只因例外而没有给的  ks(果,R) 其中没有被推翻的
  in(果,果,R) 不一致  nq(果,果,R) 值不同  ar 先于  up 有路可达  st 算数的先于  lo(果,R) 被推翻
  ps(论,R) 有正面支持  ng(论,R) 有反面支持  cl(论,R) 冲突  hv(论,R) 有值  dv(论,R,值)
  gt(果,果,R) 较高  bt(果,R) 被比下去  ra(论,果,R,所比,实得)  me(论,所比) 比什么
  yr(果,R,年) kd pl be nth：年度和次序；us(论,累计,年,第几,已得) bk 记账 al yt 单独适用的合计
  status(论,R,状态)  winner(论,R,果)：答案。数额是整数分的字符串，不受 32 位限制。
"""
_README = """依据 · 编译出来的政策

  policy.lp    整个政策，一阶的 ASP 程序，附条文出处，供人审读
  policy.json  同一政策的数据，供 run.py 取算式
  run.py       读案情，提供 @-函数，求解，打印每个结论的状态、值和依据

运行（需要 Python 3.11 以上，装有 yiju，clingo 随之装好）：

  python run.py 案情.yaml [--parameters 参数.yaml] [--assume 假定.yaml] [--format json]

有待定项时列出待定项，退出码 2；先写明假定再算。
直接用 clingo 运行 policy.lp 必定 UNSATISFIABLE：没有 run.py 的 @-函数，不给答案。
"""


@dataclass(frozen=True)
class Artefact:
    """The texts of the compiled policy."""

    program: str
    runner: str
    policy: bytes  # JSON
    left_out: tuple[str, ...] = ()  # conclusions that are not compiled, each with why


def compile_policy(policy: ir.Policy) -> Artefact:
    """The policy as an auditable program, its data and its runner.

    :raises CannotCompile: when the policy asks for what a program of this shape cannot say.
    :raises SolverError: when the text would not be safe for clingo, a defect of the compiler.
    """
    left = left_out(policy)
    data = policy_json(policy)
    program = build(without(policy, left))
    text = "\n".join(
        [
            *_header(policy),
            *_told(left),
            "",
            *_GUARD,
            f'made("{hashlib.sha256(data).hexdigest()[:32]}").  % policy.json 的指纹',
            _INPUTS.rstrip(),
            " ".join(f"#defined {name}." for name in _DEFINED.split()),
            *_numbers(program),
            "",
            *parts(program, left),
        ]
    )
    check(text)
    runner = (_RUNNER / "run.py").read_text("utf-8")
    return Artefact(text + "\n", runner, data, tuple(left.values()))


def write(artefact: Artefact, folder: Path) -> list[Path]:
    """Write policy.lp, policy.json, run.py and README.txt; the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = {
        "policy.lp": artefact.program.encode(),
        "policy.json": artefact.policy,
        "run.py": artefact.runner.encode(),
        "README.txt": "\n".join([_README, *_unsaid(artefact.left_out)]).encode(),
    }
    for name, content in texts.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in texts]


def policy_json(policy: ir.Policy) -> bytes:
    """The policy as JSON without the places in its sources, so that it is the same everywhere."""
    return msgspec.json.encode(_placeless(msgspec.to_builtins(policy)))


def _placeless(node: Any) -> Any:
    if isinstance(node, dict):
        return {k: _placeless(v) for k, v in node.items() if k != "span"}
    return [_placeless(item) for item in node] if isinstance(node, list | tuple) else node


# ── what stands at the top ───────────────────────────────────────────────────


def _header(policy: ir.Policy) -> list[str]:
    lines = [
        "% 依据（yiju compile）：由条文编译的程序，供审读；也用来核对引擎。不要手改。",
        "% 含义见 docs/semantics.md。用 run.py 运行；直接用 clingo 运行必定 UNSATISFIABLE。",
        "%",
        "% 文件：",
    ]
    for notice in policy.notices:
        if notice.kind == "notice":
            effective = notice.effective or "未定"
            where = f"，地域 {notice.territory}" if notice.territory else ""
            said = f"{notice.short}《{notice.name}》，施行 {effective}{where}"
            lines.append(f"%   n{notice.id} " + comment(said)[2:])
    return [*lines, *("% " + t if t else "%" for t in _LEGEND.rstrip().split("\n"))]


def _told(left: Left) -> list[str]:
    return ["%", *(comment(line) for line in _unsaid(tuple(left.values())))] if left else []


def _unsaid(reasons: tuple[str, ...]) -> list[str]:
    """What a reader has to know is not in the program."""
    if not reasons:
        return []
    return ["下面的结论没有编译，要问请用 yiju decide：", *(f"  {why}" for why in reasons), ""]


def _numbers(program: Program) -> list[str]:
    """What the numbers of classes, readings, gaps and conclusions stand for."""
    policy = program.policy
    lines = ["", "% ── 编号"]
    lines += [f"% at({n},R)  " + comment(cls)[2:] for cls, n in program.classes.items()]
    for question in policy.questions:
        cited = f"{policy.notices[question.notice].short}{question.locator}"
        lines.append(f"% sel({question.id},O)  " + comment(f"读法 {question.name}（{cited}）")[2:])
        for option in question.options:
            number = option_number(option.key)
            lines.append(f"%     {number}  " + comment(f"{option.key} {option.text}")[2:])
    for gap in policy.gaps:
        cited = f"{policy.notices[gap.notice].short}{gap.locator} {gap.title}"
        if gap.missing:
            lines.append(f"% gap({gap.id})  " + comment(f"缺文 {cited}")[2:])
        else:
            lines.append(comment(f"未编 {cited}"))
    return [*lines, *(f"% 论 {n}  " + comment(name)[2:] for name, n in program.heads.items())]


# ── what clingo must never meet ──────────────────────────────────────────────

_STRING = r'"(?:[^"\\\n]|\\["\\n])*"'
_OUTSIDE = re.compile(rf"{_STRING}|%[^\n]*")


def bare(text: str) -> str:
    """The program without comments and without what stands in quotes."""
    return _OUTSIDE.sub(lambda m: '""' if m[0][0] == '"' else "", text)


def check(text: str) -> None:
    """Only ASCII outside comments and strings, no block comment, no number beyond 32 bits.

    :raises SolverError: otherwise.
    """
    outside = bare(text)
    if not outside.isascii() or re.search(r"^\s*%\*", text, re.MULTILINE):
        raise SolverError("user text outside comments and strings")
    if any(int(n) >= 2**31 for n in re.findall(r"\d+", outside)):
        raise SolverError("a number beyond 32 bits")
