"""Statements against statements: utterances and their carriers, wordings, denials, counts."""
