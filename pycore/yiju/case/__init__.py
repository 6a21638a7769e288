"""Cases: reading what is judged, what is given beside it, and what tests expect."""
