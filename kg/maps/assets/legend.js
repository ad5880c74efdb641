// The legend, which filters too: what is switched off leaves map and table alike.
const filters = { types: new Set(), stances: new Set(), predicate: "" };
const PATHS = {
  Person: "M8 2a6 6 0 1 0 .01 0z", Organization: "M3 3h10v10H3z", Group: "M4.5 2.2h7L15 8l-3.5 5.8h-7L1 8z",
  Place: "M8 1l7 7-7 7-7-7z", Event: "M8 .8l2 5h5.2l-4.2 3.3 1.6 5.3L8 11.2l-4.6 3.2L5 9.1.8 5.8H6z",
  Document: "M1.5 3h13L8 14z", "": "M8 2l6.5 11h-13z",
};

const predicateKey = (item) => JSON.stringify([item.predicate, item.open]);
const typeShown = (id) => !id || !filters.types.has(nodesById.get(id).type);
const passes = (item) => !filters.stances.has(item.stance) && (!filters.predicate || filters.predicate === predicateKey(item));
const edgeShown = (edge) => passes(edge);
const claimShown = (claim) => passes(claim) && typeShown(claim.subject) && typeShown(claim.object);

function typeMark(type) {
  const mark = svg("svg", { viewBox: "0 0 16 16", class: `mark ${type.toLowerCase() || "unknown"}`, "aria-hidden": "true" });
  mark.append(svg("path", { d: PATHS[type] }));
  return mark;
}

function stanceMark(stance) {
  const mark = svg("svg", { viewBox: "0 0 44 10", class: `line ${stance}`, "aria-hidden": "true" });
  mark.append(svg("path", { d: "M1 5h36", class: "stroke", "stroke-dasharray": DASHES[stance].join(" ") || "none" }),
    svg("path", { d: "M36 1.5L43 5l-7 3.5z", class: "head" }));
  return mark;
}

function startLegend() {
  const count = (items, key) => items.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) || 0) + 1), new Map());
  const types = count(data.nodes, "type"), stances = count(data.claims, "stance");
  byId("types").replaceChildren(...data.types.map((type) =>
    toggle(filters.types, type, typeMark(type), TYPE_NAMES[type], types.get(type))));
  byId("stances").replaceChildren(...data.stances.map((stance) =>
    toggle(filters.stances, stance, stanceMark(stance), STANCE_NAMES[stance], stances.get(stance))));
  byId("open-hint").hidden = !data.claims.some((claim) => claim.open);
  fillPredicates();
  byId("predicate").addEventListener("change", (event) => { filters.predicate = event.target.value; refilter(); });
  if (matchMedia("(max-width: 760px)").matches) byId("legend").open = false;
}

function toggle(hidden, key, mark, name, count) {
  const button = element("button.toggle", { type: "button", "aria-pressed": "true", onclick: () => {
    if (!hidden.delete(key)) hidden.add(key);
    button.setAttribute("aria-pressed", String(!hidden.has(key)));
    refilter();
  } }, mark, element("span.label", null, name), element("span.count", null, count.toLocaleString("en")));
  return element("li", null, button);
}

function fillPredicates() {
  const kinds = new Map();
  data.claims.forEach((claim) => {
    const kind = kinds.get(predicateKey(claim)) || { words: claim.open ? `“${claim.label}”` : claim.label, open: claim.open, count: 0 };
    kind.count += 1;
    kinds.set(predicateKey(claim), kind);
  });
  const sorted = [...kinds].sort(([, a], [, b]) => a.open - b.open || (a.words < b.words ? -1 : 1));
  byId("predicate").append(...sorted.map(([key, kind]) => element("option", { value: key }, `${kind.words} (${kind.count})`)));
}

function refilter() {
  rowsShown = ROWS;
  redraw();
  fillTable();
}

function resetFilters() {
  filters.types.clear();
  filters.stances.clear();
  filters.predicate = byId("predicate").value = "";
  document.querySelectorAll(".toggle").forEach((button) => button.setAttribute("aria-pressed", "true"));
  focusOn = null;
  refilter();
  tellDrawn();
}
