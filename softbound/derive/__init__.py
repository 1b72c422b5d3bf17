"""Values → values: what follows from findings and records, so that nobody types it."""
