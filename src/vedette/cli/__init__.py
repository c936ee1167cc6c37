"""The command line: parse, call `run`, show."""
