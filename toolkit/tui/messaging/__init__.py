"""The way to everything about messages: the lab, and what stands beside it."""
