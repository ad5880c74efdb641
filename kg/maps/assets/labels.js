// Names and relation words, written over vis-network's drawing at a size that can be read at any zoom. Where there is no
// room for all, those that matter most are written and the others appear on zooming in; none covers another. Their places
// do not depend on what is in sight, so that moving the map needs no new ones.
const FONT = 'system-ui, "Noto Sans", "Noto Sans Khmer", "Noto Naskh Arabic", "Noto Sans CJK SC", sans-serif';
const SMALLEST = { name: 11, words: 10 }; // CSS pixels on the screen
const IMPORTANT = 8; // this many names are written even where a mark of another stands in the way
const ALONG = [0.5, 0.42, 0.58, 0.34, 0.66];
const AIR = 3; // CSS pixels around a text
const LINE = 22; // letters of a label in a line; two lines at most
const SPEAK = 0.4; // the scale below which lines have no words unless chosen
const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

let written = []; // { id, kind, text, box: [left, top, right, bottom] } in the drawing's coordinates
let placed = { version: -1, scale: 0 };
const widths = new Map();
const shortNames = new Map();
const letters = (text) => (Intl.Segmenter ? [...new Intl.Segmenter().segment(text)].map((one) => one.segment) : Array.from(text));
const apart = (a, b) => a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];

// Break a label into two short lines; what does not fit is in the panel.
function shortened(label) {
  if (!shortNames.has(label)) shortNames.set(label, broken(label));
  return shortNames.get(label);
}

function broken(label) {
  const clean = upright(label).replace(/\s+/g, " ").trim(), lines = [""];
  for (const word of clean.split(" ").flatMap((one) => (one.length > LINE ? pieces(letters(one)) : [one]))) {
    const last = lines[lines.length - 1];
    if (last && letters(`${last} ${word}`).length > LINE) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines.length > 2 ? `${lines[0]}\n${lines[1]}…` : lines.join("\n");
}

const pieces = (all) => [all.slice(0, LINE), all.slice(LINE, 2 * LINE - 1), all.slice(2 * LINE - 1)].map((part) => part.join("")).filter(Boolean);

function edgeWords(edge) {
  const one = shortened(edge.label).split("\n", 1)[0], count = shownCount(edge) || edge.count;
  const how = edge.stance === "asserted" || edge.stance === "alleged" ? "" : ` (${edge.stance})`;
  return one + (edge.label.length > LINE && letters(edge.label).length > LINE ? "…" : "") + how + (count > 1 ? ` ×${count}` : "");
}

// Boxes that were placed, found again by the squares that they lie in.
class Boxes {
  constructor(size) { this.size = size; this.cells = new Map(); }
  *near(box) {
    const [left, top, right, bottom] = box.map((edge) => Math.floor(edge / this.size));
    for (let x = left; x <= right; x += 1) for (let y = top; y <= bottom; y += 1) yield [`${x},${y}`, this.cells.get(`${x},${y}`)];
  }
  add(box) { for (const [key, held] of this.near(box)) if (held) held.push(box); else this.cells.set(key, [box]); }
  covered(box) { return new Set([...this.near(box)].flatMap(([, held]) => (held || []).filter((other) => !apart(box, other)))).size; }
  free(box) { for (const [, held] of this.near(box)) if (held && held.some((other) => !apart(box, other))) return false; return true; }
}

function writeLabels(context) {
  const scale = network.getScale(), waits = many() && placed.version === version && moving;
  if ((placed.version !== version || placed.scale !== scale) && !waits) placeLabels(context, scale);
  const view = shownOn(context);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round", lineWidth: 3.5 / scale, strokeStyle: palette.ground });
  context.setLineDash([]);
  written.forEach((item) => apart(item.box, view) || write(context, item));
}

function placeLabels(context, scale) {
  placed = { version, scale };
  written = [];
  const nodes = data.nodes.filter((node) => drawn.has(node.index)).sort((a, b) => b.named - a.named || b.degree - a.degree);
  const ring = around(), faded = new Set(nodes.filter((node) => nodeFaded(node.index, ring)).map((node) => node.index));
  const taken = new Boxes(220 / scale), marks = new Boxes(220 / scale);
  nodes.forEach((node) => faded.has(node.index) || marks.add(markBox(node)));
  const put = (item, spots) => {
    const size = Math.max(SMALLEST[item.kind === "words" ? "words" : "name"] / scale, item.size), lines = item.text.split("\n");
    const half = Math.max(...lines.map((line) => widthOf(context, line, item.bold))) * size / 200 + AIR / scale;
    const height = lines.length * size * 1.15 + AIR / scale;
    const boxes = spots(half, height).map(([x, y]) => [x - half, y - height / 2, x + half, y + height / 2]);
    const clear = boxes.filter((box) => taken.free(box));
    const box = clear.find((one) => marks.free(one)) || (item.first && leastHiding(clear, marks)) || (item.must && boxes[0]);
    if (!box) return;
    taken.add(box);
    written.push({ ...item, lines, size, box, right: RIGHT_TO_LEFT.test(item.text) });
  };
  const important = new Set(nodes.filter((node) => !faded.has(node.index)).slice(0, IMPORTANT));
  const name = (node) => {
    const bold = Boolean(chosen && chosen.heart === node.index), ends = chosen && chosen.ends.has(node.index);
    put({ id: node.index, kind: "name", text: shortened(labelOf(node.index)), bold, must: bold, first: ends || important.has(node),
      size: node.named ? 14 + Math.min(6, Math.sqrt(node.degree)) : 12.5, colour: faded.has(node.index) ? palette.ghost : node.named ? palette.ink : palette.muted },
    (half, height) => aroundMark(node, half, height, scale));
  };
  const chosenFirst = (node) => chosen && chosen.ends.has(node.index);
  const spoken = scale < SPEAK && !chosen ? [] : drawableEdges().filter((edge) => edge.from !== edge.to && !edgeFaded(edge)).sort((a, b) => b.count - a.count);
  const words = () => spoken.forEach((edge) => {
    const line = network.body.edges[edge.index] && network.body.edges[edge.index].edgeType;
    if (!line) return;
    const points = ALONG.map((at) => line.getPoint(at)).map(({ x, y }) => [x, y]);
    put({ id: edge.index, kind: "words", text: edgeWords(edge), size: 12, colour: palette.muted, must: chosen && spoken.length === 1 },
      (_, height) => [...points, ...(chosen ? points : []).flatMap(([x, y]) => [[x, y - height * 0.8], [x, y + height * 0.8]])]);
  });
  nodes.filter(chosenFirst).forEach(name);
  if (chosen) words();
  nodes.filter((node) => !chosenFirst(node) && !faded.has(node.index)).forEach(name);
  if (!chosen) words();
  if (scale > 0.5) nodes.filter((node) => !faded.has(node.index)).forEach((node) => more(node, put));
  nodes.filter((node) => !chosenFirst(node) && faded.has(node.index)).forEach(name);
}

function leastHiding(boxes, marks) {
  const hidden = boxes.map((box) => marks.covered(box));
  return boxes[hidden.indexOf(Math.min(...hidden))];
}

// How many of an entity's neighbours are not drawn.
function more(node, put) {
  const left = whole ? missing(node.index).length : 0, size = nodeSize(node), [x, y] = drawn.get(node.index);
  if (!left) return;
  put({ id: node.index, kind: "more", text: `+${left}`, size: 10.5, colour: palette.muted },
    (half, height) => [[1, -1], [-1, -1], [1, 1], [-1, 1]].map(([right, down]) => [x + right * (size * 0.8 + half), y + down * (size * 0.7 + height * 0.4)]));
}

function markBox(node) {
  const [x, y] = drawn.get(node.index), size = nodeSize(node);
  return [x - size, y - size, x + size, y + size];
}

// Below its mark, else above, else beside it, else at its corners.
function aroundMark(node, half, height, scale) {
  const [x, y] = drawn.get(node.index), size = nodeSize(node) + AIR / scale;
  return [[x, y + size + height / 2], [x, y - size - height / 2], [x + size + half, y], [x - size - half, y],
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => [x + right * (size * 0.6 + half), y + down * (size * 0.6 + height / 2)])];
}

function widthOf(context, line, bold) {
  const key = `${bold ? "b" : ""}${line}`;
  if (!widths.has(key)) {
    context.font = `${bold ? "bold " : ""}100px ${FONT}`;
    widths.set(key, context.measureText(line).width);
  }
  return widths.get(key);
}

function write(context, item) {
  const [left, top, right, bottom] = item.box;
  context.font = `${item.bold ? "bold " : ""}${item.size}px ${FONT}`;
  context.direction = item.right ? "rtl" : "ltr";
  context.fillStyle = item.colour;
  item.lines.forEach((line, place) => {
    const y = (top + bottom) / 2 + (place - (item.lines.length - 1) / 2) * item.size * 1.15;
    context.strokeText(line, (left + right) / 2, y);
    context.fillText(line, (left + right) / 2, y);
  });
}

// What is written at a point of the drawing, if anything.
function writtenAt({ x, y }) {
  return written.find(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]);
}
