"""Why: proofs as data, sentences made of them, and their JSON form."""
