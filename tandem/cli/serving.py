"""serve."""

import os
import socket
from argparse import Namespace

import uvicorn

from tandem.cli.memory import keep_at_hand
from tandem.cli.saying import say
from tandem.errors import WrongUse

LOCAL = "127.0.0.1"


def serve(wanted: Namespace) -> None:
    """Serves the pages on this machine until it is interrupted; raises WrongUse when the port is taken."""
    refuse_taken(wanted.port)
    warehouse = str(wanted.warehouse.resolve())
    keep_at_hand(["-m", "tandem", "serve", "--port", str(wanted.port), "--warehouse", warehouse])
    os.environ["TANDEM_WAREHOUSE"] = warehouse
    say(f"Tandem is at http://{LOCAL}:{wanted.port} (stop with Ctrl-C)")
    # By name: the command line does not import what Streamlit shows, and only a server pays for loading it.
    uvicorn.run("tandem.ui.server:app", host=LOCAL, port=wanted.port, log_level="warning", access_log=False)


def refuse_taken(port: int) -> None:
    """Raises WrongUse when somebody listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if probe.connect_ex((LOCAL, port)) == 0:
            raise WrongUse(f"Port {port} is taken by another program: choose another with --port.")
