"""Make the pictures of docs/images: draw with mscgraph view, open in chromium, photograph."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
CHROMIUM = Path("/usr/bin/chromium")
"""Debian's browser; Playwright's own is never downloaded."""
ARGUMENTS = (
    "--no-sandbox",  # a container has no user namespaces to build one of
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
LIMIT = 300_000
"""Bytes of a picture that a repository can carry."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: what is drawn, and what is done to the page before it is photographed."""

    name: str
    part: tuple[str, ...]
    claim: str = ""
    """A claim to open by the table."""
    view: str = ""
    """What stands behind the hash sign of the page's link."""
    width: int = 1440
    height: int = 860


PICTURES = (
    Picture("overview.png", (), width=1280, height=740),
    Picture("paths-in-page.png", (), view="paths=CL:0002540>MSCG:liver-inflammation"),
    Picture("opposed-zh.png", ("--lang", "zh"), view="only=opposed&denied=1", height=700),
    Picture("compare-bm-uc.png", ("--compare", "BM-MSC", "UC-MSC"), width=1280, height=740),
    Picture("phone.png", (), view="around=MSCG:gmsc", width=390, height=780),
    Picture(
        "path-gmsc-lupus-nephritis.png",
        ("--path", "GMSC", "lupus nephritis"),
        claim="su2024-026",
        height=700,
    ),
    Picture("paths-bm-msc-liver-zh.png", ("--path", "BM-MSC", "肝脏炎症", "--lang", "zh")),
    Picture("around-nlrp3.png", ("--focus", "NLRP3", "--depth", "2"), width=1280, height=740),
)


def launch(playwright: Playwright) -> Browser:
    """Start chromium without a window.

    Raises:
        FileNotFoundError: it is not installed.
    """
    if not CHROMIUM.exists():
        raise FileNotFoundError(f"{CHROMIUM} is missing; as root: apt-get install chromium")
    return playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(ARGUMENTS))


def photograph(page: Page, picture: Picture, folder: Path) -> int:
    """Draw a part, open it and keep what is seen; give the size of the file."""
    html = folder / f"{picture.name}.html"
    command = (sys.executable, "-m", "mscgraph", "view", *picture.part, "-o", str(html))
    language = {"MSCGRAPH_LANG": "en"} if "--lang" not in picture.part else {}
    subprocess.run(command, check=True, cwd=ROOT, env=os.environ | language)
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(f"{html.as_uri()}#{picture.view}" if picture.view else html.as_uri())
    if picture.claim:
        page.click("#table-button")
        page.get_by_role("button", name=picture.claim, exact=True).click()
    page.wait_for_timeout(500)  # the canvas follows its frame a moment later
    target = FOLDER / picture.name
    page.screenshot(path=target)
    return target.stat().st_size


def main() -> int:
    """Make all pictures; one that is too large is an error."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        page = browser.new_page()
        sizes = {picture.name: photograph(page, picture, Path(folder)) for picture in PICTURES}
        browser.close()
    for name, size in sizes.items():
        print(f"docs/images/{name}: {size / 1000:.0f} kB")
    return 1 if max(sizes.values()) > LIMIT else 0


if __name__ == "__main__":
    sys.exit(main())
