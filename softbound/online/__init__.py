"""``softbound references --online``: what Crossref knows of the works that a thesis cites.

Nothing else in softbound asks the network, and nothing here does unless the command is run.
"""
