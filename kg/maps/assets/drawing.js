// The canvas: vis-network with positions from the file, physics off.
const SHAPES = { Person: "dot", Organization: "square", Group: "hexagon", Place: "diamond", Event: "star",
  Document: "triangleDown", "": "triangle" };
const DASHES = { asserted: false, alleged: [9, 5] };
const DOTS = [2, 5];
const BOX = { width: 165, height: 72 };
const SILENT = " "; // vis-network keeps the old words when it is given none
const LINE = 22; // characters of a label in a line; two lines at most
const NEIGHBOURS = 24; // drawn with an entity that a search adds
const READABLE = 0.55; // the scale below which a first sight would show no names

const drawn = new Map();
let network = null;
let focusOn = null;
let chosen = null; // (edge) => whether it belongs to what was chosen: only such lines keep their words
let nodeSet = null;
let edgeSet = null;

const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Break a label into two short lines; what does not fit is in the panel.
function shortened(label) {
  const clean = label.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+/gu, " ").trim();
  const lines = [""];
  for (const word of clean.split(" ").flatMap((long) => Array.from(long).length > LINE ? pieces(long) : [long])) {
    const last = lines[lines.length - 1];
    if (last && Array.from(`${last} ${word}`).length > LINE) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.length > 2 ? `${lines[0]}\n${lines[1]}…` : lines.join("\n");
}

function pieces(word) {
  const letters = Array.from(word);
  return [letters.slice(0, LINE).join(""), letters.slice(LINE, 2 * LINE - 1).join(""), letters.slice(2 * LINE - 1).join("")]
    .filter(Boolean);
}

function edgeWords(edge) {
  const label = shortened(edge.label).split("\n", 1)[0] + (Array.from(edge.label).length > LINE ? "…" : "");
  const words = edge.open ? `“${label}”` : label;
  const after = edge.stance === "asserted" || edge.stance === "alleged" ? "" : ` (${edge.stance})`;
  return words + after + (edge.claims.length > 1 ? ` ×${edge.claims.length}` : "");
}

function near(id) {
  const found = new Set([id]);
  edgesOf.get(id).forEach((edge) => found.add(edge.from).add(edge.to));
  return found;
}

function drawNode(node) {
  const faded = focusOn !== null && !near(focusOn).has(node.id);
  const colour = variable(node.type.toLowerCase() || "unknown");
  const [x, y] = drawn.get(node.id);
  return {
    id: node.id, label: shortened(labelOf(node.id)), shape: SHAPES[node.type], x, y,
    size: 9 + Math.min(13, 2.6 * Math.sqrt(node.degree)), borderWidth: 1.5, borderWidthSelected: 4,
    hidden: filters.types.has(node.type), opacity: faded ? 0.15 : 1,
    color: { background: colour, border: variable("ground"), highlight: { background: colour, border: variable("ink") },
      hover: { background: colour, border: variable("ink") } },
    font: { color: faded ? variable("ghost") : variable("ink"), size: 14 + Math.min(6, Math.sqrt(node.degree)),
      face: "system-ui, sans-serif", strokeWidth: 4, strokeColor: variable("ground"), vadjust: -2 },
  };
}

function drawEdge(edge) {
  const faded = focusOn !== null && edge.from !== focusOn && edge.to !== focusOn;
  const colour = variable(edge.stance in DASHES ? edge.stance : edge.stance === "denied" || edge.stance === "negated" ? "denied" : "planned");
  return {
    id: edge.id, from: edge.from, to: edge.to, label: faded || (chosen && !chosen(edge)) ? SILENT : edgeWords(edge),
    hidden: !edgeShown(edge), dashes: DASHES[edge.stance] ?? DOTS,
    width: (edge.open ? 1 : 1.4) + Math.min(2.5, (edge.claims.length - 1) * 0.5),
    smooth: edge.bend ? { enabled: true, type: "curvedCW", roundness: edge.bend } : { enabled: false, type: "continuous" },
    color: { color: colour, highlight: variable("accent"), hover: colour, opacity: faded ? 0.1 : 1 },
    font: { color: variable("muted"), size: 12, face: "system-ui, sans-serif", strokeWidth: 4, strokeColor: variable("ground"), align: "horizontal" },
  };
}

const OPTIONS = {
  physics: false, layout: { improvedLayout: false }, autoResize: true,
  nodes: { scaling: { label: { drawThreshold: 6 } } },
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, selectionWidth: 1.5, hoverWidth: 0.5,
    scaling: { label: { drawThreshold: 8.5 } }, endPointOffset: { to: 3 }, selfReference: { size: 18 } },
  interaction: { hover: true, keyboard: false, tooltipDelay: 1e6, selectConnectedEdges: true, zoomSpeed: 0.7,
    hideEdgesOnDrag: data.edges.length > 600 },
};

function startDrawing() {
  data.nodes.forEach((node) => "x" in node && drawn.set(node.id, [node.x, node.y]));
  nodeSet = new vis.DataSet(data.nodes.filter((node) => drawn.has(node.id)).map(drawNode));
  edgeSet = new vis.DataSet(drawableEdges().map(drawEdge));
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, OPTIONS);
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) selectEntity(nodes[0], { move: false });
    else if (edges.length) selectEdge(edges[0], { move: false });
    else choose(null);
  });
  network.on("doubleClick", ({ nodes }) => setFocus(nodes.length ? nodes[0] : null));
  network.once("afterDrawing", firstSight);
}

const drawableEdges = () => data.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));

// Show all where names can then be read; else begin at the most connected entity.
function firstSight() {
  network.fit({ animation: false });
  if (network.getScale() >= READABLE * 0.9 || !drawn.size) return;
  const hub = data.nodes.filter((node) => drawn.has(node.id)).reduce((a, b) => (b.degree > a.degree ? b : a));
  network.moveTo({ position: clamped(hub, READABLE), scale: READABLE, animation: false });
}

// The point nearest to this one from which no part of the view is wasted on what lies outside the drawing.
function clamped(point, scale) {
  const { clientWidth, clientHeight } = byId("canvas");
  const clamp = (value, axis, room) => {
    const all = [...drawn.values()].map((place) => place[axis]);
    const low = Math.min(...all) - BOX.width / 2 + room, high = Math.max(...all) + BOX.width / 2 - room;
    return low > high ? (low + high) / 2 : Math.min(high, Math.max(low, value));
  };
  return { x: clamp(point.x, 0, clientWidth / 2 / scale), y: clamp(point.y, 1, clientHeight / 2 / scale) };
}

function redraw() {
  if (!network) return;
  nodeSet.update(data.nodes.filter((node) => drawn.has(node.id)).map(drawNode));
  edgeSet.update(drawableEdges().map(drawEdge));
}

function choose(belongs) {
  chosen = belongs;
  redraw();
}

function setFocus(id) {
  focusOn = id;
  redraw();
  tellDrawn();
}

// Draw an entity that was left out, with the neighbours that matter most, where there is room.
function addEntity(id) {
  if (drawn.has(id)) return;
  const others = [...near(id)].filter((other) => other !== id)
    .sort((a, b) => drawn.has(b) - drawn.has(a) || nodesById.get(b).degree - nodesById.get(a).degree);
  const anchor = others.find((other) => drawn.has(other));
  drawn.set(id, freePlace(anchor ? drawn.get(anchor) : [0, 0]));
  for (const other of others.slice(0, NEIGHBOURS)) {
    if (!drawn.has(other)) drawn.set(other, freePlace(drawn.get(id)));
  }
  redraw();
  tellDrawn();
}

// The nearest point on a widening spiral where no label box stands.
function freePlace([x, y]) {
  for (let turn = 1; turn < 4000; turn += 1) {
    const angle = turn * 0.7, radius = 60 + turn * 12;
    const place = [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * 0.7 * Math.sin(angle))];
    const taken = [...drawn.values()].some(([a, b]) =>
      Math.abs(a - place[0]) < BOX.width && Math.abs(b - place[1]) < BOX.height);
    if (!taken) return place;
  }
  return [x, y];
}

// Bring entities to the middle of what the panel leaves free of the map.
function moveTo(ids) {
  if (!network || byId("map-view").hidden) return;
  const map = byId("canvas").getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
  const covered = panel.height && panel.left < map.right - 1 ? Math.max(0, map.bottom - panel.top) : 0;
  const [xs, ys] = [0, 1].map((axis) => ids.map((id) => drawn.get(id)[axis]));
  const span = (all) => Math.max(...all) - Math.min(...all);
  const middle = (all) => (Math.max(...all) + Math.min(...all)) / 2;
  const room = Math.min(map.width / (span(xs) + 2 * BOX.width), (map.height - covered) / (span(ys) + 2 * BOX.height));
  network.moveTo({
    position: { x: middle(xs), y: middle(ys) }, scale: Math.min(room, Math.max(network.getScale(), 0.9)),
    offset: { x: 0, y: -covered / 2 }, animation: still() ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}
