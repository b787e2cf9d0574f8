"""How long things take, and beside what: `python -m bench audit|import --json`."""
