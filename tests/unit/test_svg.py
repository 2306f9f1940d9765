from __future__ import annotations

import base64
import gzip
import io
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from PIL import Image

from tests.samples.base import Marks, Sample
from tests.samples.svg import SVG, SVG_SAMPLES, XLINK, data_url, png
from toolkit.errors import (
    DamagedError,
    InputError,
    LimitError,
    UnknownFormatError,
    UnsupportedError,
)
from toolkit.metadata import limits
from toolkit.metadata.cleaning import clean
from toolkit.metadata.formats import identify
from toolkit.metadata.formats.svg import SVG as FORMAT
from toolkit.metadata.formats.svg import geometry, values
from toolkit.metadata.model import Kind, Verdict, Walk
from toolkit.metadata.source import Source

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
RENDERER = shutil.which("rsvg-convert")

needs_renderer = pytest.mark.skipif(RENDERER is None, reason="librsvg2-bin is not installed")


def walk(content: bytes) -> Walk:
    source = Source(content)
    return identify(source).walk(source)


def svg(inside: str, attributes: str = "") -> bytes:
    """A drawing of 60 by 40 with something inside."""
    head = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" width="60" height="40" {attributes}>'
    return f"{head}{inside}</svg>".encode()


def cleaned(inside: str) -> str:
    """What comes out of what is inside a drawing."""
    copy = clean(svg(inside)).decode()
    return copy[copy.index(">") + 1 : copy.rindex("<")] if copy.endswith("</svg>") else ""


def rendered(content: bytes) -> tuple[tuple[int, int], bytes]:
    """What librsvg draws."""
    assert RENDERER is not None
    drawn = subprocess.run([RENDERER], input=content, capture_output=True, check=True, timeout=60)
    with Image.open(io.BytesIO(drawn.stdout)) as picture:
        return picture.size, picture.convert("RGBA").tobytes()


@needs_renderer
@pytest.mark.parametrize("sample", SVG_SAMPLES, ids=str)
def test_librsvg_draws_the_clean_copy_pixel_by_pixel_the_same(sample: Sample) -> None:
    content = sample.content
    if b"undeclared:" in content:
        pytest.skip("librsvg does not open it")
    assert rendered(clean(content)) == rendered(content)


@needs_renderer
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
def test_librsvg_draws_real_files_the_same() -> None:
    for path in CORPUS.glob("*.svg"):
        content = path.read_bytes()
        assert rendered(clean(content)) == rendered(content), path.name


DRAWINGS = {
    "style sheet": """<style>.a, rect.b > g {fill: red} #c {stroke: blue !important}
        @media print {rect {display: none}}</style>
        <rect class="a" id="c" width="30" height="20" x="9" y="9"/>""",
    "use and symbol": """<defs><g id="part"><symbol id="sym"><circle r="9" cx="9" cy="9"/></symbol>
        <text>draft</text></g></defs><use href="#sym" x="20" y="5"/>""",
    "inherited from definitions": """<defs><g fill="red" display="none"><path id="p"
        d="M0 0h20v20z"/></g></defs><use xlink:href="#p"/>""",
    "gradient from gradient": """<linearGradient id="a"><stop stop-color="red"/><stop offset="1"
        stop-color="blue"/></linearGradient><linearGradient id="b" xlink:href="#a" x2="50%"/>
        <rect width="60" height="40" fill="url(#b)"/>""",
    "clip, mask, pattern, marker": """<clipPath id="c"><circle r="15" cx="15" cy="15"/></clipPath>
        <mask id="m"><rect width="60" height="40" fill="white" opacity=".5"/></mask>
        <pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><path d="M0 0h2v2z"/>
        </pattern><marker id="k" markerWidth="4" markerHeight="4"><circle r="2"/></marker>
        <g clip-path="url(#c)" mask="url('#m')"><rect width="60" height="40" fill="url(#p)"/></g>
        <path d="M30 30h20" stroke="red" marker-end="url(#k)"/>""",
    "filter": """<filter id="f"><feGaussianBlur stdDeviation="2" result="mine"/><feOffset in="mine"
        dx="3" result="moved"/><feMerge><feMergeNode in="moved"/><feMergeNode in="SourceGraphic"/>
        </feMerge></filter><rect x="20" y="9" width="20" height="20" filter="url(#f)"/>""",
    "text": """<text x="5" y="20" font-size="9" xml:space="preserve">a  <tspan dy="4"
        font-weight="bold">b</tspan> c<![CDATA[<d>&]]></text><path id="w" d="M0 35h50" fill="none"/>
        <text font-size="6"><textPath href="#w" startOffset="10%">along</textPath></text>""",
    "wrong values": """<rect width="x" height="20"/><polygon points="1 1 20 1 20 20 x"/><g
        transform="x"><circle r="9"/></g><path d="M 20,20 h 9 v 9 x"/>""",
}


@needs_renderer
@pytest.mark.parametrize("inside", DRAWINGS.values(), ids=DRAWINGS)
def test_librsvg_draws_what_stays_the_same(inside: str) -> None:
    assert rendered(clean(svg(inside))) == rendered(svg(inside))


def test_ids_and_classes_tell_no_names() -> None:
    copy = cleaned(
        '<style>.Jane{fill:red}</style><path id="path-of-John" class="Jane Doe" d="M0 0"/>'
        '<use href="#path-of-John"/>'
    )
    assert copy == (
        '<style>.c0{fill:red}</style><path class="c0" d="M0 0" id="i0"/><use href="#i0"/>'
    )


def test_an_id_is_found_by_its_escaped_name() -> None:
    copy = cleaned('<filter id="a b"/><rect filter="url(#a%20b)"/>')
    assert copy == '<filter id="i0"/><rect filter="url(#i0)"/>'


def test_an_id_that_nothing_asks_for_goes() -> None:
    assert cleaned('<rect id="a"/>') == "<rect/>"


def test_elements_of_other_namespaces_and_for_extensions_go() -> None:
    other = '<o:rect xmlns:o="http://example.org/o"/><rect xmlns="http://example.org/o"/>'
    assert cleaned(f'{other}<rect requiredExtensions="http://example.org/o"/><g/>') == "<g/>"


def test_properties_nobody_knows_go() -> None:
    assert cleaned('<g style="jane-doe:red;fill:red;Jane:1"/>') == '<g style="fill:red"/>'
    assert cleaned("<style>g{jane:red;fill:red}</style><g/>") == "<style>g{fill:red}</style><g/>"


def test_a_layer_that_is_switched_off_goes() -> None:
    hidden = '<g id="a" style="display : none"><text>hidden</text></g>'
    assert cleaned(hidden + "<g/>") == "<g/>"
    (segment,) = [s for s in walk(svg(hidden)).segments if s.verdict is Verdict.DROP]
    assert segment.label == "hidden g"


@pytest.mark.parametrize(
    "switch",
    [
        '<set attributeName="display" to="inline" begin="1s"/>',
        "<style>g:hover{display:inline}</style>",
    ],
)
def test_a_layer_that_can_be_switched_on_stays(switch: str) -> None:
    assert "shown later" in cleaned(f'<g display="none"><text>shown later</text>{switch}</g>')


def test_what_is_never_referred_to_goes() -> None:
    assert cleaned('<defs><text id="draft">old words</text></defs><g/>') == "<g/>"


def test_the_first_of_two_elements_of_one_id_is_meant() -> None:
    copy = cleaned('<rect id="a"/><circle id="a"/><use href="#a"/>')
    assert copy == '<rect id="i0"/><circle/><use href="#i0"/>'


def test_a_style_that_counts_elements_is_refused_when_elements_go() -> None:
    counting = "<style>g:nth-child(2){fill:red}</style>"
    assert "nth-child(2)" in cleaned(f"{counting}<g/>")
    with pytest.raises(UnsupportedError):
        clean(svg(f"<title>Jane</title>{counting}<g/>"))


@pytest.mark.parametrize(
    "rule",
    ["[data-x]{fill:red}", "g:not(.a){fill:red}", "@supports (x:y){g{fill:red}}", "g{a{fill:red}}"],
)
def test_a_style_that_cannot_be_kept_for_certain_is_refused(rule: str) -> None:
    with pytest.raises(UnsupportedError):
        clean(svg(f"<style>{rule}</style><g/>"))


def test_pictures_inside_are_cleaned_and_told() -> None:
    marks = Marks("unit")
    original = png(marks("inside"))
    content = svg(f'<image width="9" height="9" href="{data_url("image/png", original)}"/>')
    assert marks.places["inside"] not in base64.b64decode(
        clean(content).decode().partition("base64,")[2].partition('"')[0]
    )
    (picture,) = [p for p in walk(content).payloads if p.kind is Kind.PICTURE]
    assert picture.content == original


def test_a_picture_keeps_the_type_that_viewers_choose_its_decoder_by() -> None:
    content = png(b"A person's name.")
    for announced, written in (("image/jpg", "image/jpg"), ("x/y", "image/png"), ("", "image/png")):
        copy = cleaned(f'<image width="9" height="9" href="{data_url(announced, content)}"/>')
        assert f'"data:{written};base64,' in copy


def test_what_is_no_picture_goes_with_its_element() -> None:
    for url in ("data:image/png;base64,Jane", "data:text/plain,Jane", "data:", "Jane.png"):
        assert cleaned(f'<image width="9" height="9" href="{url}"/><g/>') == "<g/>"


def test_pictures_nested_without_end_are_refused() -> None:
    content = svg("<g/>")
    for _ in range(limits.NESTING + 1):
        content = svg(f'<image width="9" height="9" href="{data_url("image/svg+xml", content)}"/>')
    with pytest.raises(LimitError):
        clean(content)


def test_animation_stays_and_what_it_leads_to_outside_goes() -> None:
    kept = '<animate attributeName="r" begin="0s" dur="2s" values="1;5;1"/>'
    assert cleaned(f"<circle>{kept}</circle>") == f"<circle>{kept}</circle>"
    assert cleaned('<g><set attributeName="xlink:href" to="http://x"/></g>') == "<g/>"


def test_rdf_is_told_with_the_namespaces_it_needs() -> None:
    inside = (
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        "<dc:creator>Jane &amp; Co</dc:creator></rdf:RDF></metadata>"
    )
    payloads = walk(svg(inside, 'xmlns:dc="http://purl.org/dc/elements/1.1/"')).payloads
    (told,) = [p.content for p in payloads if p.kind is Kind.XMP]
    assert told is not None
    assert b'xmlns:dc="http://purl.org/dc/elements/1.1/"' in told
    assert b"Jane &amp; Co" in told


BOMBS = {
    "entities in entities": '<!ENTITY a "x"><!ENTITY b "&a;&a;">',
    "an entity that is markup": '<!ENTITY a "<g/>">',
    "an entity that is a file": '<!ENTITY a SYSTEM "file:///etc/passwd">',
    "an entity of parameters": '<!ENTITY % a SYSTEM "http://example.org/x"> %a;',
    "a long entity": f'<!ENTITY a "{"x" * 300}">',
}


@pytest.mark.parametrize("declaration", BOMBS.values(), ids=BOMBS)
def test_entities_that_are_not_short_text_are_refused(declaration: str) -> None:
    content = f"<!DOCTYPE svg [{declaration}]>".encode() + svg("<text>&a;</text>")
    with pytest.raises((UnsupportedError, LimitError)):
        walk(content)


def test_short_entities_cannot_grow_without_end() -> None:
    declared = f'<!DOCTYPE svg [<!ENTITY a "{"x" * 250}">]>'.encode()
    with pytest.raises(LimitError):
        walk(declared + svg("<text>" + "&a;" * 80_000 + "</text>"))


def test_a_small_gzip_cannot_inflate_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SVG_BYTES", 1 << 16)
    with pytest.raises(LimitError):
        walk(gzip.compress(svg(" " * (1 << 17))))


def test_depth_and_number_of_elements_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LimitError):
        walk(svg("<g>" * limits.SVG_DEPTH + "</g>" * limits.SVG_DEPTH))
    monkeypatch.setattr(limits, "SVG_ELEMENTS", 10)
    with pytest.raises(LimitError):
        walk(svg("<g/>" * 10))


def test_an_svg_in_gzip_comes_out_plain() -> None:
    assert clean(gzip.compress(svg("<g/>"), mtime=0)) == clean(svg("<g/>"))


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1", "windows-1251", "utf-8"])
def test_encodings_come_out_as_utf_8(encoding: str) -> None:
    text = "\u0416" if encoding == "windows-1251" else "\u00e4"
    content = f'<?xml version="1.0" encoding="{encoding}"?>' + svg(f"<text>{text}</text>").decode()
    assert text.encode() in clean(content.encode(encoding))


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(UnsupportedError):
        walk(b'<?xml version="1.0" encoding="x-unknown"?>' + svg(""))


@pytest.mark.parametrize(
    "content",
    [
        b"<html xmlns='http://www.w3.org/1999/xhtml'/>",
        b"<svg xmlns='http://example.org/other'/>",
        gzip.compress(b"some text", mtime=0),
    ],
)
def test_other_documents_are_not_taken_for_svg(content: bytes) -> None:
    with pytest.raises(UnknownFormatError):
        walk(content)


def test_the_root_may_come_late() -> None:
    comment = f"<!-- {'a long licence ' * 500} -->".encode()
    assert FORMAT.recognises(comment[:4096])
    assert clean(comment + svg("<g/>")) == clean(svg("<g/>"))


def test_text_that_is_not_drawn_where_it_stands_goes() -> None:
    assert cleaned("<g>stray<rect/>words</g>") == "<g><rect/></g>"


def test_a_carriage_return_in_text_is_written_so_that_it_is_read_again() -> None:
    assert cleaned("<text>a&#13;b&#x85;c</text>") == "<text>a&#13;b\u0085c</text>"


def test_path_data_ends_at_its_first_error_and_keeps_every_number() -> None:
    assert geometry.path("m1e3.5.5-3a1 1 0 01.5.5 Z x") == ("m1e3.5.5-3a1 1 0 01.5.5Z",)
    assert geometry.path("M 0,0 c 1,2 3,4 5,6 7") == ("M0 0c1 2 3 4 5 6",)
    assert geometry.path("M,0 0") is None


def test_numbers_hold_no_more_digits_than_a_viewer_reads() -> None:
    assert values.words("0.1234567890123456789012345") == ("0.12345678901234568",)
    assert values.words("1e999999999999999999999999999") == ("9e99",)


@pytest.mark.parametrize(
    "value",
    ["secret", "url(#a) secret", "'secret'", "a:b{", "expression(1)", "\\73 ecret", "red @x"],
)
def test_a_value_with_an_unknown_word_goes(value: str) -> None:
    assert cleaned(f'<g stroke="{value}"/>') == "<g/>"
    assert cleaned(f'<g x="{value}"/>') == '<g x="?"/>'


@pytest.mark.parametrize(
    "piece", ["/*", "url(", "(", "'", "-", "a-", "url(#a)/*", "{", "@media a{", "icc-color(", "1 "]
)
@pytest.mark.timed
def test_no_value_takes_more_than_linear_time(piece: str) -> None:
    text = piece * 60_000
    started = time.process_time()
    for inside in (f"<style>{text}</style>", f'<g style="fill:{text}" d="M{text}" x="{text}"/>'):
        try:
            clean(svg(inside))
        except InputError:
            continue
    assert time.process_time() - started < 10


def test_a_document_cut_anywhere_is_called_truncated() -> None:
    content = svg("<g><text>a</text></g>")
    for stop in range(content.index(b">"), len(content)):
        with pytest.raises(DamagedError) as caught:
            walk(content[:stop])
        assert caught.value.code == "truncated"


def test_sizes_are_told_in_pixels() -> None:
    assert (walk(svg("")).width, walk(svg("")).height) == (60, 40)
    content = f'<svg xmlns="{SVG}" width="1in" viewBox="0 0 10 20"/>'.encode()
    assert (walk(content).width, walk(content).height) == (96, 20)
    assert walk(f'<svg xmlns="{SVG}"/>'.encode()).width == 0
