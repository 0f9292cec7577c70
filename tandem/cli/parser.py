"""What can be typed: every command and its options."""

import argparse
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """The command wanted, as a namespace whose `run` names what does it; exits with 2 and the usage when it is none."""
    tandem = argparse.ArgumentParser(prog="tandem", description="One set of numbers over sales and marketing.")
    commands = tandem.add_subparsers(required=True, metavar="COMMAND")
    for add in (
        add_load,
        add_ask,
        add_queries,
        add_versions,
        add_rollback,
        add_freeze,
        add_mappings,
        add_check,
        add_sample,
        add_serve,
    ):
        add(commands)
    return tandem.parse_args(arguments)


PORTS = range(1024, 65536)
Commands = argparse._SubParsersAction  # argparse offers no public name for what add_subparsers gives


def command(commands: "Commands[argparse.ArgumentParser]", name: str, says: str) -> argparse.ArgumentParser:
    """A command with the option that every command takes."""
    made = commands.add_parser(name, help=says, description=says)
    default = Path(os.environ.get("TANDEM_WAREHOUSE", "warehouse"))
    made.add_argument("--warehouse", type=Path, default=default, metavar="DIR", help="where versions are kept")
    return made


def day(text: str) -> date:
    """A date written as 2026-10-31."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date: write it as 2026-10-31.") from None


def port(text: str) -> int:
    """A port that a program without special rights can listen on."""
    if not text.isdecimal() or int(text) not in PORTS:
        raise argparse.ArgumentTypeError(f"“{text}” is no port: write a number from 1024 to 65535.")
    return int(text)


def add_load(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Load FILE…"""
    load = command(commands, "load", "Read exports, check them, publish them together or not at all.")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE")
    load.add_argument("--mapping", type=Path, metavar="FILE", help="mapping file, goes before the presets")
    load.add_argument("--mode", choices=["replace", "upsert", "append"], help="else what the table's preset says")
    load.add_argument("--dry-run", action="store_true", help="check and show the effect, publish nothing")
    load.add_argument("--as-of", type=day, metavar="DATE", help="data cut-off, else the latest event")
    load.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="CODE=REASON",
        help="publish although this was asked, for this reason; may be repeated",
    )
    load.add_argument("--json", action="store_true", help="machine-readable result")
    load.set_defaults(run="tandem.cli.loading:load")


def add_ask(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Ask QUERY."""
    ask = command(commands, "ask", "Answer one question about the published version.")
    ask.add_argument("query", metavar="QUERY")
    ask.add_argument("--quarter", metavar="2026Q3|all", help="else the latest complete one")
    ask.add_argument("--region", action="append", default=[], metavar="R", help="may be repeated")
    ask.add_argument("--segment", action="append", default=[], metavar="S", help="may be repeated")
    ask.add_argument("--by", metavar="DIMENSION")
    ask.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of the question")
    ask.add_argument("--as-of", type=day, metavar="DATE", help="count nothing after this day")
    ask.add_argument("--as-presented", action="store_true", help="of the version that the quarter was presented with")
    ask.add_argument("--format", choices=["table", "csv", "json", "parquet"], default="table")
    ask.set_defaults(run="tandem.cli.asking:ask")


def add_queries(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Queries."""
    queries = command(commands, "queries", "Every question: its grain, parameters, settings and columns.")
    queries.add_argument("--json", action="store_true", help="machine-readable result")
    queries.set_defaults(run="tandem.cli.asking:queries")


def add_versions(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Versions."""
    listed = command(commands, "versions", "Every version kept, newest first.")
    listed.add_argument("--json", action="store_true", help="machine-readable result")
    listed.set_defaults(run="tandem.cli.versions:versions")


def add_rollback(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Rollback N."""
    back = command(commands, "rollback", "Publish an earlier version again.")
    back.add_argument("version", type=int, metavar="VERSION")
    back.set_defaults(run="tandem.cli.versions:rollback")


def add_freeze(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Freeze QUARTER."""
    kept = command(commands, "freeze", "Keep the published version as the one that a quarter was presented with.")
    kept.add_argument("quarter", metavar="QUARTER", help="as 2026Q3")
    kept.add_argument("--undo", action="store_true", help="keep it no longer than other versions")
    kept.set_defaults(run="tandem.cli.versions:freeze")


def add_mappings(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Mappings."""
    kept = command(commands, "mappings", "What was matched by hand in the browser, as a mapping file.")
    kept.add_argument("--forget", metavar="NAME", help="do without the remembered mapping of that name")
    kept.set_defaults(run="tandem.cli.mappings:mappings")


def add_check(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Check."""
    check = command(commands, "check", "The invariants of the published version; exit 1 if one fails.")
    check.add_argument("--json", action="store_true", help="machine-readable result")
    check.set_defaults(run="tandem.cli.versions:check")


def add_sample(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Sample DIR."""
    made = command(commands, "sample", "Write the exports of the sample company.")
    made.add_argument("folder", type=Path, metavar="DIR")
    made.add_argument("--leads", type=int, default=12_000, metavar="N")
    made.add_argument("--touches", type=int, default=90_000, metavar="N")
    made.add_argument("--seed", type=int, default=7, metavar="S")
    made.set_defaults(run="tandem.cli.sampling:sample")


def add_serve(commands: "Commands[argparse.ArgumentParser]") -> None:
    """Serve."""
    serve = command(commands, "serve", "Open Tandem for browsers on this machine.")
    serve.add_argument("--port", type=port, default=8501, metavar="P")
    serve.set_defaults(run="tandem.cli.serving:serve")
