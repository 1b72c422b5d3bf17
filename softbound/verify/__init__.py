"""Document + values → problems: one module a family of rules."""
