"""The nouns of a learning portal: frozen values, read once, passed one way."""

from lorepath.model.knowledge_check import Answer, KnowledgeCheck, Question, block_name
from lorepath.model.lesson import Contribution, Lesson, Levels, Objective, Page, Section, Suppression, Text
from lorepath.model.portal import Elective, Person, Portal, Role, Settings, Skill, Topic
from lorepath.model.shelf_life import ShelfLife
from lorepath.model.source import Key, Keys, Source
from lorepath.model.written import Common, Content, File, Found, Item, Option, Row, Written

__all__ = [
    "Answer",
    "Common",
    "Content",
    "Contribution",
    "Elective",
    "File",
    "Found",
    "Item",
    "Key",
    "Keys",
    "KnowledgeCheck",
    "Lesson",
    "Levels",
    "Objective",
    "Option",
    "Page",
    "Person",
    "Portal",
    "Question",
    "Role",
    "Row",
    "Section",
    "Settings",
    "ShelfLife",
    "Skill",
    "Source",
    "Suppression",
    "Text",
    "Topic",
    "Written",
    "block_name",
]
