"""`python -m yiju_cli`."""

from yiju_cli.main import main

main()
