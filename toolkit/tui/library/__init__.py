"""What to do on bad days, and the library: who watches, how, what helps, and how we know."""
