"""Messengers compared by dated facts, and a chooser that may say: none of them."""
