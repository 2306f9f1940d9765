"""Paper: a page that is read before it is written, into a file that the person names."""
