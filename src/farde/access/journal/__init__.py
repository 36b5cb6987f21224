"""The access journal: who read what, when, by which door, and for what cause.

It lies in SQL beside the object database, is only ever added to, and every row is sealed with
the row before it. Ids and codes stand in it, never a name or a word of anybody.
"""
