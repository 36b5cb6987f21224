"""How one gets in: passwords, lock-out, sessions, the centre's identity provider, service accounts.

A gate stands first among the user folder's plugins, so that the login page, ``@login``, HTTP Basic
and whatever else takes a password meet the same rules. What it counts lies outside the ZODB: a
refused request is rolled back, its failure is not.
"""
