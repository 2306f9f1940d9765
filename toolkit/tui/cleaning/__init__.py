"""Cleaning photos: from dropped files to clean copies."""
