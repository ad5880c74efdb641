// The side panel: the passages behind what was chosen.
const CARDS = 40;

function showPanel(...children) {
  byId("evidence").replaceChildren(...children);
  byId("panel").classList.add("open");
  byId("panel").scrollTop = 0;
}

function closePanel() {
  byId("panel").classList.remove("open");
  byId("evidence").replaceChildren(...welcome());
  if (!network) return;
  network.unselectAll();
  choose(null);
}

function welcome() {
  const best = data.nodes.filter((node) => node.degree).sort((a, b) => b.degree - a.degree).slice(0, 8);
  return [
    element("p.hint", null, "Choose a name or a line to read the sentences behind it. Double-click a name to see only its neighbours; Escape shows all."),
    best.length ? element("h2", null, "Most connected") : null,
    element("ol.best", null, ...best.map((node) =>
      element("li", null, nameButton(node.id), element("span.count", null, String(node.degree))))),
  ].filter(Boolean);
}

function nameButton(id) {
  if (!nodesById.has(id)) return bdi(labelOf(id));
  return element("button.name", { type: "button", onclick: () => selectEntity(id) }, typeMark(nodesById.get(id).type), bdi(labelOf(id)));
}

function entityPanel(node) {
  const also = node.aliases.filter((alias) => alias !== node.label);
  const facts = element("dl", null,
    ...fact("Role, in the sources' words", node.roles), ...fact("Also called", also),
    ...fact("Mentioned", [`${plural(node.mentions, "time", "times")} in ${plural(node.documents.length, "document", "documents")}`]));
  return [element("p.kind", null, typeMark(node.type), TYPE_NAMES[node.type]), element("h2", { dir: "auto" }, labelOf(node.id)), facts,
    ...cards(claimsOf.get(node.id))];
}

function edgePanel(edge) {
  return [element("p.kind", null, stanceMark(edge.stance), STANCE_NAMES[edge.stance]),
    element("h2", null, bdi(labelOf(edge.from)), " ", bdi(edge.open ? `“${edge.label}”` : edge.label), " ", bdi(labelOf(edge.to)),
      edge.stance === "asserted" ? "" : element("span.how", null, ` (${edge.stance})`)), ...cards(edge.claims)];
}

const fact = (name, values) => (values.length
  ? [element("dt", null, name), element("dd", null, ...values.map((value) => element("div", { dir: "auto" }, value)))] : []);

function cards(indexes) {
  const heading = element("h3", null, plural(indexes.length, "claim", "claims"));
  const list = element("div.cards", null, ...indexes.slice(0, CARDS).map(card));
  if (indexes.length <= CARDS) return [heading, list];
  const more = element("button.plain", { type: "button", onclick: () => {
    list.append(...indexes.slice(CARDS).map(card));
    more.remove();
  } }, `Show ${indexes.length - CARDS} more`);
  return [heading, list, more];
}

function card(index) {
  const claim = data.claims[index];
  const page = data.documents[claim.document];
  const what = claim.object ? nameButton(claim.object) : element("b", { dir: "auto" }, claim.value || "");
  return element("article", { "data-claim": claim.id },
    element(`p.stance.${claim.stance}`, null, stanceMark(claim.stance), stanceWords(claim)),
    element("p.says", null, nameButton(claim.subject), " ", bdi(claim.open ? `“${claim.label}”` : claim.label), " ", what),
    element("blockquote", { dir: "auto" }, ...markedQuote(claim)),
    element("dl", null,
      ...(claim.by.length ? [element("dt", null, "Said by"), element("dd", null, ...speakers(claim))] : fact("Said by", ["the document itself"])),
      ...fact("When", [[dates(claim.date), claim.when && `“${claim.when}”`].filter(Boolean).join(" · ")].filter(Boolean)),
      ...(claim.place ? [element("dt", null, "Where"), element("dd", null, nameButton(claim.place))] : []),
      ...fact("Document", page ? [page.title] : []),
      ...fact("Published", page ? [[page.publisher, page.date].filter(Boolean).join(", ")].filter(Boolean) : []),
      ...fact("Source", page && page.source && page.source !== page.title ? [page.source] : []),
      ...fact("Characters", [`${claim.start}–${claim.end}`]),
      ...fact("Confidence that the passage says this", [`${Math.round(claim.confidence * 100)} %`])));
}

function speakers(claim) {
  return claim.by.flatMap((id, place) => (place ? [", citing ", nameButton(id)] : [nameButton(id)]));
}

function stanceWords(claim) {
  const said = STANCE_NAMES[claim.stance];
  const odd = claim.polarity === "negated" && claim.stance !== "negated" ? ", negated" : "";
  return said + (claim.stance === "negated" && claim.modality !== "asserted" ? ` (${claim.modality})` : odd);
}

// The quote with the words of subject and object marked.
function markedQuote(claim) {
  const quote = data.passages[claim.passage];
  const parts = [];
  let at = 0;
  for (const [start, end, role] of claim.marks) {
    parts.push(quote.slice(at, start), element(`mark.${role === "s" ? "subject" : "object"}`, null, quote.slice(start, end)));
    at = end;
  }
  return [...parts, quote.slice(at)];
}
