"""Many people who upload at once, over and over, until they are told to stop."""

import re
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from itertools import repeat
from urllib.parse import urlsplit

from benchmarks.measuring.session import session

TICKET = re.compile(r'"ticket":\s*"([^"]+)"')
# As many names as a load takes files: the same file once more changes nothing.
NAMES = 32
BODY = b"campaign,clicks\n" + b"Spring,1\n" * 110_000


def ticket_of(address: str) -> str:
    """The ticket that the Data page gives its reader, without which nothing is taken."""
    with session(address, "data") as reader:
        found = TICKET.search(reader.given)
    if found is None:
        raise RuntimeError("The Data page gave no ticket.")
    return found[1]


def upload(address: str, ticket: str, number: int) -> int:
    """The status with which the server answers one upload of a megabyte."""
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=120)) as line:
        place = f"/api/upload/{ticket}?name=crowd-{number % NAMES}.csv"
        try:
            line.request("PUT", place, BODY, {"Origin": address})
            return line.getresponse().status
        except ConnectionError:  # told to come back before the file was whole
            return 503


@contextmanager
def crowd(address: str, people: int) -> Iterator[Counter[int]]:
    """So many people who upload, each again as soon as all were answered; how often they got which status."""
    answered: Counter[int] = Counter()
    stop, ticket = threading.Event(), ticket_of(address)

    def again() -> None:
        with ThreadPoolExecutor(people) as pool:
            while not stop.is_set():
                answered.update(pool.map(upload, repeat(address), repeat(ticket), range(people)))

    uploading = threading.Thread(target=again)
    uploading.start()
    try:
        yield answered
    finally:
        stop.set()
        uploading.join()
