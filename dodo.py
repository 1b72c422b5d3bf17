"""The build of this thesis: run ``doit``. Every thesis has this same file."""

from softbound.tasks import *  # noqa: F403
