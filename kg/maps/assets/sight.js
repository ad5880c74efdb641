// What part of the drawing is in sight.
const LEGIBLE = 0.22; // the scale below which a first sight shows too few names
const MARGIN = { x: 200, y: 120, foot: 50 }; // CSS pixels left free for names, and below for the notice and buttons
let inSight = ""; // what to say of the first sight, until another is chosen
let looked = null; // [x, y, scale] where the reader moved

// Show all where names can then be read; else the largest connected part; else the most connected entity.
function firstSight() {
  frame([...drawn.keys()]);
  inSight = network.getScale() < 0.6 ? "Zoom in for more names and relations." : "";
  if (network.getScale() >= LEGIBLE || !drawn.size) return;
  if (first.focus < 0) {
    const part = largestPart();
    frame([...part]);
    inSight = `In sight: the largest connected part, ${part.size} of ${drawn.size}. Fit shows all.`;
    if (network.getScale() >= LEGIBLE) return;
  }
  const hub = first.focus >= 0 ? data.nodes[first.focus] : data.nodes.reduce((a, b) => (b.degree > a.degree ? b : a));
  frame([hub.index, ...near(hub.index)].filter((node) => drawn.has(node)), { least: LEGIBLE });
  inSight = `In sight: around ${labelOf(hub.index)}. Fit shows all.`;
}

function largestPart() {
  const seen = new Set();
  let largest = new Set();
  for (const start of drawn.keys()) {
    const part = new Set(), todo = seen.has(start) ? [] : [start];
    while (todo.length) {
      const node = todo.pop();
      if (part.has(node)) continue;
      part.add(node);
      seen.add(node);
      todo.push(...[...near(node)].filter((other) => drawn.has(other)));
    }
    if (part.size > largest.size) largest = part;
  }
  return largest;
}

// Fill the canvas with these entities and their names. Where they do not fit across or down at the least scale, the first of them
// is in the middle.
function frame(nodes, { animated = false, least = 0, most = 1.2, covered = 0 } = {}) {
  if (!nodes.length) return;
  const { clientWidth, clientHeight } = byId("canvas");
  const [xs, ys] = [0, 1].map((axis) => nodes.map((node) => drawn.get(node)[axis]));
  const low = (all) => all.reduce((a, b) => Math.min(a, b)), high = (all) => all.reduce((a, b) => Math.max(a, b));
  const span = (all) => high(all) - low(all), mid = (all) => (high(all) + low(all)) / 2;
  const rooms = [(clientWidth - MARGIN.x) / (span(xs) || 1), (clientHeight - covered - MARGIN.y) / (span(ys) || 1)];
  const scale = Math.min(most, Math.max(Math.min(...rooms), least, 0.02));
  const [x, y] = [xs, ys].map((all, axis) => (rooms[axis] < least ? all[0] : mid(all)));
  network.moveTo({ position: { x, y }, scale, offset: { x: 0, y: -(covered + MARGIN.foot) / 2 },
    animation: animated && !still() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
}

function look() {
  const { x, y } = network.getViewPosition();
  looked = [Math.round(x), Math.round(y), Number(network.getScale().toPrecision(3))];
}

function lookAt(x, y, scale) {
  network.moveTo({ position: { x, y }, scale: Math.min(4, Math.max(0.02, scale)), animation: false });
  looked = [x, y, scale];
}

// Bring entities into what the panel leaves free of the map; where they do not fit, the first of them.
function moveTo(nodes, least = 0.45) {
  if (!network || byId("map-view").hidden) return;
  const map = byId("canvas").getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
  const covered = panel.height && panel.left < map.right - 1 ? Math.max(0, map.bottom - panel.top) : 0;
  inSight = "";
  tellShown();
  frame(nodes.filter((node) => drawn.has(node)), { animated: true, least, covered });
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.02, network.getScale() * factor)), animation: still() ? false : { duration: 150 } });
}

function fit() {
  if (!network) return;
  frame([...drawn.keys()], { animated: true });
  inSight = "";
  looked = null;
  tellShown();
}

function tellShown() {
  const total = first.tied, shown = drawn.size;
  const parts = [];
  if (state.focus !== null) parts.push(`Around ${upright(labelOf(state.focus))}. Escape shows all.`);
  parts.push(`Showing ${shown.toLocaleString("en")} of ${plural(total, "entity", "entities")} with ties.`);
  if (shown < total) parts.push("Search, or expand a name, to draw more.");
  if (passing) parts.push(`${plural(passing.reduce((a, b) => a + b, 0), "claim fits", "claims fit")} your choice; the rest is faded.`);
  else if (inSight && state.focus === null) parts.push(inSight);
  const text = parts.join(" ");
  if (text === byId("notice-text").textContent) return;
  byId("notice-text").textContent = text;
  byId("notice").hidden = false;
}
