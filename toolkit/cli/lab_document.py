"""A scenario that was played, for programs; docs/for-scripts.md describes the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from toolkit.cli.documents import head
from toolkit.i18n import _
from toolkit.messaging import DISCLAIMER, watchers
from toolkit.messaging.events import Watcher
from toolkit.messaging.telling import tell
from toolkit.messaging.watcher_words import NAMES

if TYPE_CHECKING:
    from toolkit.messaging.events import Event, Seizure, Trace, Value
    from toolkit.messaging.script import Scenario
    from toolkit.messaging.state import World
    from toolkit.messaging.watchers import Knowledge

VERSION: Final = 1


def document(scenario: Scenario, world: World, events: tuple[Event, ...]) -> dict[str, Any]:
    """All that happened, and what each watcher holds of it.

    Args:
        scenario: What was played.
        world: As it is at the end.
        events: All of them.
    """
    known = watchers.know_all(events)
    return {
        **head("lab", VERSION),
        "disclaimer": _(DISCLAIMER),
        "title": scenario.title,
        "people": scenario.people,
        "events": [_event(event) for event in events],
        "watchers": {
            watcher.value: {"name": _(NAMES[watcher]), **_knowledge(known[watcher])}
            for watcher in Watcher
            if watcher is not Watcher.SEIZER
        },
        "seizures": [
            _seizure(events, event.seizure) for event in events if event.seizure is not None
        ],
        "copies": [
            {
                "message": copy.message,
                "holder": copy.holder,
                "place": copy.place.value,
                "author": copy.author,
                "conversation": copy.conversation,
                "text": copy.text,
                "expires": copy.expires,
            }
            for copy in world.copies
        ],
    }


def _event(event: Event) -> dict[str, Any]:
    told = tell(event)
    return {
        "step": event.step,
        "at": event.at,
        "code": event.code,
        "what": told.what,
        "why": told.why,
        "formula": told.formula,
        "facts": dict(event.facts),
        "values": [_value(value) for value in event.values],
    }


def _value(value: Value) -> dict[str, Any]:
    content = value.content.hex() if isinstance(value.content, bytes) else value.content
    return {"name": value.name, "value": content, "secret": value.secret}


def _knowledge(known: Knowledge) -> dict[str, Any]:
    return {
        "traces": [_trace(trace) for trace in known.traces],
        "pairs": [
            {
                "from": pair.sender,
                "to": pair.receiver,
                "count": pair.count,
                "size": pair.size,
                "first": pair.first,
                "last": pair.last,
            }
            for pair in known.pairs
        ],
        "texts": list(known.texts),
        "keys": [_value(key) for key in known.keys],
    }


def _trace(trace: Trace) -> dict[str, Any]:
    return {
        "at": trace.at,
        "from": trace.sender,
        "to": trace.receiver,
        "kind": trace.kind,
        "size": trace.size,
        "bytes": trace.content.hex(),
    }


def _seizure(events: tuple[Event, ...], seizure: Seizure) -> dict[str, Any]:
    found = watchers.seized(events, seizure)
    return {
        "phone": seizure.phone.name,
        "at": seizure.at,
        "texts": list(found.knowledge.texts),
        "keys": [_value(key) for key in found.knowledge.keys],
        "attempts": [
            {
                "at": attempt.trace.at,
                "from": attempt.sender,
                "size": attempt.trace.size,
                "later": attempt.later,
                "text": attempt.text,
                "refused": attempt.refused,
            }
            for attempt in found.attempts
        ],
    }
