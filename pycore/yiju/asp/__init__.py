"""The logic layer: which clauses apply, are defeated, win. clingo decides; `solver` alone imports it."""
