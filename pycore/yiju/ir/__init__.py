"""The resolved policy, the waist of the glass: made from syntax, read by everything after."""
