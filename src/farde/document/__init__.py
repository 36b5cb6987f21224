"""The document in a dossier: metadata, immutable file, text, states."""
