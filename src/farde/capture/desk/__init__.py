"""The review desk: where a person cuts, turns, profiles and files what was deposited."""
