"""W in OpenFisca-core, in the way its documentation asks for one household by its web API.

Run as a program it is a cold start: reads one person as JSON from a file, prints the four outputs.
"""

from __future__ import annotations

import json
import sys
from datetime import date

import numpy as np
from openfisca_core import entities, taxbenefitsystems, variables
from openfisca_core.indexed_enums import Enum
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.simulations import SimulationBuilder
from workload import EXCLUDING, FLAGS, IDENTITIES, INSURANCES, TARIFF, Person

PERIOD = "2025"
KEYS = dict(zip(IDENTITIES, "abcdefg", strict=True))
PERSON = entities.build_entity(key="person", plural="persons", label="person", is_person=True)
GROUP = entities.build_entity(
    key="household",
    plural="households",
    label="household",
    roles=[{"key": "member", "plural": "members", "label": "member"}],
)


class Insurance(Enum):
    resident = INSURANCES[0]
    employee = INSURANCES[1]


def _input(name, kind, **more):
    fields = dict(value_type=kind, entity=PERSON, definition_period=YEAR, label=name, **more)
    return type(name, (variables.Variable,), fields)


def _output(name, kind, formula):
    return _input(name, kind, formula=formula)


def _excluded(p, period):
    found = p("self_harm", period) * ~p("mental_illness", period)
    for flag in EXCLUDING:
        found = found + p(flag, period)
    return found


def _interrupted(p, period):
    gap = p("gap", period)
    return (gap > 3) + (gap >= 1) * ~p("back_paid", period)


def _from_birth(p, period):
    until = p("birth", period) + np.timedelta64(90, "D")
    return p("newborn", period) * (p("pay", period) <= until)


def _start(p, period):
    wait = np.where(p("interrupted", period), 3 + p("gap", period) // 12, 0)
    month = p("pay", period).astype("datetime64[M]") + (1 + wait).astype("timedelta64[M]")
    return np.where(p("from_birth", period), p("birth", period), month.astype("datetime64[D]"))


def _waiting(p, period):
    return p("bill", period) < p("start", period)


def _candidate(key):
    def formula(p, period, parameters):
        rate, employee = parameters(period)[key], p("insurance", period) == Insurance.employee
        percent = np.where(
            employee, np.int64(rate.percent.employee), np.int64(rate.percent.resident)
        )
        cap = np.where(employee, np.int64(rate.cap.employee), np.int64(rate.cap.resident))
        rounded = (p("remainder", period).astype(np.int64) * percent + 50) // 100
        given = np.minimum(rounded, cap - p("paid", period))
        return np.maximum(given, 0) * p("is_" + key, period)

    return formula


def _amount(p, period):
    best = p("candidate_a", period)
    for key in list(KEYS.values())[1:]:
        best = np.maximum(best, p("candidate_" + key, period))
    return best * ~p("excluded", period) * ~p("waiting", period)


def _parameters():
    def at(value):
        return {"values": {"2020-01-01": {"value": value}}}

    def both(key, place):
        rates = [TARIFF[key, insurance][place] for insurance in INSURANCES]
        return {"resident": at(rates[0]), "employee": at(rates[1])}

    return {key: {"percent": both(i, 0), "cap": both(i, 1)} for i, key in KEYS.items()}


def build():
    """The tax and benefit system of W."""
    system = taxbenefitsystems.TaxBenefitSystem([PERSON, GROUP])
    names = [*FLAGS, "back_paid", "newborn", *("is_" + key for key in KEYS.values())]
    system.add_variables(
        *(_input(name, bool) for name in names),
        *(_input(name, int) for name in ("remainder", "paid", "gap")),
        *(_input(name, date) for name in ("pay", "birth", "bill")),
        _input("insurance", Enum, possible_values=Insurance, default_value=Insurance.resident),
        _output("excluded", bool, _excluded),
        _output("interrupted", bool, _interrupted),
        _output("from_birth", bool, _from_birth),
        _output("start", date, _start),
        _output("waiting", bool, _waiting),
        _output("amount", int, _amount),
        *(_output("candidate_" + key, int, _candidate(key)) for key in KEYS.values()),
    )
    system.parameters = ParameterNode("", data=_parameters())
    return system


def situation(p: Person) -> dict:
    """One person as its web API takes it."""
    told = {f"is_{key}": name in p["identities"] for name, key in KEYS.items()}
    told |= {k: v for k, v in p.items() if k not in ("identities", "insurance")}
    told["insurance"] = "resident" if p["insurance"] == INSURANCES[0] else "employee"
    person = {k: {PERIOD: str(v) if isinstance(v, date) else v} for k, v in told.items()}
    return {"persons": {"x": person}, "households": {"h": {"members": ["x"]}}}


def decide(system, told: dict, explain: bool = False):
    """The four outputs; with the trace of the computation on request."""
    simulation = SimulationBuilder().build_from_entities(system, told)
    simulation.trace = explain
    out = [simulation.calculate(n, PERIOD)[0] for n in ("excluded", "start", "waiting", "amount")]
    result = (bool(out[0]), out[1].astype(date), bool(out[2]), int(out[3]))
    log = simulation.tracer.computation_log.lines(aggregate=False) if explain else []
    return result, log


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        print(*decide(build(), json.load(file))[0])
