"""How paper and files get in: channels, batches, cutting, recognition, profiling."""
