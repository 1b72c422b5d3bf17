"""Frozen values, and nothing else: what the stages hand to one another."""
