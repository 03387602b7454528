"""The build of a site from MkDocs' own pieces, its pages shared out among workers.

`mkdocs build` is the equal, slower way: it makes the same bytes, and is what a site with further plugins gets.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands import build as mkdocs
from mkdocs.exceptions import Abort, BuildError
from mkdocs.structure.files import InclusionLevel
from msgspec.structs import replace

from lorepath.mkdocs_plugin import built_site
from lorepath.mkdocs_plugin.built_site import BuiltSite
from lorepath.mkdocs_plugin.memory import settle
from lorepath.mkdocs_plugin.mkdocs_log import Message, MkDocsLog
from lorepath.mkdocs_plugin.page_writer import PageWriter
from lorepath.mkdocs_plugin.site_inputs import UNLIKE_ANY, SiteInputs
from lorepath.mkdocs_plugin.workshop import Workshop
from lorepath.site import addresses
from lorepath.workers import shared_out

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File

    from lorepath.mkdocs_plugin.progress import Steps


def build_site(
    config: MkDocsConfig,
    jobs: int,
    log: MkDocsLog,
    steps: Steps,
    inputs: SiteInputs,
    before: BuiltSite | None,
    workshop: Workshop,
) -> BuiltSite:
    """Build the site into its folder, which is empty, with up to `jobs` workers. Raises what MkDocs raises.

    What is as it was is taken over from the site `before`, and from the `workshop`.
    """
    plugins = config.plugins
    try:
        tools = workshop.tools(config, inputs, log)
        config, files, plugins = tools.config, tools.files, tools.config.plugins
        writer = PageWriter(tools, log, before)
        writer.compare(inputs.frame)
        rewritten = inputs.rewritten(before.inputs) if before else None
        if before and rewritten is not None:
            changed = frozenset(map(addresses.of_file, rewritten))
            _write_pages(writer, writer.differing(changed), jobs, log, steps)
        else:

            def rest() -> None:
                files.copy_static_files(inclusion=InclusionLevel.is_included)
                for template in config.theme.static_templates:
                    mkdocs._build_theme_template(template, tools.env, files, config, tools.nav)
                for template in config.extra_templates:
                    mkdocs._build_extra_template(str(template), files, config, tools.nav)

            if _write_pages(writer, writer.pages, jobs, log, steps, rest):
                inputs = replace(inputs, shared=UNLIKE_ANY)  # whoever takes these files over would not hear of it
        tools.plugin.protected = frozenset(file.abs_dest_path for file in writer.pages)
        plugins.on_post_build(config=config)
    except Exception as error:
        plugins.on_build_error(error=error)
        if isinstance(error, BuildError):
            raise Abort(str(error)) from error
        raise
    if config.strict and log.warnings:
        raise Abort(f"there are {len(log.warnings)} warnings, and mkdocs.yml says `strict`")
    there = {file.dest_uri for file in writer.pages}
    pages = {path: page for path, page in writer.written.items() if path in there}
    folder = Path(config.site_dir)
    if before and rewritten is not None:
        return built_site.renewed(before, folder, inputs, pages)
    return built_site.built(folder, inputs, pages)


def _write_pages(
    writer: PageWriter,
    pages: Sequence[File],
    jobs: int,
    log: MkDocsLog,
    steps: Steps,
    rest: Callable[[], None] = lambda: None,
) -> bool:
    """Write the pages, and the `rest` of the site meanwhile. Returns whether MkDocs warned of something in the rest."""
    said: list[Message] = []

    def meanwhile() -> None:
        rest()
        said.extend(log.taken())  # so that no page is taken for its cause

    steps.begin("Writing pages", len(pages))
    settle()  # what the workers share with this process they should not touch
    with log.set_aside():
        done = shared_out(writer.write, pages, jobs, steps.advance, meanwhile)
    log.add(said)
    writer.keep(pages, done)
    return bool(said)
