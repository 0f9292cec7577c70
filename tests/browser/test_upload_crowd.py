"""Case 63: fifty uploads at once. Eight are taken, the others are told to come back, and readers go on reading."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from select import select
from threading import Event
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext

from tandem.words.loading import TOO_MANY_AT_ONCE
from tests.browser.browsing import title, visit
from tests.browser.conftest import Opener
from tests.browser.serving import tandem_serving
from tests.browser.uploading import drop, put_away

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

CROWD, AT_ONCE = 50, 8
HALF = b"campaign,clicks\n" + b"Spring,1\n" * 5_000
Answer = tuple[int, str]


@pytest.fixture(scope="module")
def office(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of our own over the sample company."""
    with tandem_serving(sample_warehouse, tmp_path_factory.mktemp("crowd") / "log") as address:
        yield address


def upload(address: str, way: str, number: int, go_on: Event) -> Answer:
    """Sends half of a file and the rest when told to; what was answered, as soon as it is."""
    host = urlsplit(address).netloc
    with closing(HTTPConnection(host, timeout=60)) as line:
        line.putrequest("PUT", f"{way}?name=crowd-{number}.csv")
        for name, said in (("Origin", address), ("Content-Length", str(2 * len(HALF)))):
            line.putheader(name, said)
        line.endheaders(HALF)
        while not select([line.sock], [], [], 0.05)[0]:
            if go_on.is_set():
                line.send(str(number).encode().ljust(len(HALF)))
                break
        answer = line.getresponse()
        return answer.status, json.loads(answer.read()).get("sentence", "")


def test_fifty_uploads_at_once_keep_nobody_from_reading(
    office: str, reader: BrowserContext, other: BrowserContext, watch: Opener
) -> None:
    ours, theirs = watch(reader, office).page, watch(other, office).page
    visit(ours, f"{office}/data")
    with ours.expect_request(lambda sent: sent.method == "PUT") as sent:
        drop(ours, first=HALF)
    way, go_on = urlsplit(sent.value.url).path, Event()
    with ThreadPoolExecutor(CROWD) as crowd:
        coming = [crowd.submit(upload, office, way, number, go_on) for number in range(CROWD)]
        for _ in range(600):
            ours.wait_for_timeout(50)
            if sum(one.done() for one in coming) >= CROWD - AT_ONCE:
                break
        visit(theirs, office)
        assert any(sign.isdigit() for sign in title(theirs))
        go_on.set()
        answers = [one.result() for one in coming]
    assert answers.count((503, TOO_MANY_AT_ONCE)) == CROWD - AT_ONCE
    assert answers.count((200, "")) == AT_ONCE
    visit(ours, f"{office}/data")
    assert ours.locator(".item").count() == 1 + AT_ONCE
    put_away(ours)
