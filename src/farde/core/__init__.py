"""What every room stands on: clock, ids, errors, REST plumbing, outbox, background work.

No business word lives here.
"""
