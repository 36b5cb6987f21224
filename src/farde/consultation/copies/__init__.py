"""Copies that leave the house: each bears who took it and when, and is made by a contained process.

The file of a document is never changed; a copy is laid out anew, page by page.
"""
