// Files of what is seen: picture, drawing, table, and the places that were given by hand. Nothing is kept in the browser.
const CSV = [["subject", (claim) => labelOf(claim.subject)], ["relation", wordsOf], ["object", objectWords], ["stance", (claim) => claim.stance],
  ["polarity", (claim) => claim.polarity], ["modality", (claim) => claim.modality], ["said_by", speakersOf], ["date", (claim) => claim.date],
  ["date_words", (claim) => claim.when], ["place", (claim) => (claim.place < 0 ? "" : labelOf(claim.place))], ["passage", (claim) => data.passages[claim.passage]],
  ["document", (claim) => documentOf(claim).title], ["source", (claim) => documentOf(claim).source], ["published", (claim) => documentOf(claim).date],
  ["confidence", (claim) => (claim.confidence / 100).toFixed(2)], ["claim", iriOf]];

function saved(content, type, ending) {
  const name = (folded(first.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "map").slice(0, 60);
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element("a", { href: address, download: `${name}.${ending}` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Of the table all rows; of the map the claims of lines that are in sight and not faded.
function seenClaims() {
  if (state.view === "table" || !network) return wantedRows();
  const view = viewBox();
  const seen = (node) => { const [x, y] = drawn.get(node); return x >= view[0] && y >= view[1] && x <= view[2] && y <= view[3]; };
  const edges = drawableEdges().filter((edge) => !edgeFaded(edge) && (seen(edge.from) || seen(edge.to)));
  return edges.flatMap((edge) => edge.claims.filter(claimShown)).sort((a, b) => a - b);
}

function viewBox() {
  const { clientWidth, clientHeight } = byId("canvas");
  const low = network.DOMtoCanvas({ x: 0, y: 0 }), high = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  return [low.x, low.y, high.x, high.y];
}

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvText() {
  const rows = seenClaims().map((index) => CSV.map(([, of]) => csvCell(of(data.claims[index]))).join(","));
  return `\ufeff${[CSV.map(([name]) => name).join(","), ...rows].join("\r\n")}\r\n`;
}

function svgText() {
  const [left, top, right, bottom] = viewBox(), scale = network.getScale();
  const heads = Object.keys(DASHES).map((stance) => svg("marker", { id: `head-${stance}`, viewBox: "34 -1 10 12", refX: 43, refY: 5, markerWidth: 12,
    markerHeight: 12, orient: "auto", markerUnits: "userSpaceOnUse" }, svg("path", { d: HEADS[ARROWS[stance]], fill: palette[stance] })));
  const drawing = svg("svg", { viewBox: `${left} ${top} ${right - left} ${bottom - top}`, width: Math.round((right - left) * scale),
    height: Math.round((bottom - top) * scale), "font-family": FONT.replaceAll('"', "'") });
  const title = svg("title", {});
  title.textContent = `${upright(first.title)}. Each line is a claim that a document makes, not a fact.`;
  drawing.append(title, svg("defs", {}, ...heads), svg("rect", { x: left, y: top, width: right - left, height: bottom - top, fill: palette.ground }),
    ...drawableEdges().map(svgLine).filter(Boolean), ...data.nodes.filter((node) => drawn.has(node.index)).map(svgMark), ...written.flatMap(svgWords));
  return new XMLSerializer().serializeToString(drawing);
}

function svgLine(edge) {
  const line = network.body.edges[edge.index] && network.body.edges[edge.index].edgeType;
  if (!line || edge.from === edge.to) return null;
  const size = nodeSize(data.nodes[edge.to]) + 3, whole_ = Math.hypot(...[0, 1].map((axis) => drawn.get(edge.to)[axis] - drawn.get(edge.from)[axis])) || 1;
  const until = Math.max(0.1, 1 - size / whole_), points = Array.from({ length: 17 }, (_, step) => line.getPoint(until * step / 16));
  return svg("polyline", { points: points.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), fill: "none", stroke: palette[edge.stance],
    "stroke-width": (1.4 * growth).toFixed(1), "stroke-dasharray": DASHES[edge.stance].map((length) => length * growth).join(" ") || "none",
    opacity: edgeFaded(edge) ? FADED : 1, ...(edge.directed ? { "marker-end": `url(#head-${edge.stance})` } : {}) });
}

function svgMark(node) {
  const [x, y] = drawn.get(node.index), size = nodeSize(node) / 7, colour = palette[node.type.toLowerCase() || "unknown"];
  return svg("path", { d: PATHS[node.type], transform: `translate(${x} ${y}) scale(${size.toFixed(2)}) translate(-8 -8)`,
    fill: node.named ? colour : palette.ground, stroke: colour, opacity: nodeFaded(node.index) ? 0.18 : 1 });
}

function svgWords(item) {
  const [left, top, right, bottom] = item.box;
  return item.lines.map((line, place) => {
    const text = svg("text", { x: (left + right) / 2, y: (top + bottom) / 2 + (place - (item.lines.length - 1) / 2) * item.size * 1.15,
      "font-size": item.size.toFixed(1), "text-anchor": "middle", "dominant-baseline": "central", fill: item.colour, stroke: palette.ground,
      "stroke-width": item.size / 4, "paint-order": "stroke", "stroke-linejoin": "round", direction: item.right ? "rtl" : "ltr" });
    text.textContent = line;
    return text;
  });
}

function savePng() {
  const from = document.querySelector("#canvas canvas"), foot = Math.round(26 * from.width / byId("canvas").clientWidth);
  const canvas = element("canvas", { width: from.width, height: from.height + foot }), context = canvas.getContext("2d");
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  Object.assign(context, { fillStyle: palette.muted, font: `${foot / 2}px ${FONT}`, textBaseline: "middle" });
  context.fillText(`${upright(first.title)} · Each line is a claim that a document makes, not a fact.`, foot / 2, from.height + foot / 2);
  canvas.toBlob((blob) => saved(blob, "image/png", "png"));
}

function saveLayout() {
  const nodes = Object.fromEntries([...drawn].map(([node, place_]) => [data.nodes[node].id, [...place_, pinned.has(node) ? 1 : 0]]));
  saved(JSON.stringify({ format: "rightsgraph layout 1", title: first.title, nodes }, null, 1), "application/json", "layout.json");
}

// Put entities where a saved layout has them; what it does not name stays, what this page does not have is left out.
function loadLayout(text) {
  let held = null;
  try {
    held = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (!held || held.format !== "rightsgraph layout 1" || typeof held.nodes !== "object") return tell("This file is no layout that was saved from a map.");
  let count = 0;
  for (const [id, spot] of Object.entries(held.nodes)) {
    if (!numbers.has(id) || !Array.isArray(spot) || !spot.slice(0, 2).every(Number.isFinite)) continue;
    const node = numbers.get(id);
    if (!drawn.has(node)) added.add(node);
    drawn.set(node, [spot[0], spot[1]]);
    if (spot[2]) pinned.add(node); else pinned.delete(node);
    count += 1;
  }
  redraw();
  fit();
  tellPinned();
  return tell(`${plural(count, "entity", "entities")} put where the layout has them.`);
}

function resetLayout() {
  data.nodes.forEach((node) => { if (node.x !== undefined && drawn.has(node.index)) drawn.set(node.index, [node.x, node.y]); });
  pinned.clear();
  redraw();
  tellPinned();
}

const tell = (text) => { byId("notice-text").textContent = text; byId("notice").hidden = false; };
const tellPinned = () => { byId("pinned").textContent = pinned.size ? `${plural(pinned.size, "entity", "entities")} pinned` : ""; byId("reset-layout").disabled = !pinned.size; };

function listenToSaving() {
  const act = { png: savePng, svg: () => saved(svgText(), "image/svg+xml", "svg"), csv: () => saved(csvText(), "text/csv", "csv"), layout: saveLayout };
  Object.entries(act).forEach(([name, save]) => byId(`save-${name}`).addEventListener("click", () => { save(); byId("save").open = false; }));
  byId("reset-layout").addEventListener("click", resetLayout);
  byId("load-layout").addEventListener("click", () => byId("layout-file").click());
  byId("layout-file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (file) loadLayout(await file.text());
    event.target.value = "";
    byId("save").open = false;
  });
}
