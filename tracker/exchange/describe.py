"""``datapackage.json``: what Frictionless Data tools are told about the files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tracker.exchange.fields import FIRST_DAY, FORMAT, LARGEST, LAST_DAY, NAME, Field, Resource
from tracker.exchange.resources import RESOURCES


def described(resources: Sequence[Resource]) -> str:
    """The description of some files as JSON text, the same for every register: no change, no diff."""
    description = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": "A register of public commitments",
        "description": "Who said they would do what, in which words, and what followed. "
        "The documents' texts are in texts/, the files they were read from in originals/, one each, named by ref.",
        "tracker": {"format": FORMAT},
        "resources": [_resource(each) for each in resources],
    }
    return json.dumps(description, indent=2, ensure_ascii=False) + "\n"


def _resource(resource: Resource) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "path": resource.file,
        "description": resource.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": {
            "fields": [_field(each, unique=resource.key == (each.name,)) for each in resource.fields],
            "missingValues": [""],
            "primaryKey": list(resource.key),
            "foreignKeys": [_foreign_key(each) for each in resource.fields if each.names],
        },
    }


def _field(field: Field, *, unique: bool) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if field.required else {}
    if unique or field.unique:
        constraints["unique"] = True
    if field.enum:
        constraints["enum"] = list(field.enum)
    if field.pattern:
        constraints["pattern"] = field.pattern
    if field.type == "date":
        constraints |= {"minimum": FIRST_DAY, "maximum": LAST_DAY}
    elif field.type in ("integer", "number") and not field.signed:
        constraints["minimum"] = 0
    if field.type == "integer":
        constraints["maximum"] = LARGEST
    described = {"name": field.name, "type": field.type, "description": field.says}
    return {**described, "constraints": constraints} if constraints else described


def _foreign_key(field: Field) -> dict[str, Any]:
    key = next(each.key[0] for each in RESOURCES if each.name == field.names)
    return {"fields": field.name, "reference": {"resource": field.names, "fields": key}}
