// The canvas: vis-network with positions from the file, physics off.
const SHAPES = { Person: "dot", Organization: "square", Group: "hexagon", Place: "diamond", Event: "star",
  Document: "triangleDown", "": "triangle" };
const DASHES = { asserted: [], alleged: [10, 5], planned: [2, 4], requested: [10, 3, 2, 3], hypothetical: [1, 7],
  denied: [5, 4], negated: [12, 3, 2, 3, 2, 3] }; // in the drawing and in the legend
const BOX = { width: 165, height: 72 };
const LINE = 22; // characters of a label in a line; two lines at most
const NEIGHBOURS = 24; // drawn with an entity that a search adds
const LEGIBLE = 0.22; // the scale below which a first sight shows too few names
const MARGIN = { x: 150, y: 140, foot: 50 }; // CSS pixels left free for names, and below for the notice and buttons
const GROWTH = 1.25; // marks and lines grow in such steps where the scale is small

const drawn = new Map();
let network = null;
let focusOn = null;
let chosen = null; // { heart, edges, ends } of what was chosen: only such lines keep their words, all else is faded
let growth = 1;
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

const nodeSize = (node) => (9 + Math.min(13, 2.6 * Math.sqrt(node.degree))) * growth;
const nodeFaded = (id) => (focusOn !== null && !near(focusOn).has(id)) || Boolean(chosen && !chosen.ends.has(id));

function drawNode(node) {
  const colour = variable(node.type.toLowerCase() || "unknown");
  const [x, y] = drawn.get(node.id);
  return {
    id: node.id, shape: SHAPES[node.type], x, y, size: nodeSize(node), borderWidth: 1.5 * growth, borderWidthSelected: 4 * growth,
    hidden: filters.types.has(node.type), opacity: nodeFaded(node.id) ? 0.2 : 1,
    color: { background: colour, border: variable("ground"), highlight: { background: colour, border: variable("ink") },
      hover: { background: colour, border: variable("ink") } },
  };
}

function drawEdge(edge) {
  const faded = (focusOn !== null && edge.from !== focusOn && edge.to !== focusOn) || (chosen && !chosen.edges.has(edge.id));
  const colour = variable(edge.stance);
  const width = (edge.open ? 1 : 1.4) + Math.min(2.5, (edge.claims.length - 1) * 0.5) + (chosen && !faded ? 1.4 : 0);
  return {
    id: edge.id, from: edge.from, to: edge.to, hidden: !edgeShown(edge), width: width * growth,
    dashes: DASHES[edge.stance].length ? DASHES[edge.stance].map((length) => length * growth) : false,
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) }
      : { enabled: false, type: "continuous" },
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.13 : 1 },
  };
}

const OPTIONS = {
  physics: false, layout: { improvedLayout: false }, autoResize: true,
  edges: { arrows: { to: { enabled: true, scaleFactor: 0.55 } }, selectionWidth: 0, hoverWidth: 0.5,
    endPointOffset: { to: 3 }, selfReference: { size: 18 } },
  interaction: { hover: true, keyboard: false, tooltipDelay: 1e6, selectConnectedEdges: true, zoomSpeed: 0.7,
    hideEdgesOnDrag: data.edges.length > 600 },
};

function startDrawing() {
  data.nodes.forEach((node) => "x" in node && drawn.set(node.id, [node.x, node.y]));
  nodeSet = new vis.DataSet(data.nodes.filter((node) => drawn.has(node.id)).map(drawNode));
  edgeSet = new vis.DataSet(drawableEdges().map(drawEdge));
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet }, OPTIONS);
  network.on("click", ({ nodes, edges, pointer }) => {
    const text = writtenAt(pointer.canvas);
    if (nodes.length) selectEntity(nodes[0], { move: false });
    else if (text) (text.edge ? selectEdge : selectEntity)(text.id, { move: false });
    else if (edges.length) selectEdge(edges[0], { move: false });
    else closePanel();
  });
  network.on("doubleClick", ({ nodes, pointer }) => {
    const text = pointer && writtenAt(pointer.canvas);
    setFocus(nodes.length ? nodes[0] : text && !text.edge ? text.id : null);
  });
  network.on("afterDrawing", (context) => { writeLabels(context); grow(); });
  firstSight();
}

const drawableEdges = () => data.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));

// Show all where names can then be read; else the largest connected part; else the most connected entity.
function firstSight() {
  frame([...drawn.keys()]);
  inSight = network.getScale() < 0.6 ? "Zoom in for more names and relations." : "";
  if (network.getScale() >= LEGIBLE) return;
  const part = largestPart();
  frame([...part]);
  inSight = `In sight: the largest connected part, ${part.size} of ${drawn.size} drawn. Fit shows all.`;
  if (network.getScale() >= LEGIBLE) return;
  const hub = data.nodes.filter((node) => drawn.has(node.id)).reduce((a, b) => (b.degree > a.degree ? b : a));
  frame([hub.id, ...near(hub.id)].filter((id) => drawn.has(id)), { least: LEGIBLE });
  inSight = `In sight: around ${labelOf(hub.id)}. Fit shows all.`;
}

let inSight = ""; // what to say of the first sight, until another is chosen

function largestPart() {
  const seen = new Set();
  let largest = new Set();
  for (const start of drawn.keys()) {
    const part = new Set(), open = seen.has(start) ? [] : [start];
    while (open.length) {
      const id = open.pop();
      if (part.has(id)) continue;
      part.add(id);
      seen.add(id);
      open.push(...[...near(id)].filter((other) => drawn.has(other)));
    }
    if (part.size > largest.size) largest = part;
  }
  return largest;
}

// Fill the canvas with these entities and their names.
function frame(ids, { animated = false, least = 0, most = 1.2, covered = 0 } = {}) {
  if (!ids.length) return;
  const { clientWidth, clientHeight } = byId("canvas");
  const [xs, ys] = [0, 1].map((axis) => ids.map((id) => drawn.get(id)[axis]));
  const span = (all) => Math.max(...all) - Math.min(...all);
  const middle = (all) => (Math.max(...all) + Math.min(...all)) / 2;
  const room = Math.min((clientWidth - MARGIN.x) / (span(xs) || 1), (clientHeight - covered - MARGIN.y) / (span(ys) || 1));
  const scale = Math.min(most, Math.max(room, least, 0.02));
  const position = room < least ? { x: xs[0], y: ys[0] } : { x: middle(xs), y: middle(ys) };
  network.moveTo({ position, scale, offset: { x: 0, y: -(covered + MARGIN.foot) / 2 },
    animation: animated && !still() ? { duration: 350, easingFunction: "easeInOutQuad" } : false });
}

// Keep marks and lines visible at small scales.
function grow() {
  const wanted = Math.min(2.5, Math.max(1, 0.75 / network.getScale()));
  const step = GROWTH ** Math.round(Math.log(wanted) / Math.log(GROWTH));
  if (step === growth) return;
  growth = step;
  setTimeout(redraw);
}

function redraw() {
  if (!network) return;
  nodeSet.update(data.nodes.filter((node) => drawn.has(node.id)).map(drawNode));
  edgeSet.update(drawableEdges().map(drawEdge));
}

// Fade all but some edges and their ends, and one entity where that was chosen; null fades nothing.
function choose(edges, heart = null) {
  chosen = edges && { heart, edges: new Set(edges.map((edge) => edge.id)),
    ends: new Set([...(heart === null ? [] : [heart]), ...edges.flatMap((edge) => [edge.from, edge.to])]) };
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

// Bring entities into what the panel leaves free of the map; where they do not fit, the first of them.
function moveTo(ids) {
  if (!network || byId("map-view").hidden) return;
  const map = byId("canvas").getBoundingClientRect(), panel = byId("panel").getBoundingClientRect();
  const covered = panel.height && panel.left < map.right - 1 ? Math.max(0, map.bottom - panel.top) : 0;
  inSight = "";
  tellDrawn();
  frame(ids.filter((id) => drawn.has(id)), { animated: true, least: 0.35, covered });
}
