"""One photo from close: it, made small, what it says, and where that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from toolkit.errors import ParasolError
from toolkit.i18n import _
from toolkit.metadata.summary import position_of
from toolkit.tui.cleaning.words import facts, what_it_says, why_not
from toolkit.tui.widgets.fitting import fitted
from toolkit.tui.widgets.map_view import Position
from toolkit.tui.widgets.picture import Picture
from toolkit.tui.widgets.table import Meaning
from toolkit.tui.widgets.told import Part, Told
from toolkit.tui.widgets.world_map import WorldMap

if TYPE_CHECKING:
    from textual.app import ComposeResult, RenderResult

    from toolkit.metadata.model import Finding, Report
    from toolkit.tui.app import Parasol
    from toolkit.tui.cleaning.album import Photo
    from toolkit.tui.cleaning.closer import Look


class Title(Widget):
    """The name of a photo, cut in its middle where it is too long, and what kind of file it is."""

    DEFAULT_CSS = """
    Title {
        height: 2;
        & > .title--name { color: $ink; text-style: bold; }
        & > .title--facts { color: $muted; }
        &:ansi > .title--facts { text-style: dim; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"title--name", "title--facts"}

    def __init__(self) -> None:
        super().__init__()
        self._photo = self._facts = ""

    def tell(self, name: str, facts: str) -> None:
        """Say something else.

        Args:
            name: The name, made neutral.
            facts: What kind of file it is.
        """
        self._photo, self._facts = name, facts
        self.refresh()

    def render(self) -> RenderResult:
        """The lines."""
        width = self.content_size.width
        name, told = fitted(self._photo, width, "middle"), fitted(self._facts, width)
        return Content("\n").join(
            (
                Content.styled(name, self.get_visual_style("title--name")),
                Content.styled(told, self.get_visual_style("title--facts")),
            )
        )


class Detail(Vertical):
    """The photo under the cursor."""

    # It looks otherwise on a wide screen, and its rules have to see the screen for that.
    SCOPED_CSS = False
    DEFAULT_CSS = """
    Detail {
        & #near { height: 1fr; margin: 1 0 0 0; }
        & #shows { width: 24; height: 100%; margin: 0 3 0 0; }
        & #says { width: 1fr; height: 100%; scrollbar-gutter: stable; }
        & WorldMap { display: none; }
    }
    .-wide Detail, .-vast Detail {
        & #near { layout: vertical; }
        & #shows { width: 100%; height: 12; layout: horizontal; margin: 0 0 1 0; }
        & #says { width: 100%; height: 1fr; }
        & WorldMap.-placed { display: block; margin: 0 0 0 2; }
    }
    .-vast.-tall Detail #shows { height: 18; }
    .-alone Detail {
        & #near { layout: horizontal; }
        & #shows { width: 2fr; height: 100%; layout: vertical; margin: 0 3 0 0; }
        & #says { width: 3fr; height: 100%; }
        & WorldMap.-placed { display: block; margin: 1 0 0 0; }
    }
    .-vast.-tall.-alone Detail #shows { height: 100%; }
    Detail.-slow #shows { display: none; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._path = ""

    def compose(self) -> ComposeResult:
        """The title, then picture and map, then words."""
        yield Title()
        with Horizontal(id="near"):
            with Vertical(id="shows"):
                yield Picture()
                yield WorldMap()
            with VerticalScroll(id="says"):
                yield Told()

    def on_mount(self) -> None:
        """On a slow link, words have to do."""
        self.set_class(cast("Parasol", self.app).settings.slow_link, "-slow")

    def read(self) -> None:
        """Have the arrow keys move the words."""
        self.query_one("#says").focus()

    def show(self, photo: Photo | None, look: Look | None) -> None:
        """Show a photo.

        Args:
            photo: It; ``None`` where there is none.
            look: What a closer look showed; ``None`` while that is waited for.
        """
        report = look.report if look is not None else None
        title = self.query_one(Title)
        title.tell(photo.name if photo else "", facts(report) if report is not None else "")
        picture = self.query_one(Picture)
        drawn = look.picture or look.error if look is not None else None
        if drawn is None and photo is not None:
            drawn = photo.error
        if drawn is None:
            picture.wait()
        elif isinstance(drawn, ParasolError):
            picture.explain(drawn)
        else:
            picture.draw(drawn)
        self.query_one(Told).tell(self._words(photo, look))
        self._place(report)
        path = photo.path if photo is not None else ""
        if path != self._path:
            # More that is found of the same photo must not move what is being read.
            self._path = path
            self.query_one("#says").scroll_home(animate=False)

    @staticmethod
    def _words(photo: Photo | None, look: Look | None) -> list[Part]:
        if photo is None:
            return []
        error = photo.error or (look.error if look is not None else None)
        if error is not None:
            return why_not(error, photo.name)
        if look is None or look.report is None:
            return [Part(_("Reading"), (), Meaning.MUTED)]
        return what_it_says(look.report)

    def _place(self, report: Report | None) -> None:
        shown = self.query_one(WorldMap)
        placed = [finding for finding in report.findings if position_of(finding)] if report else []
        shown.set_class(bool(placed), "-placed")
        if placed:
            shown.positions = tuple(
                Position(*where, finding.facts.get("country-code", ""))
                for finding in placed
                if (where := position_of(finding))
            )
            shown.words = _town(placed[0])


def _town(finding: Finding) -> str:
    """The nearest town, its country and how far it is."""
    town, country = finding.facts.get("town", ""), finding.facts.get("country", "")
    if not town:
        return ""
    near = ", ".join(name for name in (town, country) if name)
    if finding.facts.get("inside"):
        return near
    return _("{town}, about {km} km away").format(
        town=near, km=max(1, round(float(finding.facts["km"])))
    )
