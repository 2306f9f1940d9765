"""What a file says about the person who made it, and a copy that says nothing."""

from toolkit.metadata.cleaning import Cleaned, clean, clean_file
from toolkit.metadata.inspection import inspect
from toolkit.metadata.model import Finding, Harm, Report, Verdict
from toolkit.metadata.output import Target

__all__ = [
    "Cleaned",
    "Finding",
    "Harm",
    "Report",
    "Target",
    "Verdict",
    "clean",
    "clean_file",
    "inspect",
]
