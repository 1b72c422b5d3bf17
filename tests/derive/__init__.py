"""Tests of softbound.derive."""
