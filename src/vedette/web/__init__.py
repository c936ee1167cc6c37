"""The web pages: parse, call `run`, show."""
