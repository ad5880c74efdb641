// Start the page and choose things in it. For tests and for those who script the page, window.rightsgraph offers
// selectEntity(id), selectEdge(index), selectClaim(id), fit(), place(id) -> [x, y] on the canvas element in CSS pixels,
// drawn() -> ids, words() -> [edge index, words] of the lines whose words are written now, and network, vis-network's own object, or null where no canvas could be made.
function selectEntity(id, { move = true } = {}) {
  if (!nodesById.has(id)) return false;
  if (network) {
    if (filters.types.has(nodesById.get(id).type)) resetFilters();
    addEntity(id);
    if (focusOn !== null && !near(focusOn).has(id)) setFocus(null);
    choose(edgesOf.get(id), id);
    network.selectNodes([id]);
  }
  showPanel(...entityPanel(nodesById.get(id)));
  if (move) moveTo([id, ...near(id)]);
  return true;
}

function selectEdge(index, { move = true } = {}) {
  const edge = data.edges[index];
  if (!edge) return false;
  if (network) {
    [edge.from, edge.to].forEach(addEntity);
    choose([edge]);
    network.setSelection({ nodes: [], edges: [index] }, { highlightEdges: false });
  }
  showPanel(...edgePanel(edge));
  if (move) moveTo([edge.from, edge.to]);
  return true;
}

// Show one claim, its line on the map marked where it has one.
function selectClaim(id) {
  const index = claimsById.get(id);
  if (index === undefined) return false;
  const claim = data.claims[index];
  const edge = claim.object ? data.edges.find((one) => one.claims.includes(index)) : null;
  if (edge) selectEdge(edge.id);
  else selectEntity(claim.subject);
  showPanel(...cards([index]));
  return true;
}

function showView(name) {
  for (const view of ["map", "table"]) {
    byId(`${view}-view`).hidden = view !== name;
    byId(`show-${view}`).setAttribute("aria-pressed", String(view === name));
  }
  document.querySelector("main").classList.toggle("tabular", name === "table");
  if (name === "table") fillTable();
  else if (network) { network.setSize("100%", "100%"); network.redraw(); }
}

function tellDrawn() {
  const tied = data.nodes.filter((node) => node.degree && !drawn.has(node.id)).length;
  const alone = data.nodes.filter((node) => !node.degree && !drawn.has(node.id)).length;
  const parts = [];
  if (focusOn !== null) parts.push(`Neighbours of ${labelOf(focusOn)}. Escape shows all.`);
  if (tied) parts.push(`${plural(tied, "entity", "entities")} with fewer ties not drawn.`);
  if (alone) parts.push(`${plural(alone, "entity has", "entities have")} no tie and ${alone === 1 ? "is" : "are"} not drawn.`);
  if (tied || alone) parts.push("The search finds them.");
  if (inSight && focusOn === null) parts.unshift(inSight);
  const text = parts.join(" ");
  if (text === byId("notice-text").textContent) return;
  byId("notice-text").textContent = text;
  byId("notice").hidden = !text;
}

function zoom(factor) {
  network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * factor)), animation: still() ? false : { duration: 150 } });
}

function fit() {
  if (!network) return;
  frame([...drawn.keys()], { animated: true });
  inSight = "";
  tellDrawn();
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
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "Escape") {
      if (focusOn !== null) setFocus(null);
      else closePanel();
    }
  });
}

startLegend();
startTable();
startSearch();
listen();
byId("evidence").replaceChildren(...welcome());
try {
  startDrawing();
  tellDrawn();
} catch (error) {
  network = null;
  byId("show-map").disabled = true;
  byId("show-map").title = `The map cannot be drawn here: ${error.message}`;
  showView("table");
}

window.rightsgraph = Object.freeze({
  selectEntity, selectEdge, selectClaim, fit, network,
  drawn: () => [...drawn.keys()],
  words: () => written.filter((item) => item.edge).map((item) => [item.id, item.text]),
  place: (id) => { const { x, y } = network.canvasToDOM(network.getPosition(id)); return [x, y]; },
});
