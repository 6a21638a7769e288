"""What the emitter leaves to the value layer, as rules over strings; docs/semantics.md §7, §9.

Before:  effect 33: 住院医疗补助 不低于 合规余额 × 比例, 限额 年度累计 不超过 年限额
After:   va(33,R,@value(33,R)) :- ef(33,R).            what the formula gives, rounded to 分
         lm(33,R,@limit(33,R)) :- ef(33,R).            the cap
         am(33,r,@within(V,L,T)) :- …, us(0,K,Y,n-1,T). after the cap; bill by bill in order
         gt(33,34,r) :- …, 1 = @higher(X,Y).           told to the emitter's rules
Amounts are strings of whole 分, so that nothing wraps at 32 bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from yiju.asp.artefact_lines import Key, Line, emitted, line, quoted, with_record
from yiju.asp.from_conclusions import signs
from yiju.asp.from_ir import COUNTING, Program, guards
from yiju.ir import model as ir
from yiju.ir.walk import conclusions_in, walk
from yiju.values.words import ratio, words

Section = tuple[str, ...]
MEASURES = {"amount": "实得额", "ratio": "比例", "cap": "年限额", "year_total": "全年合计"}


class Values:
    """The value rules of one program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.heads = program.compiler.conclusions
        self.valued: dict[str, list[ir.Effect]] = {}
        for effect in program.effects.values():
            if effect.mode in ("value", "floor", *COUNTING):
                self.valued.setdefault(effect.conclusion, []).append(effect)
        self.strikes = [e for e in program.effects.values() if e.mode == "strike"]

    @staticmethod
    def _cap_of(effect: ir.Effect) -> ir.Cap | None:
        """Its cap: there is at most one, or its conclusion was left out."""
        return effect.caps[0] if effect.caps else None

    def stepped(self, name: str) -> bool:
        """Whether records have to be taken one by one: there is an annual cap or a year's total."""
        capped = any(e.caps for e in self.valued.get(name, ()))
        return name in self.valued and self._highest(name) and (capped or self.totals(name))

    def totals(self, name: str) -> bool:
        """Whether a reading compares what each effect would give in a year."""
        return any(c.measure == "year_total" for c in self._choices(name))

    def _highest(self, name: str) -> bool:
        return self.heads[name].combine == "max"

    def _choices(self, name: str) -> tuple[ir.MaxChoice, ...]:
        """What 就高 compares; of several clauses on it the first, as everywhere."""
        rules = (m for m in self.program.policy.max_rules if m.conclusion == name)
        return next((m.choices for m in rules), ())

    # ── one effect ──────────────────────────────────────────────────────────

    def of_effect(self, effect: ir.Effect) -> Iterator[Line]:
        """The value, the cap and the year of an effect."""
        clause = self.program.clause_of[effect.id]
        section, e = ("clause", str(clause.id)), effect.id
        if effect.mode == "strike":
            record = f"at({self.program.classes[clause.cls]},R)"
            note = f"不得计入：{words(effect.value) if effect.value else ''}"
            yield line(section, f"sk({e},R,@strike({e},R))", [f"ef({e},R)"], note)
            yield line(section, f'sk({e},R,"0")', [record, f"not ef({e},R)"])
        if effect.mode not in ("value", "floor") or effect.value is None:
            return
        yield self._formula(section, "va", "value", effect, effect.value, self._words(effect))
        yield line(section, f"nv({e},R)", [f'va({e},R,"none")'], "算不出来的不是支持")
        cap = self._cap_of(effect)
        if cap is not None:
            note = f"年限额 {words(cap.limit)}"
            yield self._formula(section, "lm", "limit", effect, cap.limit, note)
            yield line(section, f"nv({e},R)", [f'lm({e},R,"none")'])
        if self.stepped(effect.conclusion):
            yield from self._cap(section, effect, clause.cls)

    def _words(self, effect: ir.Effect) -> str:
        assert effect.value is not None
        formula = words(effect.value)
        if not effect.ratio:
            return formula
        declared = next(p for p in self.program.policy.parameters if p.name == effect.ratio)
        return f"{formula} × {ratio(declared)}"

    def _formula(
        self, section: Section, name: str, call: str, effect: ir.Effect, expr: ir.Expr, note: str
    ) -> Line:
        """`va(20,R,@value(20,R,d(5,V5))) :- ef(20,R), dv(5,R,V5).`"""
        clause = self.program.clause_of[effect.id]
        arguments, body = self.arguments(expr)
        for strike in self.strikes:
            of = self.program.clause_of[strike.id]
            reads = any(isinstance(n, ir.Attr) and n.name == strike.conclusion for n in walk(expr))
            if reads and of.notice == clause.notice and of.cls in (clause.cls, ir.PERSON):
                arguments.append(f"s({strike.id},S{strike.id})")
                body.append(f"sk({strike.id},{'0' if of.cls == ir.PERSON else 'R'},S{strike.id})")
        called = ",".join([str(effect.id), "R", *arguments])
        head = f"{name}({effect.id},R,@{call}({called}))"
        return line(section, head, [f"ef({effect.id},R)", *body], note)

    def arguments(self, expr: ir.Node) -> tuple[list[str], list[str]]:
        """What a formula or a test reads of conclusions: arguments of its call, and their atoms."""
        arguments, body = [], []
        for name in sorted(conclusions_in(expr)):
            head = self.program.heads[name]
            record = "0" if self.heads[name].cls == ir.PERSON else "R"
            arguments.append(f"d({head},V{head})")
            body.append(f"dv({head},{record},V{head})")
        return arguments, body

    def _cap(self, section: Section, effect: ir.Effect, cls: str) -> Iterator[Line]:
        """The day that gives year and order, and what the cap adds up."""
        head = str(self.program.heads[effect.conclusion])
        for attribute, guard in self._keys(effect):
            where = f"{quoted(cls)},{quoted(attribute)},R"
            made = f"yr({effect.id},R,@year({where}))"
            yield line(section, made, [f"ef({effect.id},R)", *guard], f"年度依 {attribute}")
            made = f"kd({effect.id},R,@day({where}))"
            found = line(section, made, [f"lv({effect.id},R)", *guard])
            yield replace(found, head=("kd", head))
        for spread in effect.caps[0].ranges if effect.caps else ():
            for guard in guards(spread.when):
                key_ = "all" if spread.what == "all" else str(effect.id)
                note = "累计整个结论" if spread.what == "all" else "只累计本目"
                yield line(section, f"rg({effect.id},{key_})", guard, note)

    def _keys(self, effect: ir.Effect) -> list[tuple[str, list[str]]]:
        """Dates with their guards; without a cap of its own, those of its rivals' caps."""
        caps = [self._cap_of(e) for e in (effect, *self.valued[effect.conclusion])]
        cap = next((c for c in caps if c), None)
        if cap is None:
            return [(self.heads[effect.conclusion].event, [])]
        return [(key.attribute, guard) for key in cap.keys for guard in guards(key.when)]

    # ── one conclusion ──────────────────────────────────────────────────────

    def of_head(self, name: str) -> Iterator[Line]:
        """The value of a conclusion, and which values differ or are higher."""
        section, head = ("head", name), self.program.heads[name]
        for a, b in self.program.rivals.get(name, []) if "nq" in signs(self.program, name) else ():
            unlike = "1 = @apart(V,W)" if self._highest(name) else "V != W"
            body = [f"va({a},R,V)", f"va({b},R,W)", unlike, 'V != "none"', 'W != "none"']
            yield line(section, f"nq({a},{b},R)", body)
        effects = self.valued.get(name, [])
        if not self._highest(name):
            for e in effects:
                body = [f"hv({head},R)", f"lv({e.id},R)", f"va({e.id},R,V)"]
                yield line(section, f"dv({head},R,V)", body, "值")
            return
        if not effects:
            return
        for e in effects:
            yield line(section, f"of({head},{e.id})", [])
        yield from self._measure(section, name, head)
        if self.stepped(name):
            yield from self._order(section, name)
        else:
            yield from self._compared(section, name, "R")

    def _measure(self, section: Section, name: str, head: int) -> Iterator[Line]:
        """Which measure the chosen reading takes; where no clause says, the amounts."""
        for choice in self._choices(name):
            if choice.measure != "amount":
                for guard in guards(choice.when):
                    note = f"比{MEASURES[choice.measure]}"
                    yield line(section, f"me({head},{choice.measure})", guard, note)
        others = [f"not me({head},{m})" for m in MEASURES if m != "amount"]
        yield line(section, f"me({head},amount)", others, "比实得额")

    def _reads(self, name: str) -> tuple[Key, ...]:
        """What the rules over all candidates of a conclusion stand behind."""
        signs = ("lv", "va", "lm", "yr")
        return tuple((sign, str(e.id)) for e in self.valued[name] for sign in signs)

    def _compared(self, section: Section, name: str, r: str) -> Iterator[Line]:
        """Amounts after the cap, what is compared, who is higher; of record `r`."""
        h, stepped = self.program.heads[name], r != "R"
        group = ("dv", str(h)) if stepped else ("rank", str(h))
        needs = (*self._reads(name), *([("order", str(h))] if stepped else []))
        of, live, got = f"of({h},E)", f"lv(E,{r})", f"am(E,{r},A)"
        rank, value = f"ra({h},E,{r}", f"va(E,{r},V)"
        pair = [f"ra({h},E,{r},X,A)", f"ra({h},F,{r},Z,B)"]
        rules: list[tuple[str, list[str], str]] = [(f"am(E,{r},V)", [of, live, value], "实得")]
        if stepped:
            room = [f"cp(E,{r},L)", f"yr(E,{r},Y)", "rg(E,K)", f"us({h},K,Y,n-1,T)"]
            note = "实得：不超过年限额减此前已得"
            rules = [
                (f"am(E,{r},@within(V,L,T))", [of, live, value, *room], note),
                (f"am(E,{r},V)", [of, live, value, f"not cp(E,{r},_)"], "没有限额"),
            ]
        rules.append((f"{rank},A,A)", [f"me({h},amount)", of, got], "所比：实得额"))
        measures = {c.measure for c in self._choices(name)}
        if "ratio" in measures:
            rules.append((f"{rank},@ratio(E),A)", [f"me({h},ratio)", of, got], "所比：比例"))
        if "cap" in measures:
            cap = [f"me({h},cap)", of, got]
            rules.append((f"{rank},L,A)", [*cap, f"lm(E,{r},L)"], "所比：年限额"))
            rules.append((f'{rank},"max",A)', [*cap, f"not lm(E,{r},_)"], "没有限额的最高"))
        if "year_total" in measures:
            total = [f"yr(E,{r},Y)", "yt(E,Y,T)"]
            body = [f"me({h},year_total)", of, got, *total]
            rules.append((f"{rank},T,A)", body, "所比：全年合计"))
        rules.append((f"gt(E,F,{r})", [*pair, "1 = @higher(X,Z)"], "高者"))
        equal = [pair[0], f"ra({h},F,{r},X,B)", "1 = @higher(A,B)"]
        if self.totals(name):
            rules += self._same_total(h)
            equal.append("not nx(E,F,r,_)")
        rules.append((f"gt(E,F,{r})", equal, "所比相等的，比实得"))
        for text, body, note in rules:
            yield replace(line(section, text, body, note), head=group, needs=needs)
        body = [f"hv({h},{r})", of, f"wi(E,{r})", f"am(E,{r},V)"]
        wins = tuple(("wi", str(e.id)) for e in self.valued[name]) if not stepped else needs
        made = line(section, f"dv({h},{r},V)", body, "值")
        yield replace(made, needs=(("hv", str(h)), *wins, *(() if stepped else (group,))))

    def _same_total(self, h: int) -> Iterator[tuple[str, list[str], str]]:
        """Of equal 全年合计, the effect that alone would have given more by the first odd day."""
        both = [f"ra({h},E,r,X,_)", f"ra({h},F,r,X,_)", "yr(E,r,Y)", "yr(F,r,Z)"]
        odd = [f"al({h},E,Y,N,T)", f"al({h},F,Z,N,U)", "T != U", f"not sd({h},N)"]
        yield "nx(E,F,r,N)", [f"me({h},year_total)", *both, *odd], "合计相等而逐日不同"
        yield "ny(E,F,r,N)", ["nx(E,F,r,N)", "nx(E,F,r,M)", "M < N"], "不是头一个不同的日子"
        first = ["nx(E,F,r,N)", "not ny(E,F,r,N)", "yr(E,r,Y)", "yr(F,r,Z)", *odd[:2]]
        yield "gt(E,F,r)", [*first, "1 = @higher(T,U)"], "合计相等的，先给得多的管一整年"

    # ── records one by one ──────────────────────────────────────────────────

    def _order(self, section: Section, name: str) -> Iterator[Line]:
        """The records in order of the day, and the books at the start."""
        h = self.program.heads[name]
        of, kd = f"of({h},E)", "kd(E,R,D)"
        earlier = [f"of({h},F)", "kd(F,R,C)", "1 = @before(C,0,D,0)"]
        both = [f"pl({h},Q,D)", f"pl({h},R,C)", "1 = @before(D,Q,C,R)"]
        year = [of, "yr(E,_,Y)"]
        rules = [
            (f"sm({h},R,D)", [of, kd, *earlier], "一条记录有几个日期的，取最早的"),
            (f"pl({h},R,D)", [of, kd, f"not sm({h},R,D)"], "排次序的日期"),
            (f"be({h},Q,R)", both, "先后"),
            (f"nth({h},R,N+1)", [f"pl({h},R,_)", f"N = #count {{ Q : be({h},Q,R) }}"], "第几"),
            (f"cn({h},N)", [f"N = #count {{ R : pl({h},R,_) }}"], "共几条"),
            ("cp(E,R,L)", [of, "lm(E,R,L)", "yr(E,R,Y)", "Y > 0"], "受限额约束"),
            (f'us({h},all,Y,0,"0")', year, "年初已得为零"),
            (f'us({h},E,Y,0,"0")', year, ""),
        ]
        if self.totals(name):
            rules.append((f'al({h},E,Y,0,"0")', year, ""))
            day = [f"nth({h},R,N)", f"pl({h},R,D)", f"nth({h},Q,N+1)", f"pl({h},Q,D)"]
            rules.append((f"sd({h},N)", day, "后一条还在同一天"))
        needs = (*self._reads(name), ("kd", str(h)))
        for text, body, note in rules:
            yield replace(line(section, text, body, note), head=("order", str(h)), needs=needs)

    def alone(self, name: str) -> list[str]:
        """The part that adds up each effect as if it alone governed (全年合计), record by record."""
        h = self.program.heads[name]
        mine = f"of({h},E), lv(E,r), va(E,r,V), yr(E,r,Y)"
        return [
            f"al({h},E,Y,n,@plus(T,@within(V,L,T))) :- {mine}, cp(E,r,L), al({h},E,Y,n-1,T).",
            f"al({h},E,Y,n,@plus(T,V)) :- {mine}, not cp(E,r,_), al({h},E,Y,n-1,T).",
            f"al({h},E,Y,n,T) :- al({h},E,Y,n-1,T), not here({h},E,Y,n).",
            f"here({h},E,Y,n) :- of({h},E), lv(E,r), yr(E,r,Y).",
            f"yt(E,Y,T) :- al({h},E,Y,n,T), cn({h},n).",
        ]

    def step(self, name: str, chosen: list[Line]) -> list[Line]:
        """The part for one record r, the n-th: the emitter's choice among candidates, and books."""
        h = self.program.heads[name]
        section: Section = ("head", name)
        won = f"of({h},E), wi(E,r), am(E,r,A), yr(E,r,Y), Y > 0"
        books = [
            (f"bk({h},all,Y,n,A) :- {won}.", "记账：整个结论只记一次"),
            (f"bk({h},E,Y,n,A) :- {won}.", "记账：各目"),
            (f"us({h},K,Y,n,@plus(T,A)) :- us({h},K,Y,n-1,T), bk({h},K,Y,n,A).", "已得"),
            (f"us({h},K,Y,n,T) :- us({h},K,Y,n-1,T), not bk({h},K,Y,n,_).", ""),
        ]
        return [
            *self._compared(section, name, "r"),
            *(with_record(one, "r") for one in chosen),
            *(emitted(text, section, note) for text, note in books),
        ]
