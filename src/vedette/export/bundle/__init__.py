"""A brief with its evidence in one file, and the checks that need nothing but that file."""
