"""The pages on which pieces are handed in, and the one that shows a receipt."""
