"""Compact neural networks that mark spans: sources, cues and contents; names of places."""
