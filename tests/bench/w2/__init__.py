"""Workload W2: twelve bills in order under a yearly cap, two notices, unknowns and readings."""
