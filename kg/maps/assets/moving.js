// Moving the view. What was drawn is then moved as a bitmap somewhat larger than the canvas, in device pixels, so that a frame
// costs one copy; all is drawn anew where the bitmap's margin is used up and as soon as the movement ends. While a large map
// is zoomed, the bitmap is stretched a little too.
//
// vis-network cannot be told to do so: drawFrame stands in for its renderer's _redraw, and paint repeats that function's steps
// on the bitmap. Both were written for version 10.1.5. startMoving refuses a version that lacks what is used here, and
// tests/maps/test_moving.py compares a moved bitmap with a true drawing pixel by pixel, lest a step be missing after an upgrade.
const SPARE = 0.4; // of the canvas's width and height, on each side of it
const MOST = 16e6; // device pixels of a bitmap; Safari on a phone can hold no more
const STRETCH = 1.5; // more would be seen as a blur
const REST = 120; // ms without movement after which it has ended
const NEEDED = ["_redraw", "_drawEdges", "_drawNodes", "_drawArrows"];

let moving = false; // whether the view was moved or zoomed just now: the places of names and the sizes of marks can wait
let lately = { likeness: "", x: 0, y: 0, scale: 0, moved: -Infinity }; // of the last frame
let bitmap = null; // { canvas, likeness, x, y, scale, left, top }: the view when it was made, and its margins in device pixels
let drawTruly = null; // vis-network's own drawing
let quiet = false; // while many things are changed, one drawing at the end will do

const many = () => drawn.size > 400;
const rested = after(REST, () => { moving = false; network.redraw(); });

function startMoving() {
  const { renderer, body, canvas } = network;
  const lacking = NEEDED.filter((name) => typeof renderer?.[name] !== "function");
  if (lacking.length || !body?.view?.translation || !body.emitter || !canvas?.frame?.canvas) {
    throw new Error(`this version of vis-network has no ${lacking.join(", ") || "view"}, which moving.js needs`);
  }
  drawTruly = renderer._redraw.bind(renderer);
  renderer._redraw = drawFrame;
}

function drawFrame(hidden = false) {
  const { renderer, canvas } = network, like = likeness(), same = like === lately.likeness, zooms = notice(like);
  if (quiet) return;
  // While renderingActive is set, it is the drawing that takes the next step of an animation.
  const still_ = hidden || !moving || !same || (zooms && !many()) || renderer.renderingActive;
  const { width, height } = canvas.frame.canvas; // none where the table is shown
  if (still_ || !renderer.allowRedraw || !width || !height) { drawTruly(hidden); return; }
  if (!fits(like)) paint(like);
  renderer.redrawRequested = false;
  const context = canvas.getContext(), [left, top, factor] = placeOfBitmap();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.drawImage(bitmap.canvas, left, top, bitmap.canvas.width * factor, bitmap.canvas.height * factor);
}

// Keep what this frame is like, and return whether the scale has changed since the last. A single jump is no movement.
function notice(like) {
  const { translation: { x, y }, scale } = network.body.view, now = performance.now(), zooms = scale !== lately.scale;
  lately.likeness = like;
  if (!zooms && x === lately.x && y === lately.y) return false;
  moving = now - lately.moved < REST;
  Object.assign(lately, { x, y, scale });
  seen();
  requestAnimationFrame(seen); // a slow drawing is no rest
  return zooms;
}

function seen() {
  lately.moved = performance.now();
  rested();
}

// All that a drawing depends on but the view: while this stays the same, what was drawn is right.
function likeness() {
  const { nodes, edges, nodeIndices, edgeIndices } = network.body, { width, height } = network.canvas.frame.canvas;
  let mixed = 0;
  const mix = (value) => { mixed = Math.imul(mixed ^ value, 0x01000193) + 1; };
  const marked = (item) => (item.selected ? 1 : 0) + (item.hover ? 2 : 0);
  nodeIndices.forEach((id) => { const node = nodes[id]; mix(node.x * 16); mix(node.y * 16); mix(marked(node)); });
  edgeIndices.forEach((id) => mix(id * 4 + marked(edges[id])));
  return [version, placed.version, placed.scale, width, height, network.canvas.pixelRatio, mixed].join();
}

// Where the bitmap's corner lies on the canvas, and how far it is stretched. Unstretched it lies on whole device pixels: a
// fraction would blur it.
function placeOfBitmap() {
  const { translation: { x, y }, scale } = network.body.view, ratio = network.canvas.pixelRatio, factor = scale / bitmap.scale;
  const place = [(x - bitmap.x * factor) * ratio - bitmap.left * factor, (y - bitmap.y * factor) * ratio - bitmap.top * factor];
  return [...(factor === 1 ? place.map(Math.round) : place), factor];
}

function fits(like) {
  if (!bitmap || bitmap.likeness !== like) return false;
  const [left, top, factor] = placeOfBitmap(), { width, height } = network.canvas.frame.canvas;
  const covers = left <= 0 && top <= 0 && left + bitmap.canvas.width * factor >= width && top + bitmap.canvas.height * factor >= height;
  return covers && factor < STRETCH && factor > 1 / STRETCH;
}

// The steps of vis-network's _redraw, on the bitmap.
function paint(like) {
  const { renderer, body, canvas } = network, { width, height } = canvas.frame.canvas, ratio = canvas.pixelRatio;
  const spare = Math.max(0, Math.min(SPARE, (Math.sqrt(MOST / (width * height)) - 1) / 2));
  const left = Math.round(spare * width), top = Math.round(spare * height), { translation: { x, y }, scale } = body.view;
  bitmap = { canvas: bitmap?.canvas || document.createElement("canvas"), likeness: like, x, y, scale, left, top };
  Object.assign(bitmap.canvas, { width: width + 2 * left, height: height + 2 * top }); // which clears it too
  const context = bitmap.canvas.getContext("2d");
  context.setTransform(ratio * scale, 0, 0, ratio * scale, left + x * ratio, top + y * ratio);
  body.emitter.emit("beforeDrawing", context);
  renderer._drawEdges(context);
  renderer._drawNodes(context, true).drawExternalLabels();
  renderer._drawArrows(context);
  body.emitter.emit("afterDrawing", context);
}

// Change many things with one drawing at the end.
function atOnce(change) {
  quiet = true;
  try { change(); } finally { quiet = false; }
  network.redraw();
}

// What part of the drawing a canvas shows that is drawn on: [left, top, right, bottom] in the drawing's coordinates.
function shownOn(context) {
  const back = context.getTransform().inverse(), { width, height } = context.canvas;
  const low = back.transformPoint({ x: 0, y: 0 }), high = back.transformPoint({ x: width, y: height });
  return [low.x, low.y, high.x, high.y];
}
