"""Policy → program, once per policy version."""

from __future__ import annotations

from yiju.asp.from_conclusions import conclusions
from yiju.asp.from_ir import Program
from yiju.asp.leaves import Leaves
from yiju.ir import model as ir
from yiju.values.evaluate import Compiler


def build(policy: ir.Policy) -> Program:
    """All rules of the policy. Conclusions that only group others have no atoms."""
    compiler = Compiler(policy)
    program = Program(policy, compiler, Leaves(compiler))
    heads = [c.name for c in policy.conclusions if not c.members]
    program.heads = {name: number for number, name in enumerate(heads)}
    program.classes = {cls: number for number, cls in enumerate(policy.classes)}
    for clause in policy.clauses:
        program.clause(clause)
    conclusions(program)
    return program
