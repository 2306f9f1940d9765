"""Where the session plans lie: `guides/training/<id>.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from toolkit.content import load as load_content
from toolkit.errors import ContentError
from toolkit.paths import guides
from toolkit.training.model import Session

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Plans:
    """All session plans, and what is wrong with those that cannot be read.

    Attributes:
        sessions: By their ids, in the order of the list.
        problems: One for each file that is no plan.
    """

    sessions: Mapping[str, Session]
    problems: tuple[ContentError, ...] = ()


def load(shelf: Path | None = None) -> Plans:
    """Every plan that can be read.

    Args:
        shelf: The folder of its files; the program's own by default.
    """
    read, problems = list[Session](), list[ContentError]()
    for path in sorted((shelf or guides() / "training").glob("*.toml")):
        try:
            read.append(load_content(Session, path))
        except ContentError as problem:
            problems.append(problem)
    read.sort(key=lambda each: (each.minutes, each.order, each.id))
    return Plans({each.id: each for each in read}, tuple(problems))
