// The side panel: the passages behind what was chosen.
const CARDS = 40;

function showPanel(...children) {
  byId("evidence").replaceChildren(...children.filter(Boolean));
  byId("panel").classList.add("open");
  byId("panel").scrollTop = 0;
}

function closePanel() {
  byId("panel").classList.remove("open");
  byId("evidence").replaceChildren(...welcome());
  Object.assign(state, { node: null, edge: null, claim: null });
  remember();
  if (!network) return;
  network.unselectAll();
  single(null);
}

function welcome() {
  const best = data.nodes.filter((node) => node.degree && node.named).sort((a, b) => b.degree - a.degree).slice(0, 10);
  return [
    element("p.hint", null, "Choose a name or a line to read the sentences behind it. Double-click a name to draw its neighbours and see only those; Escape shows all."),
    best.length ? element("h2", null, "Most connected") : null,
    element("ol.best", null, ...best.map((node) =>
      element("li", null, nameButton(node.index), element("span.count", null, plural(node.degree, "tie", "ties"))))),
  ].filter(Boolean);
}

function nameButton(node) {
  return element("button.name", { type: "button", onclick: () => selectNode(node) }, typeMark(typeOf(node)), bdi(labelOf(node)));
}

function nodePanel(node) {
  const also = node.aliases.filter((alias) => alias !== node.label);
  const left = missing(node.index).length, shown = claimsOf[node.index].filter(claimShown);
  const button = (words, act, more = {}) => element("button.plain", { type: "button", onclick: act, ...more }, words);
  const expandMore = left ? button(`Draw ${Math.min(left, NEIGHBOURS)}${left > NEIGHBOURS ? ` of ${left}` : ""} more neighbours`, () => { expand(node.index); selectNode(node.index); }) : null;
  const acts = network ? element("div.acts", null, expandMore,
    button(state.focus === node.index ? "Show the others too" : "Only its neighbours", () => { setFocus(state.focus === node.index ? null : node.index); selectNode(node.index); }),
    button(pinned.has(node.index) ? "Unpin" : "Pin", () => { pin(node.index); selectNode(node.index, { move: false }); }, { "aria-pressed": String(pinned.has(node.index)) })) : null;
  const facts = element("dl", null,
    ...fact("Role, in the sources' words", node.roles), ...fact("Also called", also),
    ...fact("Mentioned", [`${plural(node.mentions, "time", "times")} in ${plural(node.documents.length, "document", "documents")}`]),
    ...(node.named ? [] : fact("Name", ["No text gives one; the same words in another document may be others."])));
  return [element("p.kind", null, typeMark(node.type), TYPE_NAMES[node.type]), element("h2", { dir: "auto" }, labelOf(node.index)), facts,
    data.pages ? element("p", null, element("a", { href: pageOf("entity", node.id) }, "All that the graph holds of it")) : null, acts,
    ...cards(shown, claimsOf[node.index].length)];
}

function pin(node) {
  if (!pinned.delete(node)) pinned.add(node);
  version += 1;
  network.redraw();
  tellPinned();
}

function edgePanel(edge) {
  return [element("p.kind", null, stanceMark(edge.stance), STANCE_NAMES[edge.stance]),
    element("h2", null, bdi(labelOf(edge.from)), " ", bdi(edge.label), " ", bdi(labelOf(edge.to)),
      edge.stance === "asserted" ? "" : element("span.how", null, ` (${edge.stance})`)), ...cards(edge.claims.filter(claimShown), edge.claims.length)];
}

// Where a page of kg serve lies, beside which the map is then shown.
const pageOf = (kind, id) => `/${kind}/${encodeURIComponent(id).replace(/%3A/g, ":")}`;

const fact = (name, values) => (values.length
  ? [element("dt", null, name), element("dd", null, ...values.map((value) => element("div", { dir: "auto" }, value)))] : []);

function cards(indexes, of = indexes.length) {
  const some = indexes.length < of ? `${indexes.length.toLocaleString("en")} of ${plural(of, "claim", "claims")} fit your choice` : plural(of, "claim", "claims");
  const list = element("div.cards", null, ...indexes.slice(0, CARDS).map(card));
  if (indexes.length <= CARDS) return [element("h3", null, some), list];
  const more = element("button.plain", { type: "button", onclick: () => {
    list.append(...indexes.slice(CARDS).map(card));
    more.remove();
  } }, `Show ${(indexes.length - CARDS).toLocaleString("en")} more`);
  return [element("h3", null, some), list, more];
}

function card(index) {
  const claim = data.claims[index], page = documentOf(claim);
  const what = claim.object >= 0 ? nameButton(claim.object) : element("b", { dir: "auto" }, claim.value);
  return element("article", { "data-claim": claim.id },
    element(`p.stance.${claim.stance}`, null, stanceMark(claim.stance), stanceWords(claim)),
    element("p.says", null, nameButton(claim.subject), " ", bdi(wordsOf(claim)), " ", what),
    element("blockquote", { dir: "auto" }, ...markedQuote(claim)),
    element("dl", null,
      ...(claim.by.length ? [element("dt", null, "Said by"), element("dd", null, ...speakers(claim))] : fact("Said by", [["alleged", "denied"].includes(claim.stance) ? "somebody whom the program did not make out" : "the document itself"])),
      ...fact("When", [[dates(claim.date), claim.when && `“${claim.when}”`].filter(Boolean).join(" · ")].filter(Boolean)),
      ...(claim.place >= 0 ? [element("dt", null, "Where"), element("dd", null, nameButton(claim.place))] : []),
      ...(data.pages && page.id ? [element("dt", null, "Document"), element("dd", { dir: "auto" },
        element("a", { href: `${pageOf("document", page.id)}?at=claim-${claim.id}#picked` }, page.title))] : fact("Document", page.title ? [page.title] : [])),
      ...fact("Published", [[page.publisher, page.date].filter(Boolean).join(", ")].filter(Boolean)),
      ...fact("Source", page.source && page.source !== page.title ? [page.source] : [])),
    whyHere(claim));
}

function whyHere(claim) {
  return element("details.why", null, element("summary", null, "Why is this here?"),
    element("p", null, data.reasons[claim.reason]),
    data.stance_reasons[claim.stance] ? element("p", null, data.stance_reasons[claim.stance]) : "",
    element("p", null, `About ${claim.confidence} of 100 claims that are read like this one are what their passage says. Whether it is true is another question.`),
    element("dl", null, ...fact("Place in the text", [`characters ${claim.start.toLocaleString("en")} to ${(claim.start + claim.end).toLocaleString("en")}`]),
      ...fact("Document id", [documentOf(claim).id].filter(Boolean)),
      element("dt", null, "Name in the graph"), element("dd", null, element("code", null, iriOf(claim)))),
    data.pages ? element("p", null, element("a", { href: pageOf("claim", claim.id) }, "The passage in its document")) : "",
    element("p", null, element("a", { href: `#claim=${encodeURIComponent(claim.id)}`, onclick: (event) => {
      event.preventDefault(); // inside another page the address would be that page's
      selectClaim(claim.id);
    } }, "Link to this claim in this file")));
}

function speakers(claim) {
  return claim.by.flatMap((node, place) => (place ? [", citing ", nameButton(node)] : [nameButton(node)]));
}

function stanceWords(claim) {
  const odd = claim.polarity === "negated" && claim.stance !== "negated" ? ", negated" : "";
  const how = claim.stance === "negated" && claim.modality !== "asserted" ? ` (${claim.modality})` : odd;
  return STANCE_NAMES[claim.stance] + how + (claim.legal ? `; legal status: ${claim.legal}` : "");
}

// The quote with the words of subject and object marked.
function markedQuote(claim) {
  const quote = data.passages[claim.passage], parts = [];
  const marks = [["subject", claim.subject_mark, claim.subject_mark_size], ["object", claim.object_mark, claim.object_mark_size]]
    .filter(([, start]) => start >= 0).sort((a, b) => a[1] - b[1]);
  let at = 0;
  for (const [role, start, size] of marks) {
    parts.push(quote.slice(at, start), element(`mark.${role}`, null, quote.slice(start, start + size)));
    at = start + size;
  }
  return [...parts, quote.slice(at)];
}
