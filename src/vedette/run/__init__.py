"""The plan of stages, the runners, receipts, and one function per wish of a user."""
