"""The words for each kind of finding.

Each code has one or more sentences. The first of which all placeholders are known is told; the last
needs nothing that could be missing. A test holds them against all codes that any reader can give.
"""

from __future__ import annotations

from typing import Final

from toolkit.i18n import N_

SENTENCES: Final[dict[str, tuple[str, ...]]] = {
    # Place
    "gps-position": (
        N_("This photo says where you were: {where}."),
        N_("This photo says where you were."),
    ),
    "gps-destination": (
        N_("It names a place you were looking at or going to: {where}."),
        N_("It names a place you were looking at or going to."),
    ),
    "gps-remains": (
        N_("It keeps what is left of a position: {text}."),
        N_("It has a place for your position, and it is empty."),
    ),
    "map-position": (
        N_("It is tied to a place on the map: {text}."),
        N_("It is tied to a place on the map."),
    ),
    "place-name": (N_("It names a place: {text}."), N_("It names a place.")),
    "home-town": (
        N_("Your camera's clock is set to a town: {text}."),
        N_("Your camera's clock is set to a town."),
    ),
    "sensor-reading": (
        N_("It keeps what the camera measured around you: {text}."),
        N_("It keeps what the camera measured around you."),
    ),
    # Person
    "person-name": (N_("It names a person: {text}."), N_("It names a person.")),
    "face-region": (
        N_("It marks a face and names the person: {name}."),
        N_("It marks where a face is."),
    ),
    "birthday": (
        N_("It says somebody's age or birthday: {text}."),
        N_("It says somebody's age or birthday."),
    ),
    "owner": (
        N_("It names the owner of the camera: {text}."),
        N_("It names the owner of the camera."),
    ),
    "author": (N_("It names who made it: {text}."), N_("It names who made it.")),
    "copyright": (
        N_("It names who holds the rights: {text}."),
        N_("It names who holds the rights."),
    ),
    "contact": (N_("It says how to reach somebody: {text}."), N_("It says how to reach somebody.")),
    "comment": (N_("It has a note in it: “{text}”."), N_("It has a note in it.")),
    "title": (N_("It has a title: “{text}”."), N_("It has a title.")),
    "keywords": (N_("It has keywords: {text}."), N_("It has keywords.")),
    "signer": (N_("It names who signed it: {text}."), N_("It names who signed it.")),
    "language": (
        N_("It says which language your device speaks: {text}."),
        N_("It says which language your device speaks."),
    ),
    "faces": (N_("Your camera noted that it saw a face."),),
    # Device
    "camera-serial": (
        N_("It has your camera's serial number: {serial}. Every photo you take with it has it."),
        N_("It has your camera's serial number. Every photo you take with it has it."),
    ),
    "lens-serial": (
        N_("It has the serial number of your lens or flash: {serial}."),
        N_("It has the serial number of your lens or flash."),
    ),
    "unique-id": (
        N_("It has a number that no other picture has: {text}. Copies can be matched by it."),
        N_("It has a number that no other picture has. Copies can be matched by it."),
    ),
    "document-id": (
        N_("It has the number of the document it was edited as: {text}."),
        N_("It has the number of the document it was edited as."),
    ),
    "photo-count": (
        N_("It counts your camera's photos: {text}. Photos of one camera can be matched by it."),
        N_("It counts your camera's photos. Photos of one camera can be matched by it."),
    ),
    "running-time": (
        N_("It says how long your device had been on: {duration}. Photos can be matched by it."),
        N_("It says how long your device had been on. Photos can be matched by it."),
    ),
    "encrypted-notes": (
        N_(
            "{maker} hides encrypted notes in it. They can hold your camera's serial number "
            "and how many photos it took; only {maker} knows."
        ),
        N_("It hides encrypted notes of the camera's maker."),
    ),
    "host-computer": (
        N_("It names the phone, computer or printer it went through: {text}."),
        N_("It names the phone, computer or printer it went through."),
    ),
    "display": (
        N_("It names your screen with its serial number: {model}, {serial}."),
        N_("It names your screen or printer: {text}."),
        N_("It names your screen or printer."),
    ),
    # Time
    "time-taken": (
        N_("It says when you took it: {time}."),
        N_("It says when you took it."),
    ),
    "time-changed": (
        N_("It says when it was last changed: {time}."),
        N_("It says when it was last changed."),
    ),
    "time-told": (N_("It keeps one more date: {time}."), N_("It keeps one more date.")),
    "time-zone": (
        N_("It says which time zone your camera was set to: {text}."),
        N_("It says which time zone your camera was set to."),
    ),
    # Hidden pictures
    "hidden-picture": (
        N_("It hides another picture ({label}, {bytes}). That can show what you cut or covered."),
        N_("It hides another picture ({bytes}). That can show what you cut or covered."),
        N_("It hides another picture. That can show what you cut or covered."),
    ),
    "hidden-video": (
        N_("It hides a short film ({label}, {bytes}), maybe with sound."),
        N_("It hides a short film, maybe with sound."),
    ),
    "hidden-sound": (
        N_("It hides a sound recording ({label}, {bytes})."),
        N_("It hides a sound recording."),
    ),
    # History
    "edit-history": (N_("It says how it was edited: {text}."), N_("It says how it was edited.")),
    "edit-settings": (
        N_("It keeps settings ({count}) of the program it was edited with."),
        N_("It keeps settings of the program it was edited with."),
    ),
    "file-name": (N_("It keeps the name of a file: {text}."), N_("It keeps the name of a file.")),
    "rating": (N_("It keeps a rating: {text}."), N_("It keeps a rating.")),
    "ai-prompt": (
        N_("It keeps the words it was generated from: “{text}”."),
        N_("It keeps the words it was generated from."),
    ),
    "provenance-manifest": (
        N_("It has a signed record of who made it and how (Content Credentials): {text}."),
        N_("It has a signed record of who made it and how (Content Credentials)."),
    ),
    # Programs and cameras
    "software": (N_("It names a program: {text}."), N_("It names a program.")),
    "colour-profile-name": (
        N_("Its colour profile says where it comes from: {text}."),
        N_("Its colour profile says where it comes from."),
    ),
    "camera-model": (
        N_("It says what took it: {make} {model}."),
        N_("It says what took it: {text}."),
        N_("It says what took it."),
    ),
    "lens-model": (
        N_("It names the lens or camera: {text}."),
        N_("It names the lens or camera."),
    ),
    "camera-motion": (
        N_("It says how the camera was held or moved: {text}."),
        N_("It says how the camera was held or moved."),
    ),
    "camera-settings": (
        N_("It keeps camera settings ({count}), such as exposure and flash."),
        N_("It keeps camera settings."),
    ),
    # What nobody can explain
    "maker-note": (
        N_("{maker} keeps notes of its own in it ({bytes}). Not all of them are understood."),
        N_("The camera's maker keeps notes of its own in it."),
    ),
    "technical-data": (
        N_("It holds technical data that no viewer needs ({label}, {bytes})."),
        N_("It holds technical data that no viewer needs."),
    ),
    "unknown-data": (
        N_("It holds {bytes} that we cannot explain ({label})."),
        N_("It holds something that we cannot explain ({label})."),
        N_("It holds something that we cannot explain."),
    ),
    # Outside the file
    "telling-name": (
        N_("Its name says when, and what it shows: {time} ({pattern}, {app})."),
        N_("Its name says when: {time} ({pattern})."),
        N_("Its name gives something away: {pattern}, {app}."),
        N_("Its name gives something away: {pattern}."),
        N_("Its name gives something away."),
    ),
    "named-in-words": (
        N_("Its name has words in it: “{text}”."),
        N_("Its name has words in it."),
    ),
    "modified-time": (
        N_("Your disk says when it was last changed: {time}."),
        N_("Your disk says when it was last changed."),
    ),
    "download-address": (
        N_("Your disk says where it was downloaded from: {text}."),
        N_("Your disk says where it was downloaded from."),
    ),
    "extended-attribute": (
        N_("Your disk keeps a note about it ({name}): {text}."),
        N_("Your disk keeps a note about it: {text}."),
        N_("Your disk keeps a note about it."),
    ),
}
