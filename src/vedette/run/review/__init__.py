"""What to look at next, what a decision would do, and who decided what on a thing."""
