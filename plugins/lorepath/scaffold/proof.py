"""A new text read back before it is written: it says what it was meant to say, or it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from lorepath.document import read_document
from lorepath.fields import Fields
from lorepath.finding import Finding
from lorepath.lesson_reader import read_lesson
from lorepath.model import Portal, Role
from lorepath.scaffold.answers import schemas
from lorepath.scaffold.refused import Refused
from lorepath.yaml_reader import Yaml, read_yaml


def with_lesson(portal: Portal, topic: str, path: str, text: str) -> Portal:
    """The portal as it will be with this lesson."""
    document = read_document(text, path)
    _no(document.findings)
    identifier = path.rpartition("/")[2].removesuffix(".md")
    lesson, findings = read_lesson(document, identifier, topic, schemas())
    _no(findings)
    return replace(portal, lessons={**portal.lessons, identifier: lesson})


def with_role(portal: Portal, path: str, text: str) -> Portal:
    """The portal as it will be with this role."""
    read = read_back("role", path, text)
    fields, identifier = Fields(read.data), path.rpartition("/")[2].removesuffix(".yml")
    role = Role(
        identifier,
        read.source,
        fields.text("title"),
        fields.text("summary"),
        fields.text("owner"),
        fields.numbers("requires"),
    )
    return replace(portal, roles={**portal.roles, identifier: role})


def read_back(kind: str, path: str, text: str) -> Yaml:
    """What a YAML file of this kind says. Raises Refused where it is not as the schemas want it."""
    yaml = read_yaml(text, path)
    _no(yaml.findings)
    _no(schemas().check(kind, yaml.data, yaml.source))
    return yaml


def _no(findings: Iterable[Finding]) -> None:
    for finding in findings:
        raise Refused(f"{finding.message}; {finding.hint}")
