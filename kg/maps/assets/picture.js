// What is seen as a picture (PNG) or a drawing (SVG), with the legend below it, for it may go where this page does not.
const NOTE = "Each line is a claim that a document makes, not a fact.";
const FOOT = { row: 22, edge: 14, text: 12.5, mark: 14, line: 44, gap: 20 }; // CSS pixels

function viewBox() {
  const { clientWidth, clientHeight } = byId("canvas");
  const low = network.DOMtoCanvas({ x: 0, y: 0 }), high = network.DOMtoCanvas({ x: clientWidth, y: clientHeight });
  return [low.x, low.y, high.x, high.y];
}

// What stands below a picture so wide, in CSS pixels: texts and, for what is drawn, a mark or line with its meaning.
function footOf(width) {
  const context = document.createElement("canvas").getContext("2d"), room = width - 2 * FOOT.edge;
  context.font = `${FOOT.text}px ${FONT}`;
  const wide = (text) => context.measureText(text).width;
  const cut = (text) => { let all = letters(text); while (all.length > 1 && wide(all.join("")) > room) all = [...all.slice(0, -2), "…"]; return all.join(""); };
  const items = [upright(first.title), NOTE].map((text, row) => ({ text: cut(text), x: FOOT.edge, y: (row + 0.5) * FOOT.row, strong: !row }));
  const types = new Set([...drawn.keys()].map(typeOf)), stances = new Set(drawableEdges().map((edge) => edge.stance));
  const keys = [...first.types.filter((type) => types.has(type)).map((type) => ({ type, text: TYPE_NAMES[type], size: FOOT.mark })),
    ...first.stances.filter((stance) => stances.has(stance)).map((stance) => ({ stance, text: STANCE_NAMES[stance], size: FOOT.line }))];
  let x = FOOT.edge, y = 2.5 * FOOT.row;
  keys.forEach((key) => {
    const size = key.size + 6 + wide(key.text);
    if (x > FOOT.edge && x + size > width - FOOT.edge) { x = FOOT.edge; y += FOOT.row; }
    items.push({ ...key, x, y });
    x += size + FOOT.gap;
  });
  return { items, height: y + FOOT.row * 0.75 };
}

function svgText() {
  const [left, top, right, bottom] = viewBox(), scale = network.getScale(), foot = footOf((right - left) * scale);
  const heads = Object.keys(DASHES).map((stance) => svg("marker", { id: `head-${stance}`, viewBox: "33 -1 11 12", refX: 43, refY: 5,
    markerWidth: 9 + 6 * growth, markerHeight: 9 + 6 * growth, orient: "auto", markerUnits: "userSpaceOnUse" },
  svg("path", { d: HEADS[ARROWS[stance]], fill: palette[stance] })));
  const height = bottom - top + foot.height / scale;
  const drawing = svg("svg", { viewBox: `${left} ${top} ${right - left} ${height}`, width: Math.round((right - left) * scale),
    height: Math.round(height * scale), "font-family": FONT.replaceAll('"', "'") });
  const ground = (y, size) => svg("rect", { x: left, y, width: right - left, height: size, fill: palette.ground });
  drawing.append(svgTitle(`${upright(first.title)}. ${NOTE}`), svg("defs", {}, ...heads), ground(top, height), ...svgRegions(),
    ...drawableEdges().flatMap(svgLine), ...data.nodes.filter((node) => drawn.has(node.index)).map(svgMark), ...written.flatMap(svgWords),
    ground(bottom, height - (bottom - top)),
    svg("g", { transform: `translate(${left} ${bottom}) scale(${1 / scale})` }, ...foot.items.flatMap(svgKey)));
  return new XMLSerializer().serializeToString(drawing);
}

function svgTitle(text) {
  const title = svg("title", {});
  title.textContent = text;
  return title;
}

function svgRegions() {
  return (state.regions ? shaded.regions : []).map(([community, hull]) => svg("polygon", { points: hull.map((point) => point.join()).join(" "),
    fill: palette[`region-${community % TINTS}`], stroke: palette[`region-${community % TINTS}`], "stroke-width": REACH, "stroke-linejoin": "round" }));
}

// A line without direction has its head in the middle, where its stance gives it one.
function svgLine(edge) {
  const line = network.body.edges[edge.index] && network.body.edges[edge.index].edgeType;
  if (!line || edge.from === edge.to) return [];
  const size = nodeSize(data.nodes[edge.to]) + 3, whole_ = Math.hypot(...[0, 1].map((axis) => drawn.get(edge.to)[axis] - drawn.get(edge.from)[axis])) || 1;
  const until = Math.max(0.1, 1 - size / whole_), points = Array.from({ length: 17 }, (_, step) => line.getPoint(until * step / 16));
  const path = (some) => some.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), opacity = edgeFaded(edge) ? FADED : 1;
  const head = { "marker-end": `url(#head-${edge.stance})` }, middle_ = !edge.directed && ARROWS[edge.stance] !== "arrow";
  return [svg("polyline", { points: path(points), fill: "none", stroke: palette[edge.stance], "stroke-width": (edgeWidth(edge) * growth).toFixed(1),
    "stroke-dasharray": DASHES[edge.stance].map((length) => length * growth).join(" ") || "none", opacity, ...(edge.directed ? head : {}) }),
  ...(middle_ ? [svg("polyline", { points: path(points.slice(0, 10)), fill: "none", opacity, ...head })] : [])];
}

function svgMark(node) {
  const [x, y] = drawn.get(node.index), size = nodeSize(node) / 7;
  return svg("path", { d: PATHS[node.type], transform: `translate(${x} ${y}) scale(${size.toFixed(2)}) translate(-8 -8)`,
    ...paintOf(node.type, node.named), opacity: nodeFaded(node.index) ? 0.18 : 1 });
}

function paintOf(type, named) {
  const colour = palette[type.toLowerCase() || "unknown"];
  return { fill: named ? colour : palette.ground, stroke: named ? palette.ground : colour, "stroke-width": 1.6 };
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

function svgKey(item) {
  const text = svg("text", { x: item.x + (item.size ? item.size + 6 : 0), y: item.y, "font-size": FOOT.text, "dominant-baseline": "central",
    fill: item.strong ? palette.ink : palette.muted, "font-weight": item.strong ? 600 : 400 });
  text.textContent = item.text;
  if (!item.size) return [text];
  if (item.stance === undefined) return [svg("path", { d: PATHS[item.type], transform: keyPlace(item), ...paintOf(item.type, item.type !== "Group") }), text];
  return [svg("path", { d: "M1 5h36", transform: keyPlace(item), fill: "none", stroke: palette[item.stance], "stroke-width": 2,
    "stroke-dasharray": DASHES[item.stance].join(" ") || "none" }), svg("path", { d: HEADS[ARROWS[item.stance]], transform: keyPlace(item), fill: palette[item.stance] }), text];
}

const keyPlace = (item) => `translate(${item.x} ${item.y - (item.stance === undefined ? 8 : 5)})`;

function savePng() {
  const from = document.querySelector("#canvas canvas"), { clientWidth } = byId("canvas"), ratio = from.width / clientWidth, foot = footOf(clientWidth);
  const canvas = element("canvas", { width: from.width, height: from.height + Math.round(foot.height * ratio) }), context = canvas.getContext("2d");
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(from, 0, 0);
  foot.items.forEach((item) => {
    context.setTransform(ratio, 0, 0, ratio, 0, from.height);
    Object.assign(context, { fillStyle: item.strong ? palette.ink : palette.muted, font: `${item.strong ? "600 " : ""}${FOOT.text}px ${FONT}`, textBaseline: "middle" });
    context.fillText(item.text, item.x + (item.size ? item.size + 6 : 0), item.y);
    if (item.size) drawKey(context, item);
  });
  canvas.toBlob((blob) => saved(blob, "image/png", "png"));
}

function drawKey(context, item) {
  if (item.stance === undefined) {
    const { fill, stroke } = paintOf(item.type, item.type !== "Group"), shape = new Path2D(PATHS[item.type]);
    context.translate(item.x, item.y - 8);
    Object.assign(context, { fillStyle: fill, strokeStyle: stroke, lineWidth: 1.6 });
    context.fill(shape);
    context.stroke(shape);
    return;
  }
  context.translate(item.x, item.y - 5);
  Object.assign(context, { fillStyle: palette[item.stance], strokeStyle: palette[item.stance], lineWidth: 2 });
  context.setLineDash(DASHES[item.stance]);
  context.stroke(new Path2D("M1 5h36"));
  context.setLineDash([]);
  context.fill(new Path2D(HEADS[ARROWS[item.stance]]));
}
