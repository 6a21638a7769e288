"""The value layer: exact arithmetic, dates, comparisons, the fold of one accumulation.

It reads leaves. It never decides that a clause applies, is defeated or wins.
"""
