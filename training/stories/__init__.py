"""Learning what speaks for and against two reports telling of one happening."""
