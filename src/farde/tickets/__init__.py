"""Signals and tickets: what a filed document asks of whom, and the inbox that shows it."""
