"""Read a portal once, check it, let MkDocs build beside the site, and put the result in its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from lorepath.assemble import Assembly
from lorepath.check import Report
from lorepath.content_places import CONTENT
from lorepath.history import Remembered
from lorepath.look import Question, kept_readings, look
from lorepath.mkdocs_plugin import built_site
from lorepath.mkdocs_plugin.build_time import moment, told_to_mkdocs
from lorepath.mkdocs_plugin.built_site import BuiltSite
from lorepath.mkdocs_plugin.configuration import Configuration
from lorepath.mkdocs_plugin.last_build import Left
from lorepath.mkdocs_plugin.memory import seldom_swept
from lorepath.mkdocs_plugin.mkdocs_log import MkDocsLog, collected
from lorepath.mkdocs_plugin.output import SiteFolder, contains
from lorepath.mkdocs_plugin.progress import PREPARING, Steps
from lorepath.mkdocs_plugin.site_inputs import SiteInputs, site_inputs
from lorepath.mkdocs_plugin.sources import named_by, texts_suffice, theme_folders
from lorepath.mkdocs_plugin.stopped import Stopped
from lorepath.mkdocs_plugin.workshop import Workshop
from lorepath.store import Store, place_of

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

DEBUG = "LOREPATH_DEBUG"
"""Set in the environment, it makes the commands show where they stopped."""


class Earlier:
    """What earlier builds of a portal in this process leave for the next one."""

    def __init__(self, root: Path) -> None:
        self.kept = kept_readings(root)
        self.history = Remembered(Store(place_of(root)))
        self.workshop = Workshop()


class Prepared(Struct, frozen=True):
    """A portal that was read and checked, ready to be built. `moment` is what its pages are as of."""

    assembly: Assembly
    report: Report
    moment: int
    configuration: Configuration


class Built(Struct, frozen=True):
    """A site that was built: its folder, what MkDocs had to say of it, and what may be taken over next time, if any.

    `named` are the files that its settings stand in, and the folders of its theme that somebody may edit.
    """

    folder: Path
    said: tuple[str, ...]
    left: Left | None
    named: tuple[str, ...] = ()


def prepare(
    root: Path,
    today: date,
    steps: Steps,
    jobs: int = 1,
    earlier: Earlier | None = None,
    texts: Mapping[str, bytes] | None = None,
    site: Path | None = None,
) -> Prepared:
    """Read and check a portal with up to `jobs` processes, telling `steps`. `earlier` is brought up to date.

    `texts` are what its files held a moment ago, by their paths; `site` is the folder to build, as `build` takes it.
    The check is as of `today`. The pages are as of the last commit (or SOURCE_DATE_EPOCH), so that building
    the same commit tomorrow gives the same site. Raises PortalError where there is no portal that can be read.
    """
    seconds = moment(root)
    with seldom_swept():
        as_of = datetime.fromtimestamp(seconds, UTC).date()
        question = Question(root, today, as_of, jobs=jobs)
        configuration = Configuration(root)
        if earlier:  # this process is ready already
            assembly, report = look(question, steps, earlier.kept, earlier.history)
        else:
            ready = partial(_get_ready, configuration, site)
            assembly, report = look(question, steps, meanwhile=ready, texts=texts)
        return Prepared(assembly, report, seconds, configuration)


def _get_ready(configuration: Configuration, site: Path | None) -> None:
    """Import, load and compile what the build is going to need."""
    import lorepath.mkdocs_plugin.plugin
    import lorepath.mkdocs_plugin.site_loop  # noqa: F401 - both wait for MkDocs and Material
    from lorepath.site import templates

    templates.compile_all()
    configuration.load(site)


def build(
    prepared: Prepared,
    site: Path | None,
    steps: Steps,
    address: str = "",
    jobs: int = 1,
    full_text: bool = False,
    earlier: Earlier | None = None,
) -> Built:
    """Build the site of a portal, whatever its findings are.

    `site` is the folder to build, else `mkdocs.yml` names it. `address` is where the site is to be reached,
    where that is not what `mkdocs.yml` says; `jobs` is how many processes may write pages. `full_text` makes the
    index for search through whole lessons, whatever `mkdocs.yml` says. What can be taken over from `earlier` is.
    Raises Stopped when there can be no site; the one that was there is then untouched.
    """
    steps.begin(PREPARING)
    with told_to_mkdocs(prepared.moment), collected() as log, seldom_swept(), _in_one_line():
        try:
            configured = prepared.configuration.of(prepared.assembly, site, log, full_text, steps)
            config = configured.config
            config.site_url = address or config.site_url
            asked, root = Path(config.site_dir), prepared.assembly.portal.root
            folder = SiteFolder(asked)
            _refuse_to_build_over(root, folder.site)
            named = named_by(config, configured.files)
            inputs = site_inputs(prepared.assembly, configured, prepared.moment)
            store = Store(place_of(root))
            with folder.replacing(steps.say) as new, _started(config, log):
                config.site_dir = str(new.folder)
                # Extensions that read files may have read them when they were set up.
                before = built_site.recall(store, folder.site) if texts_suffice(config) else None
                workshop = earlier.workshop if earlier and texts_suffice(config) else Workshop()
                built = _write(config, jobs, log, steps, inputs, before, workshop)
                new.differs = built.differs if built else None
            if built:
                built_site.remember(store, folder.site, built)
        except BaseException:
            for warning in _said(log):
                steps.say(warning)
            raise
    left = Left(site or asked, built.files, named) if built and named else None
    chain = configured.files.paths if configured.files else ()
    return Built(folder.site, _said(log), left, (*chain, *theme_folders(config)))


def _said(log: MkDocsLog) -> tuple[str, ...]:
    return tuple(f"MkDocs warns: {warning}" for warning in log.warnings)


def _write(
    config: MkDocsConfig,
    jobs: int,
    log: MkDocsLog,
    steps: Steps,
    inputs: SiteInputs,
    before: BuiltSite | None,
    workshop: Workshop,
) -> BuiltSite | None:
    """Write the site into its new folder; what of it can be taken over next time, if that is known."""
    from mkdocs.commands import build as mkdocs

    from lorepath.mkdocs_plugin import site_loop
    from lorepath.mkdocs_plugin.page_counter import PageCounter
    from lorepath.mkdocs_plugin.settings import is_alone
    from lorepath.mkdocs_plugin.source_files import refuse_linked_folders

    if is_alone(config):
        return site_loop.build_site(config, jobs, log, steps, inputs, before, workshop)
    refuse_linked_folders(config)
    config.plugins["lorepath/progress"] = PageCounter(steps)
    mkdocs.build(config)
    return None


@contextmanager
def _started(config: MkDocsConfig, log: MkDocsLog) -> Iterator[None]:
    """The plugins know inside the block that a build runs; what MkDocs raises there becomes Stopped."""
    from mkdocs.exceptions import MkDocsException

    try:
        config.plugins.on_startup(command="build", dirty=False)
        try:
            yield
        finally:
            config.plugins.on_shutdown()
    except MkDocsException as error:
        raise Stopped(f"MkDocs could not build the site: {log.reason(error)}") from error


def _refuse_to_build_over(root: Path, site: Path) -> None:
    content = root / CONTENT
    if contains(site, root) or contains(site, content) or contains(content, site):
        raise Stopped(f"the site cannot stand in {site}, where the portal's own files are; name another with --site")


@contextmanager
def _in_one_line() -> Iterator[None]:
    """Whatever goes wrong inside the block becomes Stopped, in words."""
    try:
        yield
    except Stopped:
        raise
    except OSError as error:
        where = f": {error.filename}" if error.filename else ""
        raise Stopped(f"{error.strerror or error}{where}; the site that was there is as it was") from error
    # The themes, plugins and hooks that a portal adds may raise anything.
    except Exception as error:
        raise Stopped(
            f"the build stopped with {type(error).__name__}: {error}; the site that was there is as it was "
            f"(to see where it stopped, set {DEBUG}=1)"
        ) from error
