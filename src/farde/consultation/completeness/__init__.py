"""What a dossier should hold for its kinds of aid: there, missing, expired, in excess."""
