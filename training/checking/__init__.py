"""Teach the check: what a document carries and what not."""
