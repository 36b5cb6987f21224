"""Which pages of a deposit make which document, proposed from what was seen on them."""
