"""The pages of the signal table."""
