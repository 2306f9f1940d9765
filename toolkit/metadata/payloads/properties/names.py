"""What properties say about a person, by their names, in one table.

Sources: ISO 16684-1 and -2 (XMP); IPTC Photo Metadata Standard 2023.2; PLUS 1.2.1; Exif 3.0 for XMP
(CIPA DC-010); MWG 2.0; Google's and Microsoft's pages on their schemas; C2PA 2.1; the rest as
ExifTool's public tag tables list it.
"""

from __future__ import annotations

from typing import Final

NAMESPACES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/bj/": "xmpBJ",
    "http://ns.adobe.com/xap/1.0/t/pg/": "xmpTPg",
    "http://ns.adobe.com/xap/1.0/g/img/": "xmpGImg",
    "http://ns.adobe.com/xap/1.0/g/": "xmpG",
    "http://ns.adobe.com/xap/1.0/sType/ResourceRef#": "stRef",
    "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#": "stEvt",
    "http://ns.adobe.com/xap/1.0/sType/Version#": "stVer",
    "http://ns.adobe.com/xap/1.0/sType/ManifestItem#": "stMfs",
    "http://ns.adobe.com/xap/1.0/sType/Job#": "stJob",
    "http://ns.adobe.com/xap/1.0/sType/Dimensions#": "stDim",
    "http://ns.adobe.com/xap/1.0/sType/Font#": "stFnt",
    "http://ns.adobe.com/xmp/sType/Area#": "stArea",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "xmpDM",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.adobe.com/camera-raw-saved-settings/1.0/": "crss",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://ns.adobe.com/creatorAtom/1.0/": "creatorAtom",
    "http://ns.adobe.com/illustrator/1.0/": "illustrator",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/pdfx/1.3/": "pdfx",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://ns.adobe.com/hdr-gain-map/1.0/": "hdrgm",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://cipa.jp/exif/2.32/": "exifEX",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "Iptc4xmpCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "Iptc4xmpExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://www.metadataworkinggroup.com/schemas/regions/": "mwg-rs",
    "http://www.metadataworkinggroup.com/schemas/keywords/": "mwg-kw",
    "http://www.metadataworkinggroup.com/schemas/collections/": "mwg-coll",
    "http://ns.microsoft.com/photo/1.0": "MicrosoftPhoto",
    "http://ns.microsoft.com/photo/1.0/": "MicrosoftPhoto",
    "http://ns.microsoft.com/photo/1.2/": "MP",
    "http://ns.microsoft.com/photo/1.2/t/RegionInfo#": "MPRI",
    "http://ns.microsoft.com/photo/1.2/t/Region#": "MPReg",
    "http://ns.google.com/photos/1.0/camera/": "GCamera",
    "http://ns.google.com/photos/1.0/container/": "Container",
    "http://ns.google.com/photos/1.0/container/item/": "Item",
    "http://ns.google.com/photos/1.0/panorama/": "GPano",
    "http://ns.google.com/photos/1.0/creations/": "GCreations",
    "http://ns.google.com/photos/1.0/depthmap/": "GDepth",
    "http://ns.google.com/photos/1.0/focus/": "GFocus",
    "http://ns.google.com/photos/1.0/image/": "GImage",
    "http://ns.google.com/photos/1.0/audio/": "GAudio",
    "http://ns.google.com/photos/dd/1.0/device/": "Device",
    "http://ns.apple.com/faceinfo/1.0/": "apple-fi",
    "http://ns.apple.com/HDRGainMap/1.0/": "HDRGainMap",
    "http://ns.apple.com/pixeldatainfo/1.0/": "apdi",
    "http://ns.apple.com/depthData/1.0/": "depthData",
    "http://ns.apple.com/portrait/1.0/": "portrait",
    "http://www.dji.com/drone-dji/1.0/": "drone-dji",
    "http://www.parrot.com/drone-parrot/1.0/": "drone-parrot",
    "http://pix4d.com/camera/1.0": "Camera",
    "http://pix4d.com/camera/1.0/": "Camera",
    "http://ns.flir.com/xmp/1.0/": "FLIR",
    "http://www.digikam.org/ns/1.0/": "digiKam",
    "http://www.digikam.org/ns/kipi/1.0/": "kipi",
    "http://ns.acdsee.com/iptc/1.0/": "acdsee",
    "http://ns.iview-multimedia.com/mediapro/1.0/": "mediapro",
    "http://ns.microsoft.com/expressionmedia/1.0/": "expressionmedia",
    "http://xmp.gettyimages.com/gift/1.0/": "GettyImagesGIFT",
    "http://creativecommons.org/ns#": "cc",
    "http://darktable.sf.net/": "darktable",
    "http://ns.xiaomi.com/photos/1.0/camera/": "MiCamera",
    "http://ns.oplus.com/photos/1.0/camera/": "OpCamera",
}
"""The customary prefix by namespace; older programs write `xap` for `xmp`."""

_BY_CODE: Final = {
    "author": """
        dc:creator dc:contributor dc:publisher tiff:Artist pdf:Author xmpDM:artist xmpDM:composer
        photoshop:AuthorsPosition photoshop:CaptionWriter photoshop:Credit photoshop:Source
        Iptc4xmpExt:Contributor Iptc4xmpExt:AOCreator Iptc4xmpExt:AIPromptWriterName
        Iptc4xmpExt:ImageSupplier plus:ImageCreator plus:ImageSupplier digiKam:CaptionsAuthorNames
        acdsee:author acdsee:notes cc:attributionName exifEX:Photographer exifEX:ImageEditor
        illustrator:Creator author creator schema:author
    """,
    "owner": """
        xmpRights:Owner aux:OwnerName exifEX:CameraOwnerName exif:CameraOwnerName exif:OwnerName
        MicrosoftPhoto:CameraOwner
    """,
    "copyright": """
        dc:rights xmpRights:Marked xmpRights:WebStatement xmpRights:UsageTerms tiff:Copyright
        xmpRights:Certificate plus:CopyrightOwner plus:Licensor xmpDM:copyright cc:license
        dcterms:license Iptc4xmpExt:AOCopyrightNotice copyrightNotice copyrightHolder copyrightYear
        crs:Copyright
    """,
    "contact": """
        Iptc4xmpCore:CreatorContactInfo xmp:BaseURL cc:attributionURL cc:morePermissions
        plus:LicensorEmail plus:LicensorTelephone1 plus:LicensorURL
    """,
    "person-name": """
        Iptc4xmpExt:PersonInImage Iptc4xmpExt:PersonInImageWDetails Iptc4xmpExt:AddlModelInfo
        Iptc4xmpExt:OrganisationInImageName Iptc4xmpExt:OrganisationInImageCode Iptc4xmpExt:ModelAge
        mediapro:People expressionmedia:People GettyImagesGIFT:Personality plus:ModelReleaseID
        plus:MinorModelAgeDisclosure MPReg:PersonDisplayName MPReg:PersonEmailDigest
        MPReg:PersonLiveIdCID MPReg:PersonSourceID xmpDM:client
    """,
    "face-region": "mwg-rs:Name Iptc4xmpExt:Name",
    "place-name": """
        dc:coverage photoshop:City photoshop:State photoshop:Country Iptc4xmpCore:Location
        Iptc4xmpCore:CountryCode Iptc4xmpExt:LocationCreated Iptc4xmpExt:LocationShown
        Iptc4xmpExt:City Iptc4xmpExt:Sublocation Iptc4xmpExt:ProvinceState Iptc4xmpExt:CountryName
        Iptc4xmpExt:CountryCode Iptc4xmpExt:WorldRegion Iptc4xmpExt:LocationName
        mediapro:Location expressionmedia:Location xmpDM:shotLocation acdsee:location
        LocationShown LocationCreated contentLocation
    """,
    "gps-remains": """
        exif:GPSLatitude exif:GPSLongitude exif:GPSAltitude exif:GPSTimeStamp exif:GPSImgDirection
        exif:GPSDestLatitude exif:GPSDestLongitude exif:GPSSpeed exif:GPSTrack
        exif:GPSAreaInformation exif:GPSProcessingMethod exif:GPSDateStamp exif:GPSSatellites
        exif:GPSHPositioningError exif:GPSDestBearing exif:GPSDestDistance
        drone-dji:GpsLatitude drone-dji:GpsLongitude drone-dji:GpsLongtitude
    """,
    "sensor-reading": """
        drone-dji:AbsoluteAltitude drone-dji:RelativeAltitude drone-dji:FlightXSpeed
        drone-dji:FlightYSpeed drone-dji:FlightZSpeed exifEX:Temperature exifEX:Pressure
        exifEX:Humidity exifEX:WaterDepth Camera:GPSXYAccuracy Camera:GPSZAccuracy
    """,
    "camera-motion": """
        drone-dji:GimbalRollDegree drone-dji:GimbalYawDegree drone-dji:GimbalPitchDegree
        drone-dji:FlightRollDegree drone-dji:FlightYawDegree drone-dji:FlightPitchDegree
        Camera:Yaw Camera:Pitch Camera:Roll exifEX:Acceleration exifEX:CameraElevationAngle
        GPano:PoseHeadingDegrees GPano:PosePitchDegrees GPano:PoseRollDegrees
    """,
    "title": """
        dc:title photoshop:Headline xmp:Nickname acdsee:caption xmpDM:album xmpDM:shotName
        xmpDM:scene xmpDM:tapeName Iptc4xmpExt:Event Iptc4xmpExt:EventId Iptc4xmpExt:AOTitle
        mediapro:Event mwg-coll:Collections stJob:name exifEX:ImageTitle
    """,
    "comment": """
        dc:description exif:UserComment tiff:ImageDescription photoshop:Instructions
        Iptc4xmpCore:AltTextAccessibility Iptc4xmpCore:ExtDescrAccessibility xmpDM:logComment
        xmpDM:comment acdsee:notes mediapro:UserFields expressionmedia:UserFields comment
        Iptc4xmpExt:AOContentDescription dc:relation description
    """,
    "keywords": """
        dc:subject lr:hierarchicalSubject lr:weightedFlatSubject photoshop:SupplementalCategories
        photoshop:Category Iptc4xmpCore:SubjectCode Iptc4xmpCore:Scene
        Iptc4xmpCore:IntellectualGenre Iptc4xmpExt:AboutCvTerm Iptc4xmpExt:Genre pdf:Keywords
        MicrosoftPhoto:LastKeywordXMP MicrosoftPhoto:LastKeywordIPTC digiKam:TagsList
        mwg-kw:Keywords acdsee:categories acdsee:keywords mediapro:CatalogSets
        expressionmedia:CatalogSets keywords
    """,
    "language": "dc:language",
    "camera-serial": """
        aux:SerialNumber exifEX:BodySerialNumber exif:BodySerialNumber
        MicrosoftPhoto:CameraSerialNumber drone-dji:DroneSerialNumber
        drone-dji:CameraSerialNumber drone-dji:CameraSN Camera:SerialNumber
        drone-parrot:SerialNumber
    """,
    "lens-serial": "aux:LensSerialNumber exifEX:LensSerialNumber exif:LensSerialNumber",
    "photo-count": "aux:ImageNumber",
    "unique-id": """
        exif:ImageUniqueID digiKam:ImageUniqueID drone-dji:CaptureUUID Iptc4xmpExt:DigImageGUID
        Camera:ImageUniqueID
    """,
    "host-computer": "tiff:HostComputer",
    "document-id": """
        dc:identifier xmp:Identifier xmpMM:DocumentID xmpMM:InstanceID xmpMM:OriginalDocumentID
        xmpMM:VersionID xmpMM:SaveID stRef:documentID stRef:instanceID stRef:originalDocumentID
        stEvt:instanceID photoshop:LegacyIPTCDigest photoshop:EmbeddedXMPDigest
        photoshop:TransmissionReference photoshop:DocumentAncestors lr:privateRTKInfo
        GCamera:BurstID Iptc4xmpExt:RegistryId plus:ImageSupplierImageID
        rdf:about plus:LicensorImageID dc:instanceID instanceID documentID xmpNote:HasExtendedXMP
    """,
    "time-taken": """
        exif:DateTimeOriginal exif:DateTimeDigitized photoshop:DateCreated xmp:CreateDate
        GPano:FirstPhotoDate GPano:LastPhotoDate xmpDM:shotDate acdsee:datetime
    """,
    "time-changed": """
        xmp:ModifyDate xmp:MetadataDate tiff:DateTime xmpDM:videoModDate xmpDM:audioModDate
        stEvt:when stVer:modifyDate stRef:lastModifyDate pdf:ModDate
    """,
    "time-told": """
        dc:date MicrosoftPhoto:DateAcquired digiKam:CaptionsDateTimeStamps xmpDM:releaseDate
        Iptc4xmpExt:AODateCreated pdf:CreationDate signature_info.time datePublished dateCreated
    """,
    "edit-history": """
        xmpMM:History xmpMM:DerivedFrom xmpMM:Ingredients xmpMM:Versions xmpMM:Pantry
        xmpMM:Manifest xmpMM:RenditionOf photoshop:History photoshop:TextLayers digiKam:ImageHistory
        darktable:history xmpDM:ingredients xmpDM:pantry xmpBJ:JobRef xmpTPg:Fonts
        Iptc4xmpExt:DigitalSourceType digitalSourceType
    """,
    "file-name": """
        dc:source crs:RawFileName xmpMM:LastURL stRef:filePath stRef:alternatePaths
        stRef:fileName exif:RelatedSoundFile creatorAtom:windowsAtom creatorAtom:macAtom
        creatorAtom:aeProjectLink xmpDM:projectRef xmpDM:relativePeakAudioFilePath dc:Title
    """,
    "rating": """
        xmp:Rating xmp:Label MicrosoftPhoto:Rating photoshop:Urgency digiKam:ColorLabel
        digiKam:PickLabel acdsee:rating acdsee:tagged
    """,
    "ai-prompt": """
        Iptc4xmpExt:AIPromptInformation com.adobe.generative-ai.prompt
    """,
    "provenance-manifest": "dcterms:provenance",
    "software": """
        xmp:CreatorTool tiff:Software pdf:Producer pdf:Creator aux:Firmware
        GPano:StitchingSoftware GPano:CaptureSoftware photoshop:SidecarForExtension
        MicrosoftPhoto:CreatorAppId MicrosoftPhoto:CreatorOpenWithUIOptions xmpMM:Manager
        stEvt:softwareAgent x:xmptk exifEX:RAWDevelopingSoftware exifEX:ImageEditingSoftware
        exifEX:MetadataEditingSoftware exifEX:CameraFirmware claim_generator softwareAgent
        illustrator:CreatorSubTool Iptc4xmpExt:AISystemUsed Iptc4xmpExt:AISystemVersionUsed
    """,
    "camera-model": """
        tiff:Model tiff:Make exif:Model exif:Make drone-dji:DroneModel drone-dji:Model Camera:Model
    """,
    "lens-model": """
        aux:Lens aux:LensInfo aux:LensID exifEX:LensModel exifEX:LensMake exif:LensModel
        exifEX:LensSpecification MicrosoftPhoto:LensModel MicrosoftPhoto:LensManufacturer
        exif:LensMake
    """,
    "colour-profile-name": "photoshop:ICCProfile",
    "maker-note": """
        exif:MakerNote GCamera:hdrp_makernote GCamera:HdrPlusMakernote GCamera:shot_log_data
        MiCamera:XMPMeta
    """,
}

TOLD: Final = {name: code for code, names in _BY_CODE.items() for name in names.split()}
"""The code of the finding by the property's name."""

TOGETHER: Final = {
    "xmpMM:History": "edit-history",
    "xmpMM:Versions": "edit-history",
    "xmpMM:Ingredients": "edit-history",
    "xmpMM:Manifest": "edit-history",
    "xmpMM:Pantry": "edit-history",
    "Iptc4xmpExt:LocationCreated": "place-name",
    "Iptc4xmpExt:LocationShown": "place-name",
    "Iptc4xmpExt:PersonInImageWDetails": "person-name",
    "Iptc4xmpCore:CreatorContactInfo": "contact",
    "plus:Licensor": "contact",
    "plus:ImageCreator": "author",
    "plus:CopyrightOwner": "copyright",
    "plus:ImageSupplier": "author",
    "mwg-kw:Keywords": "keywords",
    "xmpTPg:Fonts": "edit-history",
    "xmpMM:DerivedFrom": "edit-history",
}
"""Structures told as one: each item of the list is one finding."""

SETTINGS: Final = {
    "crs": "edit-settings",
    "crss": "edit-settings",
    "darktable": "edit-settings",
    "kipi": "edit-settings",
    "xmpG": "edit-settings",
    "illustrator": "edit-settings",
    "digiKam": "edit-settings",
    "xmpDM": "edit-settings",
    "xmpMM": "edit-settings",
    "xmpTPg": "edit-settings",
    "stDim": "edit-settings",
    "tiff": "camera-settings",
    "exif": "camera-settings",
    "exifEX": "camera-settings",
    "aux": "camera-settings",
    "hdrgm": "camera-settings",
    "HDRGainMap": "camera-settings",
    "apdi": "camera-settings",
    "depthData": "camera-settings",
    "portrait": "camera-settings",
    "apple-fi": "camera-settings",
    "GCamera": "camera-settings",
    "GCreations": "camera-settings",
    "GDepth": "camera-settings",
    "GFocus": "camera-settings",
    "GPano": "camera-settings",
    "OpCamera": "camera-settings",
    "drone-dji": "camera-settings",
    "Camera": "camera-settings",
    "FLIR": "camera-settings",
    "Device": "camera-settings",
}
"""Namespaces of which what is not listed above is a setting; those are counted together."""

_SILENT: Final = """
    dc:format dc:type xmp:Format exif:ExifVersion exif:FlashpixVersion exif:GPSVersionID
    tiff:Orientation tiff:ImageWidth tiff:ImageLength tiff:XResolution tiff:YResolution
    tiff:ResolutionUnit photoshop:ColorMode Container:Version mwg-rs:AppliedToDimensions
    plus:Version MPRI:DateRegionsValid GImage:Mime GAudio:Mime GDepth:Mime GDepth:Format
    xmpGImg:format xmpGImg:width xmpGImg:height exif:GPSLatitudeRef exif:GPSLongitudeRef
    exif:GPSMapDatum hdrgm:Version
"""
SILENT: Final = frozenset(_SILENT.split())
"""Properties that say nothing of a person."""

PICTURES: Final = frozenset({"xmpGImg:image", "GImage:Data", "GDepth:Data", "GDepth:Image"})
"""Properties whose value is a picture in Base64."""

SOUNDS: Final = frozenset({"GAudio:Data"})
"""Properties whose value is a sound in Base64."""
