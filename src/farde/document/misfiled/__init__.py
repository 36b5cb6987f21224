"""A document in the dossier of somebody else: hidden at once, looked into, put where it belongs."""
