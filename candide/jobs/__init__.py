"""One function per command: what the command line, the desk and a notebook all call."""
