// Files of what is seen: the claims as a table, and the places that were given by hand; pictures are in picture.js. Nothing is kept
// in the browser.
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

// A cell that a spreadsheet would take for a formula gets an apostrophe before it.
function csvCell(text) {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function csvText() {
  const rows = seenClaims().map((index) => CSV.map(([, of]) => csvCell(of(data.claims[index]))).join(","));
  return `\ufeff${[CSV.map(([name]) => name).join(","), ...rows].join("\r\n")}\r\n`;
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
