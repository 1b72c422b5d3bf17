"""softbound: a build system for doctoral theses in papers."""

__version__ = "0.1.0"
