from __future__ import annotations

import base64

import pytest

from tests.unit.reading import START, by_code, held, one, said
from toolkit.metadata.model import Finding, Harm, Kind
from toolkit.metadata.payloads import xmp

HEAD = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
)
TAIL = '</x:xmpmeta><?xpacket end="w"?>'
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "stEvt": "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#",
    "stArea": "http://ns.adobe.com/xmp/sType/Area#",
    "xmpGImg": "http://ns.adobe.com/xap/1.0/g/img/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "crs": "http://ns.adobe.com/camera-raw-settings/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "aux": "http://ns.adobe.com/exif/1.0/aux/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "mwg-rs": "http://www.metadataworkinggroup.com/schemas/regions/",
    "MP": "http://ns.microsoft.com/photo/1.2/",
    "MPRI": "http://ns.microsoft.com/photo/1.2/t/RegionInfo#",
    "MPReg": "http://ns.microsoft.com/photo/1.2/t/Region#",
    "Container": "http://ns.google.com/photos/1.0/container/",
    "Item": "http://ns.google.com/photos/1.0/container/item/",
    "GAudio": "http://ns.google.com/photos/1.0/audio/",
    "dji": "http://www.dji.com/drone-dji/1.0/",
    "own": "http://example.org/own/",
}


def packet(properties: str, attributes: str = "", head: str = HEAD, tail: str = TAIL) -> bytes:
    declared = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMES.items())
    return (
        f"{head}<rdf:RDF {declared}><rdf:Description rdf:about='' {attributes}>{properties}"
        f"</rdf:Description></rdf:RDF>{tail}"
    ).encode()


def told(properties: str, attributes: str = "") -> list[Finding]:
    return said(xmp, Kind.XMP, packet(properties, attributes))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("dc:creator", "author"),
        ("dc:rights", "copyright"),
        ("dc:title", "title"),
        ("dc:description", "comment"),
        ("dc:subject", "keywords"),
        ("xmp:CreateDate", "time-taken"),
        ("xmp:ModifyDate", "time-changed"),
        ("xmp:CreatorTool", "software"),
        ("xmpMM:OriginalDocumentID", "document-id"),
        ("photoshop:DocumentAncestors", "document-id"),
        ("photoshop:City", "place-name"),
        ("photoshop:CaptionWriter", "author"),
        ("aux:SerialNumber", "camera-serial"),
        ("aux:LensSerialNumber", "lens-serial"),
        ("aux:OwnerName", "owner"),
        ("exif:ImageUniqueID", "unique-id"),
        ("crs:RawFileName", "file-name"),
        ("Iptc4xmpExt:PersonInImage", "person-name"),
        ("own:secret", "unknown-data"),
    ],
)
def test_a_property_is_read_however_it_is_written(name: str, code: str) -> None:
    ways = (
        packet("", f'{name}="words"'),
        packet(f"<{name}>words</{name}>"),
        packet(f"<{name}><rdf:Bag><rdf:li>words</rdf:li></rdf:Bag></{name}>"),
        packet(f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">words</rdf:li></rdf:Alt></{name}>'),
        packet(f'<{name} rdf:resource="words"/>'),
        packet(f"<{name} rdf:parseType='Resource'><rdf:value>words</rdf:value></{name}>"),
    )
    for content in ways:
        assert by_code(said(xmp, Kind.XMP, content)) == {code: ["words"]}


def test_the_namespace_counts_and_not_its_prefix() -> None:
    content = packet(
        '<a:creator xmlns:a="http://purl.org/dc/elements/1.1/">Ana</a:creator>'
        '<dc:creator xmlns:dc="http://example.org/">not a creator</dc:creator>'
    )
    assert by_code(said(xmp, Kind.XMP, content))["author"][0] == "Ana"


def test_latitude_and_longitude_are_one_position() -> None:
    finding = one(
        told("", 'exif:GPSLatitude="41,0.906N" exif:GPSLongitude="28,58.77E" '
                 'exif:GPSAltitude="1234/10" exif:GPSTimeStamp="2026-05-03T11:22:10Z"'),
        "gps-position",
    )  # fmt: skip
    assert finding.harm is Harm.PLACE
    assert finding.facts["latitude"] == "41.0151000"
    assert finding.facts["longitude"] == "28.9795000"
    assert finding.facts["altitude"] == "123.4"
    assert finding.facts["time"] == "2026-05-03T11:22:10Z"


@pytest.mark.parametrize(
    ("north", "east", "latitude", "longitude"),
    [
        ("33,51,54S", "151,12,36E", "-33.8650000", "151.2100000"),
        ("33,51.9S", "70,40W", "-33.8650000", "-70.6666667"),
        ("-33.865", "151.21", "-33.8650000", "151.2100000"),
    ],
)
def test_positions_are_read_in_every_notation(
    north: str, east: str, latitude: str, longitude: str
) -> None:
    facts = one(
        told("", f'exif:GPSLatitude="{north}" exif:GPSLongitude="{east}"'), "gps-position"
    ).facts
    assert (facts["latitude"], facts["longitude"]) == (latitude, longitude)


def test_a_position_that_cannot_be_read_is_told_all_the_same() -> None:
    codes = by_code(told("", 'exif:GPSLatitude="north" exif:GPSLongitude="28,1E"'))
    assert codes == {"gps-remains": ["north", "28,1E"]}


def test_a_drone_tells_where_it_was() -> None:
    facts = one(
        told("", 'dji:GpsLatitude="+41.0151" dji:GpsLongtitude="+28.9795"'), "gps-position"
    ).facts
    assert (facts["latitude"], facts["longitude"]) == ("41.0151000", "28.9795000")


def test_street_city_and_country_are_one_place() -> None:
    finding = one(
        told("", 'photoshop:City="Istanbul" Iptc4xmpCore:Location="Taksim" '
                 'photoshop:Country="Türkiye"'),
        "place-name",
    )  # fmt: skip
    assert finding.facts == {"text": "Taksim, Istanbul, Türkiye"}


def test_a_location_tells_its_words_and_its_position() -> None:
    findings = told(
        "<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType='Resource'>"
        "<Iptc4xmpExt:City>Istanbul</Iptc4xmpExt:City>"
        "<exif:GPSLatitude>41,1N</exif:GPSLatitude><exif:GPSLongitude>28,1E</exif:GPSLongitude>"
        "</rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>"
    )
    assert one(findings, "place-name").raw == "Istanbul"
    assert one(findings, "gps-position").facts["latitude"].startswith("41.0166")


def test_faces_have_names() -> None:
    area = '<mwg-rs:Area stArea:x="0.5" stArea:y="0.5" stArea:unit="normalized"/>'
    findings = told(
        "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:RegionList><rdf:Bag>"
        f"<rdf:li><rdf:Description mwg-rs:Name='Ana' mwg-rs:Type='Face'>{area}</rdf:Description>"
        "</rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
        "<MP:RegionInfo><rdf:Description><MPRI:Regions><rdf:Bag><rdf:li><rdf:Description "
        "MPReg:PersonDisplayName='Ben' MPReg:Rectangle='0.1, 0.2, 0.3, 0.4'/></rdf:li></rdf:Bag>"
        "</MPRI:Regions></rdf:Description></MP:RegionInfo>"
    )
    assert [f.facts["name"] for f in findings if f.code == "face-region"] == ["Ana", "Ben"]


def test_each_step_of_the_history_is_one_finding() -> None:
    step = '<rdf:li stEvt:action="saved" stEvt:when="2026-05-03" stEvt:softwareAgent="Program"/>'
    findings = told(f"<xmpMM:History><rdf:Seq>{step * 3}</rdf:Seq></xmpMM:History>")
    assert by_code(findings) == {"edit-history": ["saved, 2026-05-03, Program"] * 3}


def test_settings_are_counted_and_raw_file_names_are_not() -> None:
    findings = told(
        "<crs:ToneCurve><rdf:Seq><rdf:li>0, 0</rdf:li></rdf:Seq></crs:ToneCurve>",
        'crs:Exposure="+0.50" crs:RawFileName="IMG_1.CR2"',
    )
    assert one(findings, "edit-settings").facts["count"] == "2"
    assert one(findings, "file-name").raw == "IMG_1.CR2"


def test_maker_and_model_are_one_camera() -> None:
    finding = one(told("", 'tiff:Make="Apple" tiff:Model="iPhone 13"'), "camera-model")
    assert finding.facts["make"] == "Apple"
    assert finding.facts["model"] == "iPhone 13"


def test_a_thumbnail_in_base64_is_a_hidden_picture() -> None:
    picture = b"\xff\xd8\xff\xe0" + bytes(range(60))
    text = base64.b64encode(picture).decode().rstrip("=")
    text = "&#xA;".join(text[i : i + 20] for i in range(0, len(text), 20))
    content = packet(
        "<xmp:Thumbnails><rdf:Alt><rdf:li rdf:parseType='Resource'>"
        f"<xmpGImg:image>{text}</xmpGImg:image></rdf:li></rdf:Alt></xmp:Thumbnails>"
    )
    for encoded in (content, content.decode().encode("utf-16")):
        ((payload, data),) = held(xmp, Kind.XMP, encoded)
        assert (payload.kind, data) == (Kind.PICTURE, picture)
    assert said(xmp, Kind.XMP, content) == []


def test_google_s_list_of_appended_things_is_told() -> None:
    items = "".join(
        f"<rdf:li><Container:Item Item:Semantic='{meaning}' Item:Mime='{kind}' Item:Length='9'/>"
        "</rdf:li>"
        for meaning, kind in [
            ("Primary", "image/jpeg"), ("MotionPhoto", "video/mp4"), ("Depth", "image/jpeg"),
        ]
    )  # fmt: skip
    findings = told(f"<Container:Directory><rdf:Seq>{items}</rdf:Seq></Container:Directory>")
    assert one(findings, "hidden-video").facts["label"] == "MotionPhoto"
    assert one(findings, "hidden-picture").facts["label"] == "Depth"
    assert one(told("", 'GAudio:Data="AAAAAAAA"'), "hidden-sound").facts["bytes"] == "6"


def test_languages_remarks_and_unknown_instructions_are_told() -> None:
    findings = told(
        "<!-- Ana was here --><?own word?><dc:title><rdf:Alt><rdf:li xml:lang='tr-TR'>Meydan"
        "</rdf:li></rdf:Alt></dc:title>"
    )
    codes = by_code(findings)
    assert codes["comment"] == ["Ana was here", "own word"]
    assert codes["language"] == ["tr-TR"]


def test_what_is_behind_the_packet_is_told() -> None:
    content = packet("", 'dc:creator="Ana"') + b"\0\0" + b"behind dc:title='secret'"
    codes = by_code(said(xmp, Kind.XMP, content))
    assert codes["author"] == ["Ana"]
    assert codes["unknown-data"] == ["behind dc:title='secret'"]
    assert codes["title"] == ["secret"]
    assert "unknown-data" not in by_code(
        said(xmp, Kind.XMP, packet("", 'dc:creator="Ana"') + b" \n" * 2000 + b"\0")
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32"])
def test_every_encoding_of_unicode_is_read(encoding: str) -> None:
    text = packet("", 'dc:creator="Ana Şahin"').decode()
    if encoding != "utf-8-sig":
        text = text.replace("\ufeff", "")
    codes = by_code(said(xmp, Kind.XMP, text.encode(encoding)))
    assert codes == {"author": ["Ana Şahin"]}


def test_the_name_that_jpeg_puts_before_a_packet_is_passed_over() -> None:
    content = b"http://ns.adobe.com/xap/1.0/\0" + packet("", 'dc:creator="Ana"')
    assert by_code(said(xmp, Kind.XMP, content)) == {"author": ["Ana"]}


@pytest.mark.parametrize(
    "broken",
    [
        b"<x:xmpmeta><rdf:RDF><rdf:Description dc:creator='Ana'",
        packet("", 'dc:creator="Ana"')[:-59] + b"<<<",
        b"<dc:creator><rdf:Seq><rdf:li>Ana</rdf:li></rdf:Seq></dc:creator></broken>",
        b'<a xapMM:x="1" & dc:creator="Ana"/>',
        b'<!DOCTYPE x [<!ENTITY e "v">]><x dc:creator="Ana"/>',
    ],
)
def test_a_broken_packet_still_tells_what_can_be_made_out(broken: bytes) -> None:
    codes = by_code(said(xmp, Kind.XMP, broken))
    assert codes["author"] == ["Ana"]
    assert "unknown-data" in codes


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    content = packet("<dc:title>&b;</dc:title>", head=bomb + HEAD)
    assert not any("aaaaaaaaaaaaaaa" in f.raw for f in said(xmp, Kind.XMP, content))
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    content = packet("<dc:title>&a;</dc:title>", head=outside + HEAD)
    assert not any("root:" in f.raw for f in said(xmp, Kind.XMP, content))


def test_a_finding_points_to_its_bytes() -> None:
    content = packet("<dc:creator>Ana</dc:creator>")
    finding = one(said(xmp, Kind.XMP, content), "author")
    found = content[finding.start - START : finding.stop - START]
    assert found == b"<dc:creator>Ana</dc:creator>"


def test_elements_nested_without_end_do_no_harm() -> None:
    assert said(xmp, Kind.XMP, b"<a>" * 100_000)
    assert said(xmp, Kind.XMP, packet("<dc:title>" * 5_000))
