"""Across reports: origins, figures side by side, verdicts, corroboration."""
