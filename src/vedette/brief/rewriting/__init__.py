"""Rewriting by a language model: what is asked, how the answer is read, what of it may stand."""
