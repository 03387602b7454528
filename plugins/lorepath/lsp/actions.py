"""How a finding is mended: fixes as an editor applies them."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol.types import (
    CodeAction,
    CodeActionKind,
    OptionalVersionedTextDocumentIdentifier,
    Range,
    TextDocumentEdit,
    TextEdit,
    WorkspaceEdit,
)

from lorepath import fixes
from lorepath.finding import Finding
from lorepath.lsp.diagnostics import diagnostic, underlined
from lorepath.lsp.open_portal import OpenFile
from lorepath.lsp.positions import Lines, touches

KINDS = (CodeActionKind.QuickFix, CodeActionKind.SourceFixAll)


def actions(
    findings: Sequence[Finding],
    file: OpenFile,
    lines: Lines,
    wanted: Range,
    only: Sequence[str] | None,
    versioned: bool,
) -> list[CodeAction]:
    """The quick fixes of the findings in a range, and one action that applies all safe fixes of the file.

    `only` names the kinds that the editor asks for; `versioned` says that it takes edits with a version.
    """
    found: list[CodeAction] = []
    if _is_wanted(CodeActionKind.QuickFix, only):
        for finding, place in underlined(findings, lines):
            if finding.fix and touches(place, wanted) and (edit := _edit([finding], lines)):
                found.append(
                    CodeAction(
                        finding.fix.title,
                        CodeActionKind.QuickFix,
                        diagnostics=[diagnostic(finding, place)],
                        is_preferred=finding.fix.safe,
                        edit=_in_file(file, edit, versioned),
                    )
                )
    safe = [finding for finding in findings if finding.fix and finding.fix.safe]
    if _is_wanted(CodeActionKind.SourceFixAll, only) and (edit := _edit(safe, lines)):
        title = "Lorepath: apply all safe fixes"
        found.append(CodeAction(title, CodeActionKind.SourceFixAll, edit=_in_file(file, edit, versioned)))
    return found


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    return not only or any(kind == each or kind.startswith(f"{each}.") for each in only)


def _edit(findings: Sequence[Finding], lines: Lines) -> TextEdit | None:
    """The edit that applies the fixes of findings, all in one file; None where it would change nothing."""
    if not findings:
        return None
    path = findings[0].place.path
    texts, _ = fixes.apply({path: lines.text}, findings, unsafe=True)
    return lines.replacement(texts[path]) if texts[path] != lines.text else None


def _in_file(file: OpenFile, edit: TextEdit, versioned: bool) -> WorkspaceEdit:
    if not versioned:
        return WorkspaceEdit(changes={file.uri: [edit]})
    document = OptionalVersionedTextDocumentIdentifier(uri=file.uri, version=file.version)
    return WorkspaceEdit(document_changes=[TextDocumentEdit(document, [edit])])
