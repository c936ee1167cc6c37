"""A brief as a page to read and pass on: pure functions from a brief and its reports to a file."""
