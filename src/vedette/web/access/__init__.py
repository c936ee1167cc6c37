"""Who may do what: one layer in front of all pages and of the API."""
