"""What is said and by whom: `Reading` becomes `Analysis`."""
