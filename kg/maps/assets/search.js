// Find any entity by label or alias, also one that is not drawn.
const FOUND = 12;
let active = -1;
let hits = [];
let names = null;

function startSearch() {
  const box = byId("search");
  box.addEventListener("input", () => listFound(box.value));
  box.addEventListener("focus", () => listFound(box.value));
  box.addEventListener("blur", () => setTimeout(closeFound, 150));
  box.addEventListener("keydown", searchKey);
}

function found(query) {
  names = names || data.nodes.map((node) => [node.label, ...node.aliases].map(folded));
  const wanted = folded(query.trim());
  if (!wanted) return [];
  const score = (all) => (all[0] === wanted ? 0 : all.includes(wanted) ? 1 : all[0].startsWith(wanted) ? 2
    : all[0].includes(` ${wanted}`) ? 3 : all[0].includes(wanted) ? 4 : all.some((name) => name.includes(wanted)) ? 5 : 9);
  return data.nodes.map((node, index) => [score(names[index]), node]).filter(([points]) => points < 9)
    .sort((a, b) => a[0] - b[0] || b[1].degree - a[1].degree).slice(0, FOUND).map(([, node]) => node);
}

function listFound(query) {
  hits = found(query);
  active = hits.length ? 0 : -1;
  const options = hits.map((node, index) => element("li",
    { role: "option", id: `found-${index}`, onmousedown: (event) => { event.preventDefault(); take(index); } },
    typeMark(node.type), element("bdi.label", null, labelOf(node.id)),
    element("span.count", null, drawn.has(node.id) ? plural(node.degree, "tie", "ties") : `${plural(node.degree, "tie", "ties")}, not drawn`)));
  byId("found").replaceChildren(...options, ...(query.trim() && !hits.length ? [element("li.none", null, "No such name")] : []));
  byId("found").hidden = !query.trim();
  byId("search").setAttribute("aria-expanded", String(Boolean(query.trim())));
  markActive();
}

function markActive() {
  byId("found").querySelectorAll("[role=option]").forEach((item, index) => {
    item.setAttribute("aria-selected", String(index === active));
    if (index === active) item.scrollIntoView({ block: "nearest" });
  });
  if (active >= 0) byId("search").setAttribute("aria-activedescendant", `found-${active}`);
  else byId("search").removeAttribute("aria-activedescendant");
}

function searchKey(event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (byId("found").hidden) listFound(byId("search").value);
    else if (hits.length) active = (active + (event.key === "ArrowDown" ? 1 : hits.length - 1)) % hits.length;
    markActive();
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    take(active);
  } else if (event.key === "Escape" && !byId("found").hidden) {
    event.stopPropagation();
    closeFound();
  }
}

function take(index) {
  const node = hits[index];
  byId("search").value = node.label;
  closeFound();
  selectEntity(node.id);
}

function closeFound() {
  byId("found").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}
