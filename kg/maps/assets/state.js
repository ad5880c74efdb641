// What is looked at and how. It stands in the address after the #, so that a link to it is all that need be kept.
const FACETS = ["type", "family", "stance", "speaker", "document"];
const state = { view: "map", node: null, edge: null, claim: null, focus: null, unnamed: false, regions: true,
  from: "", to: "", undated: "shown", chosen: Object.fromEntries(FACETS.map((name) => [name, new Set()])) };
let passing = null; // by claim, whether it is among what is looked at; null while all are
let restoring = false;

const filtered = () => FACETS.some((name) => state.chosen[name].size) || Boolean(state.from || state.to) || state.undated === "hidden";
const familyOf = (claim) => data.predicates[claim.predicate].family;
const typeOf = (node) => data.nodes[node].type;

// Several values of one facet widen it, several facets narrow one another.
function passes(claim) {
  const { type, family, stance, speaker, document } = state.chosen;
  if (type.size && !(type.has(typeOf(claim.subject)) && (claim.object < 0 || type.has(typeOf(claim.object))))) return false;
  if (family.size && !family.has(familyOf(claim))) return false;
  if (stance.size && !stance.has(claim.stance)) return false;
  if (speaker.size && !(claim.by.length ? claim.by.some((one) => speaker.has(one)) : speaker.has(NO_SPEAKER))) return false;
  if (document.size && !document.has(claim.document)) return false;
  return inTime(claim);
}

function dateOf(claim) {
  return claim.date || (state.undated === "published" ? documentOf(claim).date : "");
}

function inTime(claim) {
  const date = dateOf(claim);
  if (!date) return state.undated !== "hidden";
  if (!state.from && !state.to) return true;
  const [start, end = start] = date.split("/");
  return (!state.from || end >= state.from) && (!state.to || start <= state.to);
}

const claimShown = (claim) => !passing || passing[claim] === 1;
const edgeShown = (edge) => !passing || !edge.claims || edge.claims.some(claimShown);
const shownCount = (edge) => (passing && edge.claims ? edge.claims.filter(claimShown).length : edge.count);
function nodeShown(node) {
  if (!passing) return true;
  if (state.chosen.type.size && !state.chosen.type.has(typeOf(node))) return false;
  return claimsOf[node].some(claimShown);
}

function refilter() {
  passing = whole && filtered() ? Uint8Array.from(data.claims, passes) : null;
  redraw();
  fillTable();
  tellShown();
  remember();
}

const remember = after(250, () => {
  if (restoring || !whole) return;
  const text = fragment();
  if (text === location.hash.slice(1)) return;
  try {
    history.replaceState(null, "", text ? `#${text}` : "#");
  } catch (error) {
    if (error.name !== "SecurityError") throw error; // a page inside another may have no address of its own
  }
});

function fragment() {
  const parts = new URLSearchParams();
  const ids = { type: (value) => value || "-", family: String, stance: String, speaker: (node) => (node === NO_SPEAKER ? "-" : data.nodes[node].id),
    document: (number) => data.documents[number].id };
  if (state.view !== "map") parts.set("view", state.view);
  if (state.claim !== null) parts.set("claim", data.claims[state.claim].id);
  else if (state.edge !== null) ["from", "to", "stance"].forEach((name) =>
    parts.set(`line-${name}`, name === "stance" ? data.edges[state.edge].stance : data.nodes[data.edges[state.edge][name]].id));
  else if (state.node !== null) parts.set("entity", data.nodes[state.node].id);
  if (state.focus !== null) parts.set("around", data.nodes[state.focus].id);
  FACETS.forEach((name) => state.chosen[name].forEach((value) => parts.append(name, ids[name](value))));
  if (state.from) parts.set("since", state.from);
  if (state.to) parts.set("until", state.to);
  if (state.undated !== "shown") parts.set("undated", state.undated);
  if (state.unnamed) parts.set("unnamed", "1");
  if (!state.regions) parts.set("communities", "0");
  added.forEach((node) => parts.append("with", data.nodes[node].id));
  if (network && looked) parts.set("at", looked.map(String).join(","));
  return parts.toString();
}

// Bring back what an address says; what it names and this page does not have is left out.
function restore() {
  const parts = new URLSearchParams(location.hash.slice(1));
  if (!parts.size) return;
  restoring = true;
  const known = (id) => (numbers.has(id) ? numbers.get(id) : null);
  const documents = new Map(data.documents.map((one) => [one.id, one.index]));
  const read = { type: (id) => (id === "-" ? "" : id), family: String, stance: String,
    speaker: (id) => (id === "-" ? NO_SPEAKER : known(id)), document: (id) => (documents.has(id) ? documents.get(id) : null) };
  FACETS.forEach((name) => { state.chosen[name] = new Set(parts.getAll(name).map(read[name]).filter((value) => value !== null)); });
  const day = (name) => (/^\d{4}-\d\d-\d\d$/.test(parts.get(name) || "") ? parts.get(name) : "");
  Object.assign(state, { from: day("since"), to: day("until"), unnamed: parts.get("unnamed") === "1", regions: parts.get("communities") !== "0",
    undated: ["hidden", "published"].includes(parts.get("undated")) ? parts.get("undated") : "shown", focus: known(parts.get("around")) });
  parts.getAll("with").map(known).forEach((node) => node !== null && draw(node));
  if (state.focus !== null) draw(state.focus);
  drawUnnamed();
  startFacets();
  showTime();
  refilter();
  const line = ["from", "to", "stance"].map((name) => parts.get(`line-${name}`));
  const edge = data.edges.find((one) => data.nodes[one.from].id === line[0] && data.nodes[one.to].id === line[1] && one.stance === line[2]);
  if (parts.has("claim")) selectClaim(parts.get("claim"));
  else if (edge) selectEdge(edge.index);
  else if (known(parts.get("entity")) !== null) selectNode(known(parts.get("entity")));
  const at = (parts.get("at") || "").split(",").map(Number);
  if (network && at.length === 3 && at.every(Number.isFinite) && at[2] > 0) lookAt(...at);
  if (parts.get("view") === "table") showView("table");
  restoring = false;
}
