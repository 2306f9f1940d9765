"""The vault: what a person asked to keep, opened, changed and closed."""
