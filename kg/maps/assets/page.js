// Start the page and choose things in it. For tests and for those who script the page, window.rightsgraph offers ready (a
// promise), selectEntity(id), selectEdge(index), selectClaim(id), expand(id), fit(), place(id) -> [x, y] on the canvas element in CSS
// pixels, drawn() -> ids, words() -> [edge index, words] of the lines whose words are written now, csv(), svg(), loadLayout(text)
// and network, vis-network's own object, or null where no canvas could be made.
function selectNode(index, { move = true } = {}) {
  const node = data.nodes[index];
  if (!node) return false;
  Object.assign(state, { node: index, edge: null, claim: null });
  if (network) {
    draw(index);
    if (state.focus !== null && !near(state.focus).has(index)) state.focus = null;
    single(edgesOf[index].filter((edge) => drawn.has(edge.from) && drawn.has(edge.to)), index);
    network.selectNodes([index]);
  }
  showPanel(...nodePanel(node));
  if (move) moveTo([index, ...near(index)]);
  remember();
  return true;
}

function selectEdge(index, { move = true } = {}) {
  const edge = data.edges[index];
  if (!edge) return false;
  Object.assign(state, { node: null, edge: index, claim: null });
  if (network) {
    [edge.from, edge.to].forEach(draw);
    single([edge]);
    network.setSelection({ nodes: [], edges: [index] }, { highlightEdges: false });
  }
  showPanel(...edgePanel(edge));
  if (move) moveTo([edge.from, edge.to], 0.12); // both ends, even where they are far apart
  remember();
  return true;
}

// Show one claim, its line on the map marked where it has one.
function selectClaim(id) {
  const index = claimNumbers.get(id);
  if (index === undefined) return false;
  const edge = edgeOf[index];
  if (edge) selectEdge(edge.index);
  else selectNode(data.claims[index].subject);
  state.claim = index;
  showPanel(...cards([index]));
  remember();
  return true;
}

function showView(name) {
  state.view = name;
  for (const view of ["map", "table"]) {
    byId(`${view}-view`).hidden = view !== name;
    byId(`show-${view}`).setAttribute("aria-pressed", String(view === name));
  }
  document.querySelector("main").classList.toggle("tabular", name === "table");
  if (name === "table") fillTable();
  else if (network) { network.setSize("100%", "100%"); network.redraw(); }
  remember();
}

function showEverything() {
  closePanel();
  resetFilters();
  fit();
}

function listen() {
  byId("show-map").addEventListener("click", () => showView("map"));
  byId("show-table").addEventListener("click", () => showView("table"));
  byId("skip").addEventListener("click", (event) => { event.preventDefault(); showView("table"); byId("table-view").focus(); });
  byId("close").addEventListener("click", closePanel);
  byId("reset").addEventListener("click", showEverything);
  byId("dismiss").addEventListener("click", () => { byId("notice").hidden = true; });
  byId("fit").addEventListener("click", fit);
  byId("zoom-in").addEventListener("click", () => zoom(1.35));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.35));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { readPalette(); redraw(); });
  addEventListener("hashchange", () => whole && restore());
  addEventListener("beforeprint", () => print_(true));
  addEventListener("afterprint", () => print_(false));
  document.addEventListener("click", (event) => { if (!byId("save").contains(event.target)) byId("save").open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (byId("save").open) byId("save").open = false;
      else if (state.focus !== null) setFocus(null);
      else closePanel();
    }
  });
}

// Paper is white, and a table on it has all its rows.
function print_(on) {
  document.documentElement.classList.toggle("printing", on);
  if (on && state.view === "table") { rowsShown = 5000; fillTable(); }
  if (!network) return;
  readPalette();
  redraw();
  network.redraw();
}

function listenToCanvas() {
  network.on("click", ({ nodes, edges, pointer }) => {
    const text = writtenAt(pointer.canvas);
    if (!whole) return;
    if (nodes.length) selectNode(nodes[0], { move: false });
    else if (text) (text.kind === "words" ? selectEdge : selectNode)(text.id, { move: false });
    else if (edges.length) selectEdge(edges[0], { move: false });
    else closePanel();
  });
  network.on("doubleClick", ({ nodes, pointer }) => {
    const text = pointer && writtenAt(pointer.canvas);
    if (whole) setFocus(nodes.length ? nodes[0] : text && text.kind !== "words" ? text.id : null);
  });
}

async function complete() {
  await unpack();
  document.querySelector("main").classList.remove("loading");
  byId("search").disabled = byId("show-table").disabled = false;
  byId("evidence").replaceChildren(...welcome());
  startFacets();
  showTime();
  startTable();
  startSearch();
  version += 1;
  if (network) { tellShown(); network.redraw(); } else showView("table");
  restore();
}

async function begin() {
  if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  await new Promise((done) => setTimeout(done, 30)); // so that the first drawing is seen before the rest is unpacked
  if (typeof DecompressionStream === "undefined") {
    tell("This browser is too old to unpack the claims: it takes Chrome 80, Firefox 113, Safari 16.4 or later.");
    return false;
  }
  await complete();
  performance.mark("complete");
  return true;
}

listen();
listenToFacets();
listenToTime();
listenToSaving();
try {
  startDrawing();
  listenToCanvas();
  tellShown();
} catch (error) {
  network = null;
  byId("show-map").disabled = true;
  byId("show-map").title = `The map cannot be drawn here: ${error.message}`;
}

window.rightsgraph = Object.freeze({
  ready: begin(), selectEdge, selectClaim, fit, network, loadLayout, csv: csvText, svg: svgText,
  selectEntity: (id) => numbers.has(id) && selectNode(numbers.get(id)),
  expand: (id) => expand(numbers.get(id)),
  drawn: () => [...drawn.keys()].map((node) => data.nodes[node].id),
  words: () => written.filter((item) => item.kind === "words").map((item) => [item.id, item.text]),
  names: () => written.filter((item) => item.kind === "name").map((item) => [data.nodes[item.id].id, item.text, item.box]),
  place: (id) => { const { x, y } = network.canvasToDOM(network.getPosition(numbers.get(id))); return [x, y]; },
});
