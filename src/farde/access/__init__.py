"""Who may see what: circles, and the causes for which someone is in one.

A dossier and its documents give their local roles once, to circles. Who is in a circle is a
lookup kept here; a change of caseworker, a ticket opened or closed, are changes of membership,
and no document is touched.
"""
