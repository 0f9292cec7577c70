"""One reader without a browser: Streamlit's own messages over its websocket."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol


class Session:
    """A page open at a server."""

    def __init__(self, socket: ClientConnection, page: str = "") -> None:
        """Opens a page, the home page unless it is named, over `socket`."""
        self.socket = socket
        self.regions: list[str] = []
        self.region_widget = self.given = ""
        message = BackMsg()
        message.rerun_script.page_name = page
        self.run(message)

    def run(self, message: BackMsg) -> None:
        """Asks for a run of the page and reads all that comes of it; raises RuntimeError when the page fails."""
        message.rerun_script.query_string = message.rerun_script.query_string or ""
        self.given = ""
        self.socket.send(message.SerializeToString())
        while not self.is_last(self.received()):
            pass

    def received(self) -> ForwardMsg:
        """The next message of the server."""
        message = ForwardMsg()
        message.ParseFromString(bytes(self.socket.recv(timeout=120, decode=False)))
        return message

    def is_last(self, message: ForwardMsg) -> bool:
        """Keeps what the message says of the filter for regions and gives components; whether it ends the run."""
        element = message.delta.new_element
        if element.WhichOneof("type") == "multiselect" and element.multiselect.label == "Regions":
            self.region_widget, self.regions = element.multiselect.id, list(element.multiselect.options)
        if element.WhichOneof("type") == "bidi_component":
            self.given += element.bidi_component.json
        if element.WhichOneof("type") == "exception":
            raise RuntimeError(element.exception.message)
        done = message.WhichOneof("type") == "script_finished"
        return done and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY

    def pick(self, regions: Sequence[str]) -> float:
        """The seconds from choosing regions to the end of the run that shows them."""
        message = BackMsg()
        widget = message.rerun_script.widget_states.widgets.add()
        widget.id = self.region_widget
        widget.string_array_value.data.extend(regions)
        started = time.perf_counter()
        self.run(message)
        return time.perf_counter() - started


@contextmanager
def session(address: str, page: str = "") -> Iterator[Session]:
    """A reader of a page at an address, the home page unless it is named."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    with connect(stream, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None) as socket:
        yield Session(socket, page)
