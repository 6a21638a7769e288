"""Original texts of notices: cleaned, split into units with places and fingerprints. Kept nowhere."""
