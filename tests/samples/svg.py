"""SVG files as Inkscape, Illustrator, browsers and people write them, marks in every place."""

from __future__ import annotations

import base64
import gzip
import io
from typing import Final

from PIL import Image

from tests.samples.base import Marks, Sample

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def png(mark: bytes) -> bytes:
    """A small picture with a mark in its metadata."""
    from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415 - only pictures inside need it

    info = PngInfo()
    info.add_text("Author", mark.decode())
    stream = io.BytesIO()
    Image.new("RGB", (4, 4), (200, 30, 90)).save(stream, "PNG", pnginfo=info)
    return stream.getvalue()


def data_url(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"


def _inkscape(marks: Marks) -> bytes:
    m = marks.text
    return f"""\
<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape by {m("comment before the root")} -->
<svg xmlns="{SVG}" xmlns:svg="{SVG}" xmlns:xlink="{XLINK}"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
   xmlns:own="http://example.org/{m("name of a namespace")}"
   width="120mm" height="80mm" viewBox="0 0 120 80" version="{m("version")}"
   id="{m("id of the root")}" sodipodi:docname="{m("sodipodi:docname")}"
   inkscape:export-filename="/home/{m("inkscape:export-filename")}/x.png"
   xml:lang="de" lang="{m("lang")}" aria-label="{m("aria-label")}"
   data-name="{m("data attribute")}" role="{m("role")}" class="{m("class nobody styles")}"
   onload="alert('{m("onload")}')" unknown="{m("unknown attribute")}">
  <title id="title1">{m("title")}</title>
  <desc>{m("desc")}</desc>
  <metadata id="metadata1"><rdf:RDF><cc:Work rdf:about="{m("rdf:about")}">
    <dc:creator><cc:Agent><dc:title>{m("dc:creator")}</dc:title></cc:Agent></dc:creator>
    <dc:date>{m("dc:date")}</dc:date></cc:Work></rdf:RDF></metadata>
  <sodipodi:namedview id="base" inkscape:current-layer="{m("namedview")}">
    <inkscape:grid type="{m("grid")}"/></sodipodi:namedview>
  <defs id="defs-of-{m("id of defs")}">
    <linearGradient id="gradient-{m("id of a gradient")}" inkscape:collect="always">
      <stop style="stop-color:#ff0000;stop-opacity:1" offset="0" id="{m("id of a stop")}"/>
      <stop style="stop-color:#0000ff" offset="1"/></linearGradient>
    <linearGradient id="leftover"><stop stop-color="#{"a1b2c3"}"/></linearGradient>
    <text id="draft">{m("text in defs")}</text>
    <inkscape:path-effect effect="{m("path effect")}"/>
  </defs>
  {m("text between elements")}
  <g xml:lang="{m("xml:lang")}"/>
  <g inkscape:label="{m("layer name")}" inkscape:groupmode="layer" id="layer1">
    <path style="fill:url(#gradient-{marks.places["id of a gradient"].decode()});
      stroke:#000;-inkscape-font-specification:'{m("font specification")}';
      unknown-property:{m("unknown property")};fill-rule:evenodd" d="m 10,10 20,0 0,20 z"
      sodipodi:nodetypes="{m("nodetypes")}" inkscape:original-d="{m("original-d")}"/>
    <path d="M 40 10 L 60 10 60 30 {m("behind an error in a path")}" fill="none" stroke="green"/>
    <polygon points="70,10 90,10 90,30 {m("behind an error in points")}" fill="teal"/>
    <rect x="10" y="40" width="20" height="20" fill="{m("a fill that is none")}"
      transform="{m("a transform that is none")}" stroke="navy"/>
    <circle cx="50" cy="50" r="9" fill="purple"><title>{m("tooltip")}</title></circle>
    <text x="70" y="50" font-size="8" font-family="sans-serif" xml:space="preserve"
      inkscape:label="{m("label of text")}">kept <tspan sodipodi:role="line"
      id="{m("id of a tspan")}">words<!-- {m("comment in text")} --></tspan></text>
    <text x="70" y="70" font-size="8">one<tspan display="none">{m("hidden tspan")}</tspan>two</text>
  </g>
  <g inkscape:label="Drafts" style="display:none"><text>{m("hidden layer")}</text></g>
  <g display="none"><path d="M0 0h1" id="{m("id in a hidden layer")}"/></g>
</svg>
<!-- {m("comment behind the root")} -->
<?{m("instruction behind the root")} x?>
""".encode()


def _illustrator(marks: Marks) -> bytes:
    m = marks.text
    style = m("class that is styled")
    return f"""\
<?xml version="1.0" encoding="iso-8859-1"?>
<?xml-stylesheet href="{m("external style sheet")}.css" type="text/css"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/{m("system identifier")}.dtd" [
  <!ENTITY ns_svg "{SVG}">
  <!ENTITY ns_ai "http://ns.adobe.com/AdobeIllustrator/{m("value of an entity")}/">
  <!-- {m("comment in the document type")} -->
  <!ATTLIST svg own CDATA "{m("default of an attribute")}">
]>
<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" xmlns:xlink="{XLINK}" x="0px" y="0px" width="120px"
  height="80px" viewBox="0 0 120 80" enable-background="new {m("enable-background")}">
<style type="text/css" title="{m("title of a style")}"><![CDATA[
  /* {m("comment in CSS")} */
  @charset "{m("charset in CSS")}";
  @import url("http://example.org/{m("import in CSS")}.css");
  @font-face {{font-family: "{m("name of a font face")}";
    src: url(data:font/woff;base64,{m("font")});}}
  .{style}{{fill:#0080ff;stroke:#222;{m("unknown property in CSS")}:1;
    cursor:url({m("cursor")}.cur),auto}}
  .{m("class that nothing has")}{{fill:red}}
  #{m("id that nothing has")}{{fill:red}}
  {m("unknown element in CSS")}{{fill:red}}
  rect.{style}:hover{{fill:#0090ff}}
  @media screen and (min-width: 1px){{#{m("id in a media rule")}, .{style}{{stroke-width:2}}}}
  @keyframes {m("name of an animation")}{{from{{opacity:1}}50%{{opacity:.9}}to{{opacity:1}}}}
  circle{{animation:{marks.places["name of an animation"].decode()} 2s infinite;
    --{m("name of a variable")}:orange;fill:var(--{marks.places["name of a variable"].decode()})}}
]]></style>
<switch>
  <foreignObject requiredExtensions="&ns_ai;" width="1" height="1"><i:pgfRef xlink:href="#pgf"/>
    {m("foreignObject")}</foreignObject>
  <g i:extraneous="self" i:layer="{m("private attribute")}">
    <rect class="{style} {m("second class")}" id="{marks.places["id in a media rule"].decode()}"
      x="5" y="5" width="30" height="30"/>
    <circle cx="60" cy="20" r="12"/>
    <text x="5" y="70" font-size="9" fill="black">&#252;ber \xe4</text>
  </g>
</switch>
<i:pgf id="pgf">{m("private data of Illustrator")}</i:pgf>
<script type="text/javascript">var name = "{m("script")}";</script>
</svg>
""".encode("latin-1")


def _linked(marks: Marks) -> bytes:
    m = marks.text
    picture = data_url("image/png", png(marks("picture inside")))
    filtered = data_url("image/png", png(marks("picture in a filter")))
    hidden = f'<!-- {m("SVG inside")} --><rect width="9" height="9"/>'
    inner = f'<svg xmlns="{SVG}" viewBox="0 0 9 9">{hidden}</svg>'
    nested = data_url("image/svg+xml", inner.encode())
    return f"""\
<s:svg xmlns:s="{SVG}" xmlns:l="{XLINK}" xmlns="http://example.org/other" viewBox="0 0 120 80">
  <s:a l:href="https://example.org/{m("link")}" l:title="{m("title of a link")}" target="_blank">
    <s:rect width="20" height="20" fill="olive"/></s:a>
  <s:text x="30" y="20" font-size="9"><s:a l:href="mailto:{m("link in text")}">link</s:a>
    <s:unknown>{m("unknown element in text")}</s:unknown></s:text>
  <s:image x="60" y="5" width="20" height="20" l:href="{picture}" l:role="{m("role of a link")}"/>
  <s:image x="90" y="5" width="20" height="20" l:href="{nested}"/>
  <s:image width="5" height="5" href="file:///home/{m("file")}.png"/>
  <s:image width="5" height="5" href="data:text/plain,{m("text in a picture")}"/>
  <s:use l:href="other.svg#{m("use of another file")}"/>
  <s:filter id="{m("id of a filter")}"><s:feFlood flood-color="red" result="{m("result")}"/>
    <s:feImage href="{filtered}" result="picture"/>
    <s:feComposite in="{marks.places["result"].decode()}" in2="SourceAlpha" operator="in"/>
  </s:filter>
  <s:circle cx="20" cy="55" r="12" filter="url(#{marks.places["id of a filter"].decode()})"/>
  <s:rect x="50" y="45" width="20" height="20"
    fill="url(http://example.org/{m("paint server")}) lime"/>
  <s:rect id="{m("id of a target")}" x="80" y="45" width="20" height="20" fill="gray"/>
  <s:set href="#{marks.places["id of a target"].decode()}" attributeName="fill" to="silver"
    begin="{marks.places["id of a target"].decode()}.click+1s;wallclock({m("wall clock")})"/>
  <s:animate href="#x" attributeName="href" to="http://example.org/{m("animated link")}"/>
  <s:g requiredExtensions="http://example.org/{m("extension")}">
    {m("what needs an extension")}</s:g>
  <s:switch><s:g systemLanguage="{m("language")}"><s:path d="M0 0h9"/></s:g></s:switch>
  <other>{m("element of another namespace")}</other>
  <s:handler>{m("unknown element")}</s:handler>
  <s:font><s:glyph unicode="a" glyph-name="{m("glyph")}"/></s:font>
  <s:color-profile name="{m("colour profile")}" l:href="http://example.org/{m("profile")}.icc"/>
  <s:rect x="105" y="45" width="9" height="9"
    fill="red icc-color({m("name of a printer profile")}, 0.1, 0.2)"/>
</s:svg>
""".encode()


def _utf16(marks: Marks) -> bytes:
    m = marks.text
    return (
        f'<?xml version="1.0" encoding="UTF-16"?><!-- {m("comment in UTF-16")} -->'
        f'<svg xmlns="{SVG}" width="10" height="10" id="{m("id in UTF-16")}">'
        f'<title>{m("title in UTF-16")}</title><circle r="5" cx="5" cy="5"/></svg>'
    ).encode("utf-16")


def _compressed(marks: Marks) -> bytes:
    m = marks.text
    inner = (
        f'<svg xmlns="{SVG}" width="10" height="10"><!-- {m("comment in gzip")} -->'
        f'<rect width="9" height="9" data-x="{m("attribute in gzip")}"/></svg>'
    )
    # Stored, so that the marks can be seen from outside.
    packed = gzip.compress(inner.encode(), compresslevel=0, mtime=0)[10:]
    header = b"\x1f\x8b\x08\x1c\0\0\0\0\0\3"
    extra = marks("extra field of gzip")
    return (
        header
        + len(extra).to_bytes(2, "little")
        + extra
        + marks("file name in gzip")
        + b"\0"
        + marks("comment of gzip")
        + b"\0"
        + packed
        + marks("behind the end of gzip")
    )


def _bare(marks: Marks) -> bytes:
    """No namespace, and a byte order mark."""
    m = marks.text
    return (
        b"\xef\xbb\xbf"
        + (
            f'<svg width="20" height="20" data-creator="{m("attribute")}"><desc>{m("desc")}</desc>'
            f'<g id="{m("id")}"><rect width="9" height="9"/></g></svg>'
        ).encode()
    )


SVG_SAMPLES: Final = (
    Sample("svg inkscape", "SVG", _inkscape, decodes=False),
    Sample("svg illustrator", "SVG", _illustrator, decodes=False),
    Sample("svg links and pictures", "SVG", _linked, decodes=False),
    Sample("svg utf-16", "SVG", _utf16, decodes=False),
    Sample("svg in gzip", "SVG", _compressed, decodes=False),
    Sample("svg without a namespace", "SVG", _bare, decodes=False),
)
