"""The command line: one file per family of commands, each a thin call of one job.

words/ holds every sentence in French and English; app.py assembles the families; face.py speaks to
the reader; place.py finds the workspace.
"""

from candide.cli.app import main

__all__ = ["main"]
