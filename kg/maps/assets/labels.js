// Names and relation words, written over vis-network's drawing at a size that can be read at any zoom. Where there is no
// room for all, those that matter most are written and the others appear on zooming in; none covers another.
const SMALLEST = { name: 11, words: 10 }; // CSS pixels on the screen
const IMPORTANT = 8; // this many names are written even where a mark of another stands in the way
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74];
const AIR = 3; // CSS pixels around a text

let written = []; // { id, edge, text, box: [left, top, right, bottom] } in the drawing's coordinates
const widths = new Map();

function writeLabels(context) {
  const scale = network.getScale(), { clientWidth, clientHeight } = byId("canvas");
  const [from, to] = [{ x: 0, y: 0 }, { x: clientWidth, y: clientHeight }].map((corner) => network.DOMtoCanvas(corner));
  const view = [from.x, from.y, to.x, to.y];
  const nodes = shownNodes().sort((a, b) => b.degree - a.degree);
  const marks = nodes.filter((node) => !nodeFaded(node.id)).map(markBox), taken = [];
  written = [];
  const put = (item, spots) => {
    const size = Math.max(SMALLEST[item.edge ? "words" : "name"] / scale, item.size), lines = item.text.split("\n");
    const half = Math.max(...lines.map((line) => widthOf(context, line, item.bold))) * size / 200 + AIR / scale;
    const height = lines.length * size * 1.1 + AIR / scale;
    const boxes = spots(half, height).map(([x, y]) => [x - half, y - height / 2, x + half, y + height / 2]);
    const inside = boxes.filter((one) => within(one, view)), clear = inside.filter((one) => taken.every((other) => apart(one, other)));
    const over = clear.map((one) => marks.filter((other) => !apart(one, other)).length), least = Math.min(...over);
    const box = least === 0 || item.first ? clear[over.indexOf(least)] : null;
    if (!box && item.must) [item.box] = inside;
    else item.box = box;
    if (!item.box) return;
    taken.push(item.box);
    written.push({ ...item, lines, size });
  };
  const important = new Set(nodes.slice(0, IMPORTANT));
  const first = (node) => chosen && chosen.ends.has(node.id);
  const name = (node) => put({ ...nameOf(node), first: first(node) || important.has(node) }, (half, height) => aroundMark(node, half, height, scale));
  nodes.filter(first).forEach(name);
  const spoken = drawableEdges().filter((edge) => edgeSpeaks(edge)).sort((a, b) => b.claims.length - a.claims.length);
  const words = () => spoken.forEach((edge) => {
    const line = network.body.edges[edge.id].edgeType;
    const item = { id: edge.id, edge: true, text: edgeWords(edge), size: 12, colour: variable("muted"), must: chosen && spoken.length === 1 };
    const points = ALONG.map((at) => line.getPoint(at)).map(({ x, y }) => [x, y]);
    put(item, (_, height) => [...points, ...(chosen ? points : []).flatMap(([x, y]) => [[x, y - height * 0.8], [x, y + height * 0.8]])]);
  });
  if (chosen) words();
  nodes.filter((node) => !first(node)).forEach(name);
  if (!chosen) words();
  written.forEach((item) => write(context, item, scale));
}

const shownNodes = () => data.nodes.filter((node) => drawn.has(node.id) && !filters.types.has(node.type));
const within = (a, b) => a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3];
const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
const edgeSpeaks = (edge) => network.body.edges[edge.id] && edgeShown(edge) && typeShown(edge.from) && typeShown(edge.to) && edge.from !== edge.to
  && (chosen ? chosen.edges.has(edge.id) : focusOn === null || edge.from === focusOn || edge.to === focusOn);

function nameOf(node) {
  const bold = Boolean(chosen && chosen.heart === node.id);
  return { id: node.id, edge: false, text: shortened(labelOf(node.id)), bold, must: bold,
    size: 14 + Math.min(6, Math.sqrt(node.degree)), colour: variable(nodeFaded(node.id) ? "ghost" : "ink") };
}

function markBox(node) {
  const [x, y] = drawn.get(node.id), size = nodeSize(node);
  return [x - size, y - size, x + size, y + size];
}

// Below its mark, else above, else beside it, else at its corners.
function aroundMark(node, half, height, scale) {
  const [x, y] = drawn.get(node.id), size = nodeSize(node) + AIR / scale;
  return [[x, y + size + height / 2], [x, y - size - height / 2], [x + size + half, y], [x - size - half, y],
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => [x + right * (size * 0.6 + half), y + down * (size * 0.6 + height / 2)])];
}

function widthOf(context, line, bold) {
  const key = `${bold ? "b" : ""}${line}`;
  if (!widths.has(key)) {
    context.font = `${bold ? "bold " : ""}100px system-ui, sans-serif`;
    widths.set(key, context.measureText(line).width);
  }
  return widths.get(key);
}

function write(context, item, scale) {
  const [left, top, right, bottom] = item.box;
  Object.assign(context, { font: `${item.bold ? "bold " : ""}${item.size}px system-ui, sans-serif`, textAlign: "center",
    textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 / scale, strokeStyle: variable("ground"), fillStyle: item.colour });
  context.setLineDash([]);
  item.lines.forEach((line, index) => {
    const y = (top + bottom) / 2 + (index - (item.lines.length - 1) / 2) * item.size * 1.1;
    context.strokeText(line, (left + right) / 2, y);
    context.fillText(line, (left + right) / 2, y);
  });
}

// What is written at a point of the drawing, if anything.
function writtenAt({ x, y }) {
  return written.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
}
