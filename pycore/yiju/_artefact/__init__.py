"""The runner that `yiju compile` writes beside the program: `run.py`, used as it stands."""
