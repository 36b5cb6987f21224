"""What citizens hand in, at the counter or to their caseworker, and the receipt they take home."""
