"""Reference implementations of workload W: plain Python, clingo, xclingo, OpenFisca."""
