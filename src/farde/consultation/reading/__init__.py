"""Reading one document after the other: which comes before and which after."""
