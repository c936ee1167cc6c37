"""Check the sentences of a text against the words of reports."""
