"""Photographs every page over the sample company, on projector and tablet, light and dark, and the README's picture."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from benchmarks.measuring.company import company, load
from benchmarks.measuring.measures import HOME, arguments
from tests.browser.browsing import chromium, settle, visit
from tests.browser.serving import tandem_serving

README_PICTURE = HOME / "docs" / "quarter.png"
README_SIZE = (1440, 810)
MOST_BYTES = 150_000
SIZES = {"projector": (1920, 1080), "tablet": (820, 1180)}
LOOKS = ("light", "dark")
WHOLE = "() => Math.ceil(document.querySelector('[data-testid=stMain]').scrollHeight)"
COLOURS = (256, 128, 64, 32)


def paths() -> dict[str, str]:
    """The address of every page, by the name of its file."""
    names = [path.stem for path in sorted((HOME / "pages").glob("*.py"))]
    return {name: "/" if name == "quarter" else f"/{name.rstrip('_')}" for name in names}


def with_a_deal(browser: Browser, address: str, wanted: dict[str, str]) -> dict[str, str]:
    """The wanted pages, that of a deal with the largest disputed one: its page alone has nothing to show."""
    if "deal" not in wanted:
        return wanted
    with window(browser, SIZES["projector"], "light") as page:
        visit(page, f"{address}/attribution")
        return wanted | {"deal": "/" + str(page.locator("table.rows a").first.get_attribute("href"))}


@contextmanager
def window(browser: Browser, size: tuple[int, int], look: str) -> Iterator[Page]:
    """A window of that size that shows the light or the dark look."""
    width, height = size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if look == "dark" else "light")
    try:
        yield page
    finally:
        page.close()


def photograph_all(browser: Browser, address: str, out: Path, wanted: dict[str, str]) -> list[Path]:
    """A picture of every wanted page at every size in every look, whole, as files in `out`."""
    made = []
    for device, size in SIZES.items():
        for look in LOOKS:
            with window(browser, size, look) as page:
                for name, path in wanted.items():
                    made.append(out / f"{name.rstrip('_')}-{device}-{look}.png")
                    visit(page, address + path)
                    photograph_whole(page, size, made[-1])
    return made


def photograph_whole(page: Page, size: tuple[int, int], file: Path) -> None:
    """A picture of the page from its top to its end, in a window as high as the page."""
    width, height = size
    page.set_viewport_size({"width": width, "height": max(height, int(page.evaluate(WHOLE)))})
    settle(page)
    page.screenshot(path=file)
    page.set_viewport_size({"width": width, "height": height})


def photograph_for_readme(browser: Browser, address: str, file: Path) -> None:
    """The first screen of the Quarter page, in as many colours as fit into the README's picture."""
    with window(browser, README_SIZE, "light") as page:
        visit(page, address)
        file.write_bytes(small_enough(page.screenshot()))


def small_enough(picture: bytes) -> bytes:
    """The picture as PNG under the limit; raises RuntimeError when no palette is small enough."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        packed = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() < MOST_BYTES:
            return packed.getvalue()
    raise RuntimeError(f"The picture stays above {MOST_BYTES:,} bytes.")


def main() -> None:
    """Loads the sample company, serves it, photographs it and says where the pictures are."""
    wanted = arguments(__doc__).parse_args()
    pages = {"quarter": "/"} if wanted.smoke else paths()
    wanted.out.mkdir(parents=True, exist_ok=True)
    readme = wanted.out / README_PICTURE.name if wanted.smoke else README_PICTURE
    with tempfile.TemporaryDirectory() as folder:
        load(company(Path(folder) / "exports", is_tiny=wanted.smoke), Path(folder) / "warehouse")
        with tandem_serving(Path(folder) / "warehouse", Path(folder) / "log") as address, chromium() as browser:
            for file in photograph_all(browser, address, wanted.out, with_a_deal(browser, address, pages)):
                print(file)
            photograph_for_readme(browser, address, readme)
    print(f"{readme} ({readme.stat().st_size:,} bytes)")


if __name__ == "__main__":
    main()
