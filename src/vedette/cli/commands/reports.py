"""Reports come in and go out: read, ingest, ignored, link, forget, demo, serve."""

from __future__ import annotations

from typing import Annotated

import typer

from vedette.cli.app import INTERRUPTED, STRICT_FAILED, JsonOption, PathsArgument, StoreOption, app


@app.command()
def read(
    paths: PathsArgument,
    *,
    as_json: JsonOption = False,
    text: Annotated[bool, typer.Option("--text", help="Add the report's text to JSON.")] = False,
) -> None:
    """Print what is understood of each report, storing nothing."""
    from vedette.cli import reading
    from vedette.run.config import load_settings

    failed = reading.read(paths, settings=load_settings(), as_json=as_json, with_text=text)
    raise typer.Exit(2 if failed else 0)


@app.command()
def ingest(
    paths: PathsArgument,
    *,
    store: StoreOption = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="Processes to share the work.")] = 1,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 when any report failed.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Take reports into the store; what is there already is skipped."""
    from vedette.cli import ingesting
    from vedette.run.config import load_settings

    receipt = ingesting.ingest(
        paths, settings=load_settings(store=store), jobs=jobs, as_json=as_json
    )
    if receipt.interrupted:
        raise typer.Exit(INTERRUPTED)
    raise typer.Exit(STRICT_FAILED if strict and receipt.failures else 0)


@app.command()
def ignored(
    file: Annotated[str, typer.Argument(help="A report.", metavar="FILE")],
    *,
    as_json: JsonOption = False,
) -> None:
    """List the sentences with a number or a speech verb that gave no claim."""
    from vedette.cli import reading
    from vedette.run.config import load_settings

    failed = reading.ignored([file], settings=load_settings(), as_json=as_json)
    raise typer.Exit(2 if failed else 0)


@app.command()
def link(*, store: StoreOption = None) -> None:
    """Look for the origins of reports that an older version stored; ingest does it by itself."""
    from vedette.cli import origins as showing
    from vedette.run.config import load_settings

    showing.link(load_settings(store=store))


@app.command()
def forget(
    report: Annotated[str, typer.Argument(help="A report's id, or its first digits.")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the tombstone.")],
    store: StoreOption = None,
) -> None:
    """Remove a report and all that hangs on it, leaving a tombstone."""
    from vedette.cli import ingesting
    from vedette.run.config import load_settings

    ingesting.forget(report, reason=reason, settings=load_settings(store=store))


@app.command()
def demo(*, store: StoreOption = None) -> None:
    """Ingest the example reports on Zapad-2025 and show what can be said of its strength."""
    from vedette.cli import ingesting

    ingesting.demo(store)


@app.command()
def serve(
    *,
    store: StoreOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen on.")] = 8765,
    public: Annotated[
        str, typer.Option(help="The address that browsers show, behind another server.")
    ] = "",
    certificate: Annotated[
        str | None, typer.Option(help="For HTTPS: a file with the certificate.", metavar="FILE")
    ] = None,
    key: Annotated[
        str | None, typer.Option(help="For HTTPS: a file with its key.", metavar="FILE")
    ] = None,
) -> None:
    """Open the picture in a browser; elsewhere than on this machine, it demands accounts."""
    from vedette.run.config import load_settings
    from vedette.web.server import serve as run_server

    settings = load_settings(store=store)
    run_server(settings, host=host, port=port, public=public, certificate=certificate, key=key)
