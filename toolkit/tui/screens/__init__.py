"""The frame: home, first words, the cover, and the page that all screens are made from."""
