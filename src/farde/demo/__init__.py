"""Demonstration content: invented citizens, and the paper they would bring to the counter.

Nothing here describes a real person or institution. Everything is drawn from a seed, so that a
demonstration site, a benchmark and a test speak of the same documents. This room may import any
other room and is imported by none.
"""
