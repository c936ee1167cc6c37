"""Choose, compose and cite."""
