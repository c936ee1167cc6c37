"""Accuracy on public data sets, with the published numbers beside ours."""
