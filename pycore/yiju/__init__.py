"""依据: government notices as executable policy, every conclusion with its ground."""
