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
  return data.nodes.map((node) => [score(names[node.index]), node]).filter(([points]) => points < 9)
    .sort((a, b) => a[0] - b[0] || b[1].named - a[1].named || b[1].degree - a[1].degree).slice(0, FOUND).map(([, node]) => node);
}

function listFound(query) {
  hits = found(query);
  active = hits.length ? 0 : -1;
  const wanted = folded(query.trim());
  const options = hits.map((node, place) => {
    const alias = names[node.index][0].includes(wanted) ? "" : node.aliases.find((one) => folded(one).includes(wanted)) || "";
    return element("li", { role: "option", id: `found-${place}`, onmousedown: (event) => { event.preventDefault(); take(place); } },
      typeMark(node.type), element("span.label", null, bdi(labelOf(node.index)), alias ? element("span.also", null, " also ", bdi(alias)) : ""),
      element("span.count", null, plural(node.degree, "tie", "ties") + (drawn.has(node.index) ? "" : ", not drawn")));
  });
  byId("found").replaceChildren(...options);
  byId("none").hidden = !(query.trim() && !hits.length);
  byId("found").hidden = !hits.length;
  byId("search").setAttribute("aria-expanded", String(hits.length > 0));
  markActive();
}

function markActive() {
  byId("found").querySelectorAll("[role=option]").forEach((item, place) => {
    item.setAttribute("aria-selected", String(place === active));
    if (place === active) item.scrollIntoView({ block: "nearest" });
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

function take(place) {
  const node = hits[place];
  byId("search").value = node.label;
  closeFound();
  selectNode(node.index);
}

function closeFound() {
  byId("found").hidden = true;
  byId("none").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
}
