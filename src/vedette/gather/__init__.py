"""Reports in: files, pages, records; bytes become `Report`."""
