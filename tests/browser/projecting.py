"""A scene as it is seen from the back of the room: what leaves the screen, is cut, or is too small.

Measured in the page, on the scene that is shown.
"""

from playwright.sync_api import Page, expect

SIZES = ((1920, 1080), (1280, 720), (1024, 768))
DESIGN_HEIGHT = 1080  # where the least sizes of letters are told
LEAST, LEAST_OF_A_FOOTNOTE = 24, 18  # px
SHOWN = "[data-scene]"

MEASURE = """
({least, footnote}) => {
  const scene = document.querySelector('.deck-wall .scene[data-scene]');
  const stage = scene.querySelector('.stage');
  const foot = stage.querySelector('footer');
  const frame = stage.getBoundingClientRect();
  const bottom = foot.getBoundingClientRect().top;
  const faults = [];
  const said = (one) => `${one.tagName.toLowerCase()}.${one.className}` +
    ` « ${one.textContent.trim().slice(0, 40)} »`;
  const over = (a, b) => Math.round((a - b) * 10) / 10;
  const writes = (one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  if (Math.abs(frame.width - innerWidth) > 1 || Math.abs(frame.height - innerHeight) > 1)
    faults.push(`the scene is not the screen: ${frame.width} × ${frame.height}`);
  for (const one of stage.querySelectorAll('*')) {
    const box = one.getBoundingClientRect();
    if (!box.width && !box.height) continue;
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
      faults.push(`${said(one)} is ${one.scrollWidth - one.clientWidth} px too wide for itself`);
    if (one.matches('.land')) continue;
    if (box.left < frame.left - 1 || box.right > frame.right + 1)
      faults.push(`${said(one)} leaves the screen by ${over(box.right, frame.right)} px`);
    const floor = foot.contains(one) ? frame.bottom : bottom;
    if (box.top < frame.top - 1 || box.bottom > floor + 1)
      faults.push(`${said(one)} goes below by ${over(box.bottom, floor)} px`);
    if (!writes(one)) continue;
    const size = parseFloat(getComputedStyle(one).fontSize);
    const wanted = one.closest('.foot') ? footnote : least;
    if (size < wanted - 0.01) faults.push(`${said(one)} is written at ${size} px`);
  }
  const words = [...stage.querySelectorAll('.body *')]
    .filter((one) => writes(one) && !one.matches('.name'))
    .map((one) => [one, [...one.getClientRects()], parseFloat(getComputedStyle(one).fontSize)]);
  const meet = (a, b, letters) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * letters;
  for (const [place, [one, lines, size]] of words.entries())
    for (const [other, others, its] of words.slice(place + 1))
      if (!one.contains(other)
        && lines.some((a) => others.some((b) => meet(a, b, Math.min(size, its)))))
        faults.push(`${said(one)} is under ${said(other)}`);
  return faults;
}
"""


def faults_of_the_scene(page: Page) -> list[str]:
    """One sentence for each thing that is cut, hidden, or too small to be read; none is the aim."""
    size = page.viewport_size
    assert size is not None
    scale = min(size["width"] / 1920, size["height"] / DESIGN_HEIGHT)
    found: list[str] = page.evaluate(
        MEASURE, {"least": LEAST * scale, "footnote": LEAST_OF_A_FOOTNOTE * scale}
    )
    return found


def faults_of_every_scene(page: Page) -> dict[str, list[str]]:
    """Walks the deck from its first scene by the keyboard; what is wrong, by key of its scene."""
    page.evaluate("document.fonts.ready")
    page.keyboard.press("Home")
    _, count = on_the_wall(page)
    faults = {}
    for number in range(1, count + 1):
        expect(page.locator(SHOWN)).to_have_attribute("data-scene", str(number))
        key = page.locator(SHOWN).get_attribute("data-key") or ""
        if found := faults_of_the_scene(page):
            faults[key] = found
        page.keyboard.press("ArrowRight")
    return faults


def project(page: Page, query: str) -> None:
    """Open a presentation, on the wall or on the desk, and wait for its scene."""
    page.goto(f"/projection?{query}")
    page.locator(SHOWN).wait_for()
    page.evaluate("document.fonts.ready")


def on_the_wall(page: Page) -> tuple[int, int]:
    """The number of the scene that is shown, and how many there are."""
    shown = page.locator(SHOWN)
    number, count = (shown.get_attribute(name) or "0" for name in ("data-scene", "data-scenes"))
    return int(number), int(count)


def go_to(page: Page, number: int) -> None:
    """As a speaker does: the number, then Enter."""
    for digit in str(number):
        page.keyboard.press(digit)
    page.keyboard.press("Enter")
    expect(page.locator(SHOWN)).to_have_attribute("data-scene", str(number))
