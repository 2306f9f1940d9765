"""What of a GIF file stays beside the pixels: timing, looping, transparency, colours in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from toolkit.errors import DamagedError, LimitError
from toolkit.metadata import limits
from toolkit.metadata.formats.gif import extensions
from toolkit.metadata.formats.gif.blocks import Extension, Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from toolkit.metadata.formats.gif.blocks import Block
    from toolkit.metadata.formats.gif.screen import Screen
    from toolkit.metadata.source import Source


@dataclass(slots=True)
class Plan:
    """What stays.

    Attributes:
        kept: Extensions in their clean form, by their offset.
        transparent: For each frame with one, by its offset: the colour that is not drawn.
        global_used: Colours of the global table that something shows.
        always_used: Colours that are shown whatever the pixels have, in any table.
    """

    kept: dict[int, bytes] = field(default_factory=dict)
    transparent: dict[int, int] = field(default_factory=dict)
    global_used: set[int] = field(default_factory=set)
    always_used: set[int] = field(default_factory=set)

    def used_by(self, image: Image) -> set[int]:
        """The colours that a frame shows."""
        used = {*image.ending.used, *self.always_used}
        if image.start in self.transparent:
            used.add(self.transparent[image.start])
        # Where a frame ends early, some viewers show the first colour.
        return used if image.ending.is_complete else used | {0}


def make_plan(source: Source, screen: Screen, blocks: Sequence[Block]) -> Plan:
    """Decide about every block that is not a frame.

    Raises:
        DamagedError: There is no frame.
        LimitError: There are more than `limits.FRAMES`.
    """
    images = [block for block in blocks if isinstance(block, Image)]
    if not images:
        raise DamagedError("truncated", offset=source.size)
    if len(images) > limits.FRAMES:
        raise LimitError("too-many-parts", limit=limits.FRAMES)
    plan = Plan(always_used={screen.background})
    _plan_loop(plan, source, blocks)
    _plan_controls(plan, source, blocks)
    first = plan.transparent.get(images[0].start)
    if first is not None:
        # Some viewers clear with the first frame's transparent colour all along.
        plan.always_used.add(first)
    plan.global_used |= plan.always_used
    for image in images:
        if not image.frame.table_bytes:
            plan.global_used |= plan.used_by(image)
    return plan


def _plan_loop(plan: Plan, source: Source, blocks: Sequence[Block]) -> None:
    """Keep the first extension that says how often to play."""
    for block in blocks:
        if isinstance(block, Extension) and block.label == extensions.APPLICATION:
            loop = extensions.loop_block(source, block)
            if loop is not None:
                plan.kept[block.start] = loop
                return


def _plan_controls(plan: Plan, source: Source, blocks: Sequence[Block]) -> None:
    """Keep the last graphic control before each frame; text in between changes nothing."""
    control: tuple[int, bytes] | None = None
    for block in blocks:
        if isinstance(block, Extension) and block.label == extensions.GRAPHIC_CONTROL:
            clean = extensions.control_block(source, block)
            if clean is not None:
                control = (block.start, clean)
        elif isinstance(block, Image):
            if control is not None:
                plan.kept[control[0]] = control[1]
                index = extensions.transparent_index(control[1])
                if index is not None:
                    plan.transparent[block.start] = index
            control = None
