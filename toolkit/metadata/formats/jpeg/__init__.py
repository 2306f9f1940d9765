"""JPEG (ITU-T T.81), taken apart to the last byte."""
