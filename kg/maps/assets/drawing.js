// The canvas: vis-network with positions from the file, physics off.
const SHAPES = { Person: "dot", Organization: "square", Group: "hexagon", Place: "diamond", Event: "star",
  Document: "triangleDown", "": "triangle" };
const DASHES = { asserted: [], alleged: [10, 5], planned: [2, 4], requested: [10, 3, 2, 3], hypothetical: [1, 7],
  denied: [5, 4], negated: [12, 3, 2, 3, 2, 3] }; // in the drawing and in the legend
const ARROWS = { asserted: "arrow", alleged: "arrow", planned: "vee", requested: "vee", hypothetical: "circle", denied: "bar", negated: "bar" };
const BOX = { width: 165, height: 72 };
const NEIGHBOURS = 24; // drawn at once with an entity that was left out, or on expanding
const FADED = 0.13;
const GROWTH = 1.25; // marks and lines grow in such steps where the scale is small
const NAMES = ["ground", "surface", "ink", "muted", "ghost", "person", "organization", "group", "place", "event", "document",
  "unknown", ...Object.keys(DASHES), ...[0, 1, 2, 3, 4, 5].map((tint) => `region-${tint}`)];

const drawn = new Map(); // node to [x, y]
const added = new Set(); // nodes that were not drawn at first
const pinned = new Set();
let network = null;
let chosen = null; // { heart, edges, ends } of what was chosen: only such lines keep their words, all else is faded
let growth = 1;
let version = 0; // of what is drawn and how; texts are placed anew when it changes
let nodeSet = null, edgeSet = null;
let palette = {};

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
const nodeSize = (node) => ((node.named ? 9 : 6.5) + Math.min(13, 2.6 * Math.sqrt(node.degree))) * growth;
const drawableEdges = () => data.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to));
const around = () => (state.focus === null ? null : near(state.focus));

function readPalette() {
  const style = getComputedStyle(document.documentElement);
  palette = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]));
}

function nodeFaded(node, ring = around()) {
  return Boolean((ring && !ring.has(node)) || (chosen && !chosen.ends.has(node)) || !nodeShown(node));
}

function edgeFaded(edge) {
  return Boolean((state.focus !== null && edge.from !== state.focus && edge.to !== state.focus) || (chosen && !chosen.edges.has(edge.index)) || !edgeShown(edge));
}

function drawNode(node, ring) {
  const colour = palette[node.type.toLowerCase() || "unknown"], fill = node.named ? colour : palette.ground;
  const [x, y] = drawn.get(node.index);
  return {
    id: node.index, shape: SHAPES[node.type] || "triangle", x, y, size: nodeSize(node), borderWidth: node.named ? 1.5 * growth : 1.6,
    borderWidthSelected: 3 + growth, opacity: nodeFaded(node.index, ring) ? 0.18 : 1,
    color: { background: fill, border: node.named ? palette.ground : colour, highlight: { background: fill, border: palette.ink },
      hover: { background: fill, border: palette.ink } },
  };
}

function edgeWidth(edge) {
  return 1.3 + Math.min(3, Math.log2(shownCount(edge) || 1) * 0.8) + (chosen && !edgeFaded(edge) ? 1.4 : 0);
}

function drawEdge(edge) {
  const faded = edgeFaded(edge), colour = palette[edge.stance];
  const head = { enabled: true, type: ARROWS[edge.stance], scaleFactor: ARROWS[edge.stance] === "arrow" ? 0.55 : 0.7 };
  const arrows = edge.directed ? { to: head } : ARROWS[edge.stance] === "arrow" ? { to: { enabled: false } } : { to: { enabled: false }, middle: head };
  return {
    id: edge.index, from: edge.from, to: edge.to, width: edgeWidth(edge) * growth, arrows,
    dashes: DASHES[edge.stance].length ? DASHES[edge.stance].map((length) => length * growth) : false,
    smooth: edge.bend ? { enabled: true, type: edge.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(edge.bend) }
      : { enabled: false, type: "continuous" },
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? FADED : 1 },
  };
}

const OPTIONS = {
  physics: false, layout: { improvedLayout: false }, autoResize: true,
  edges: { selectionWidth: 0, hoverWidth: 0.5, endPointOffset: { to: 3 }, selfReference: { size: 18 } },
  interaction: { hover: true, keyboard: false, tooltipDelay: 1e6, selectConnectedEdges: true, zoomSpeed: 0.7 },
};

function startDrawing() {
  readPalette();
  data.nodes.forEach((node) => drawn.set(node.index, [node.x, node.y]));
  nodeSet = new vis.DataSet(data.nodes.map((node) => drawNode(node, null)));
  edgeSet = new vis.DataSet(data.edges.map(drawEdge));
  network = new vis.Network(byId("canvas"), { nodes: nodeSet, edges: edgeSet },
    { ...OPTIONS, interaction: { ...OPTIONS.interaction, hover: !many() } });
  startMoving();
  network.on("beforeDrawing", shadeRegions);
  network.on("afterDrawing", (context) => { markPinned(context); writeLabels(context); grow(); firstDrawing(); });
  network.on("dragEnd", ({ nodes }) => nodes.length && dropped(nodes));
  ["dragEnd", "zoom", "animationFinished"].forEach((event) => network.on(event, () => { look(); remember(); }));
  firstSight();
}

let firstDrawing = () => {
  performance.mark("drawn");
  firstDrawing = () => {};
};

function dropped(nodes) {
  for (const [id, { x, y }] of Object.entries(network.getPositions(nodes))) {
    drawn.set(Number(id), [Math.round(x), Math.round(y)]);
    pinned.add(Number(id));
  }
  version += 1;
  tellPinned();
}

// A dot in the middle of what was put there by hand.
function markPinned(context) {
  context.fillStyle = palette.surface;
  pinned.forEach((node) => {
    const [x, y] = network.getPosition(node) && Object.values(network.getPosition(node));
    context.beginPath();
    context.arc(x, y, 2.6 * growth, 0, 2 * Math.PI);
    context.fill();
  });
}

// Keep marks and lines visible at small scales.
function grow() {
  if (moving) return;
  const wanted = Math.min(3.4, Math.max(1, 0.75 / network.getScale()));
  const step = GROWTH ** Math.round(Math.log(wanted) / Math.log(GROWTH));
  if (step === growth) return;
  growth = step;
  setTimeout(redraw);
}

function redraw() {
  if (!network) return;
  version += 1;
  const ring = around();
  atOnce(() => {
    nodeSet.update(data.nodes.filter((node) => drawn.has(node.index)).map((node) => drawNode(node, ring)));
    edgeSet.update(drawableEdges().map(drawEdge));
  });
}

// Fade all but some edges and their ends, and one entity where that was chosen; null fades nothing.
function single(edges, heart = null) {
  chosen = edges && { heart, edges: new Set(edges.map((edge) => edge.index)),
    ends: new Set([...(heart === null ? [] : [heart]), ...edges.flatMap((edge) => [edge.from, edge.to])]) };
  redraw();
}

function setFocus(node) {
  state.focus = node;
  if (node !== null) expand(node);
  redraw();
  tellShown();
  remember();
}

// Draw an entity that was left out, with the neighbours that matter most, where there is room.
function draw(node) {
  if (drawn.has(node)) return;
  const anchor = [...near(node)].filter((other) => other !== node && drawn.has(other)).sort((a, b) => data.nodes[b].degree - data.nodes[a].degree)[0];
  place(node, anchor === undefined ? middle() : drawn.get(anchor));
  if (anchor === undefined) expand(node);
}

const missing = (node) => [...near(node)].filter((other) => !drawn.has(other));

// Draw neighbours that were left out: those with names and most ties first.
function expand(node) {
  missing(node).sort((a, b) => data.nodes[b].named - data.nodes[a].named || data.nodes[b].degree - data.nodes[a].degree)
    .slice(0, NEIGHBOURS).forEach((other) => place(other, drawn.get(node)));
  redraw();
  tellShown();
  remember();
}

function place(node, at) {
  drawn.set(node, freePlace(at));
  added.add(node);
}

function remove(nodes) {
  nodes.forEach((node) => { drawn.delete(node); added.delete(node); pinned.delete(node); });
  nodeSet.remove([...nodes]);
  edgeSet.remove(edgeSet.getIds().filter((id) => nodes.includes(data.edges[id].from) || nodes.includes(data.edges[id].to)));
}

// Unnamed actors who are tied to somebody drawn, as many as a map can hold.
let unnamedDrawn = [];
function drawUnnamed() {
  if (!network) return;
  if (!state.unnamed) remove(unnamedDrawn.filter((node) => drawn.has(node)).splice(0));
  if (!state.unnamed) { unnamedDrawn = []; return; }
  unnamedDrawn = data.nodes.filter((node) => !node.named && node.degree && !drawn.has(node.index)).map((node) => node.index)
    .filter((node) => [...near(node)].some((other) => other !== node && drawn.has(other))).slice(0, 500);
  unnamedDrawn.forEach((node) => { drawn.set(node, freePlace(drawn.get([...near(node)].find((other) => other !== node && drawn.has(other))))); });
}

const middle = () => (network ? Object.values(network.getViewPosition()) : [0, 0]);

// The nearest point on a widening spiral where no label box stands.
function freePlace([x, y]) {
  const taken = [...drawn.values()];
  for (let turn = 1; turn < 4000; turn += 1) {
    const angle = turn * 0.7, radius = 70 + turn * 9;
    const spot = [Math.round(x + radius * Math.cos(angle)), Math.round(y + radius * 0.7 * Math.sin(angle))];
    if (!taken.some(([a, b]) => Math.abs(a - spot[0]) < BOX.width && Math.abs(b - spot[1]) < BOX.height)) return spot;
  }
  return [x, y];
}
