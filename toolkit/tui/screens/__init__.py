"""The frame: home, first words, settings, and the page that all screens are made from."""
