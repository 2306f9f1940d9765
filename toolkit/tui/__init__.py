"""The full-screen interface. Only this package knows Textual."""
