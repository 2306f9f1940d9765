"""Parts of screens that know nothing of what they are used for."""
