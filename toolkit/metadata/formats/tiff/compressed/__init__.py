"""The compressions of strips and tiles: each tells where a picture ends."""
