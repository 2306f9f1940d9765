"""Trainer's mode: a session plan in parts, and the view that runs it with a group."""
