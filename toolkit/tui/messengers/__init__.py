"""Messengers compared, and a chooser that may say: none of them."""
