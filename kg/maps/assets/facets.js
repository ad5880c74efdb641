// The legend, which filters too: what is chosen stays, on the map all else fades, and the table leaves it out.
const SHORT = 7; // values of a facet that are listed at once
const PATHS = {
  Person: "M8 2a6 6 0 1 0 .01 0z", Organization: "M3 3h10v10H3z", Group: "M4.5 2.2h7L15 8l-3.5 5.8h-7L1 8z",
  Place: "M8 1l7 7-7 7-7-7z", Event: "M8 .8l2 5h5.2l-4.2 3.3 1.6 5.3L8 11.2l-4.6 3.2L5 9.1.8 5.8H6z",
  Document: "M1.5 3h13L8 14z", "": "M8 2l6.5 11h-13z",
};
const HEADS = { // at the end of a line: drawn here as vis-network draws them
  arrow: "M36 1.5L43 5l-7 3.5z", vee: "M35 1.5L43 5l-8 3.5L38 5z", circle: "M40 2a3 3 0 1 0 .01 0z", bar: "M40 0h2.5v10H40z",
};
const asked = {}; // what is typed into a facet's box
const open = new Set(); // facets that show all their values
let counts = null; // by facet, how many claims (entities, for types) have each value

function typeMark(type) {
  return svg("svg", { viewBox: "0 0 16 16", class: `mark ${type.toLowerCase() || "unknown"}`, "aria-hidden": "true" }, svg("path", { d: PATHS[type] }));
}

function stanceMark(stance) {
  return svg("svg", { viewBox: "0 0 44 10", class: `line ${stance}`, "aria-hidden": "true" },
    svg("path", { d: "M1 5h36", class: "stroke", "stroke-dasharray": DASHES[stance].join(" ") || "none" }),
    svg("path", { d: HEADS[ARROWS[stance]], class: "head" }));
}

function countFacets() {
  counts = Object.fromEntries(FACETS.map((name) => [name, new Map()]));
  const add = (name, value) => counts[name].set(value, (counts[name].get(value) || 0) + 1);
  first.types.forEach((type) => counts.type.set(type, 0));
  first.stances.forEach((stance) => counts.stance.set(stance, 0));
  data.nodes.forEach((node) => add("type", node.type));
  data.claims.forEach((claim) => {
    add("family", familyOf(claim));
    add("stance", claim.stance);
    add("document", claim.document);
    (claim.by.length ? new Set(claim.by) : [NO_SPEAKER]).forEach((one) => add("speaker", one));
  });
}

const SHOWN_AS = {
  type: (type) => [typeMark(type), TYPE_NAMES[type]],
  stance: (stance) => [stanceMark(stance), STANCE_NAMES[stance]],
  family: (family) => ["", family],
  speaker: (node) => ["", node === NO_SPEAKER ? "The document itself" : labelOf(node)],
  document: (number) => ["", data.documents[number] ? data.documents[number].title : "Not known"],
};

function startFacets() {
  counts || countFacets();
  FACETS.forEach(fillFacet);
  byId("unnamed").checked = state.unnamed;
  byId("unnamed-row").hidden = !first.unnamed;
  byId("unnamed-count").textContent = first.unnamed.toLocaleString("en");
  byId("regions").checked = state.regions;
  byId("open-hint").hidden = !data.predicates.some((one) => one.open);
}

function fillFacet(name) {
  const keepOrder = name === "type" || name === "stance", chosen = state.chosen[name];
  const all = [...counts[name]].map(([value, count]) => [value, count, SHOWN_AS[name](value)]);
  if (!keepOrder) all.sort((a, b) => b[1] - a[1] || (a[2][1] < b[2][1] ? -1 : 1));
  const wanted = folded(asked[name] || "");
  const found = wanted ? all.filter(([value, , [, label]]) => folded(label).includes(wanted) || chosen.has(value)) : all;
  const few = keepOrder || open.has(name) ? found.slice(0, 200) : found.filter(([value], place) => place < SHORT || chosen.has(value));
  const items = few.map(([value, count, [mark, label]]) => element("li", null, toggleButton(chosen.has(value),
    [mark, element("bdi.label", { title: upright(label) }, label), element("span.count", null, count.toLocaleString("en"))],
    (event) => { choose(name, value); focusAgain(name, event.currentTarget); })));
  const more = found.length - few.length;
  const long = all.length > SHORT;
  byId(`facet-${name}`).classList.toggle("chosen", chosen.size > 0);
  byId(`facet-${name}-list`).replaceChildren(...items);
  if (keepOrder) return;
  byId(`facet-${name}-find`).hidden = !(long && (open.has(name) || all.length > 3 * SHORT));
  byId(`facet-${name}-more`).hidden = !long || (!open.has(name) && more <= 0);
  byId(`facet-${name}-more`).textContent = open.has(name) ? "Fewer" : `${more.toLocaleString("en")} more`;
}

function focusAgain(name, button) {
  const label = button.querySelector(".label").textContent;
  const same = [...byId(`facet-${name}-list`).querySelectorAll("button")].find((one) => one.querySelector(".label").textContent === label);
  if (same) same.focus();
}

function choose(name, value) {
  if (!state.chosen[name].delete(value)) state.chosen[name].add(value);
  fillFacet(name);
  refilter();
}

function listenToFacets() {
  ["family", "speaker", "document"].forEach((name) => {
    byId(`facet-${name}-find`).addEventListener("input", (event) => { asked[name] = event.target.value; fillFacet(name); });
    byId(`facet-${name}-more`).addEventListener("click", () => { if (!open.delete(name)) open.add(name); fillFacet(name); });
  });
  byId("unnamed").addEventListener("change", (event) => { state.unnamed = event.target.checked; drawUnnamed(); redraw(); tellShown(); remember(); });
  byId("regions").addEventListener("change", (event) => { state.regions = event.target.checked; redraw(); remember(); });
  if (matchMedia("(max-width: 760px)").matches) byId("legend").open = false;
}

function resetFilters() {
  FACETS.forEach((name) => state.chosen[name].clear());
  Object.assign(state, { from: "", to: "", undated: "shown", focus: null });
  if (!whole) return;
  startFacets();
  showTime();
  refilter();
}
