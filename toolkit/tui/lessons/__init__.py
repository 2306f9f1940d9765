"""Lessons: a list of them, one played page by page, and what a trainer needs of each."""
