"""How smoothly the map moves: frames a second by script, by a mouse that drags and by a wheel, and the time of a full drawing.

Used by `benchmarks.maps`. A frame counts where the view has moved since the one before. The mouse is Chromium's own input (DevTools
protocol, Input.dispatchMouseEvent), one event after the other as fast as the page takes them, at most one in 8 ms. The wheel's
events are made in the page, one a frame: by the protocol they come too seldom to tell anything.
"""

from __future__ import annotations

import math
import time
from typing import Any

SECONDS = 4.0
EVENT = 0.008  # seconds between events of a mouse, at least
SIGHTS = {"near": "rightsgraph.network.moveTo({ position: { x: 0, y: 0 }, scale: 0.6, animation: false })",
          "all in sight": "document.getElementById('fit').click()"}
BY_SCRIPT = """const [seconds, done] = arguments, network = rightsgraph.network, { x, y } = network.getViewPosition();
let frames = 0; const start = performance.now();
function step(now) {
  frames += 1;
  network.moveTo({ position: { x: x + 300 * Math.sin(frames / 15), y: y + 200 * Math.cos(frames / 15) }, animation: false });
  if (now - start < 1000 * seconds) requestAnimationFrame(step); else done();
}
requestAnimationFrame(step);"""
BY_WHEEL = """const [seconds, done] = arguments, canvas = document.querySelector("#canvas canvas");
const box = canvas.getBoundingClientRect();
let frames = 0; const start = performance.now();
function step(now) {
  frames += 1;
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: frames % 60 < 30 ? -30 : 30, bubbles: true, cancelable: true,
    clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 }));
  if (now - start < 1000 * seconds) requestAnimationFrame(step); else done();
}
requestAnimationFrame(step);"""
WATCH = """const seen = window.framesSeen = [], network = rightsgraph.network; let last = "";
window.watching = true;
function step(now) {
  const { x, y } = network.getViewPosition(), at = [x, y, network.getScale()].join();
  if (at !== last) seen.push(now);
  last = at;
  if (window.watching) requestAnimationFrame(step);
}
requestAnimationFrame(step);"""
SEEN = "window.watching = false; return window.framesSeen"
FULL = """const canvas = document.querySelector("#canvas canvas"), times = [];
for (let turn = 0; turn < 9; turn += 1) {
  const start = performance.now();
  ACT;
  canvas.getContext("2d").getImageData(0, 0, 1, 1); // waits until it has been drawn
  times.push(performance.now() - start);
}
return times.sort((a, b) => a - b)[4];"""
FULLY = {"a full drawing": "rightsgraph.network.redraw()",
         "all restyled, names placed, drawn": "document.getElementById('regions').click()"}


def measure_moving(driver: Any) -> list[str]:
    """Return lines for a page that is open: each way of moving in each sight, then the time of a full drawing."""
    told = []
    for sight, act in SIGHTS.items():
        for name, move in (("by script", _script), ("dragged", _drag), ("wheel", _wheel)):
            driver.execute_script(act)
            time.sleep(1)
            driver.execute_script(WATCH)
            move(driver)
            told.append(f"{sight}, {name}: {rate(driver.execute_script(SEEN))}")
    for sight, act in SIGHTS.items():
        driver.execute_script(act)
        time.sleep(1)
        for name, act_ in FULLY.items():
            told.append(f"{sight}, {name}: {driver.execute_script(FULL.replace('ACT', act_)):.0f} ms")
    return told


def rate(frames: list[float]) -> str:
    """Return frames a second and the longest time between two of them, in words; times in milliseconds.

    >>> rate([0.0, 20.0, 40.0, 80.0])
    '38 frames a second, longest gap 40 ms'
    """
    if len(frames) < 2:
        return "no movement"
    gaps = [late - early for early, late in zip(frames, frames[1:], strict=False)]
    return f"{1000 * len(gaps) / sum(gaps):.0f} frames a second, longest gap {max(gaps):.0f} ms"


def _script(driver: Any) -> None:
    driver.execute_async_script(BY_SCRIPT, SECONDS)


def _drag(driver: Any) -> None:
    left, top, width, height = driver.execute_script(
        "const box = document.getElementById('canvas').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]")
    spot = left + 6, top + 6  # a corner, where no name stands
    _mouse(driver, "mousePressed", *spot, button="left", buttons=1, clickCount=1)
    for turn in _turns():  # round and round, so that no event leaves the view where it was
        right, down = 0.5 + 0.4 * math.cos(turn / 25), 0.5 + 0.4 * math.sin(turn / 25)
        _mouse(driver, "mouseMoved", left + width * right, top + height * down, button="left", buttons=1)
    _mouse(driver, "mouseReleased", *spot, button="left", clickCount=1)


def _wheel(driver: Any) -> None:
    driver.execute_async_script(BY_WHEEL, SECONDS)


def _turns() -> Any:
    end, turn = time.perf_counter() + SECONDS, 0
    while time.perf_counter() < end:
        began = time.perf_counter()
        yield turn
        turn += 1
        time.sleep(max(0.0, EVENT - (time.perf_counter() - began)))


def _mouse(driver: Any, kind: str, x: float, y: float, **more: object) -> None:
    driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": kind, "x": round(x), "y": round(y), **more})
