"""Upgrade steps: one folder each, named by what it does and when; the newest profile is current."""
