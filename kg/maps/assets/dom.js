// The data of the page, its indexes, and the one way to make elements: text is only ever set as text.
const data = JSON.parse(document.getElementById("data").textContent);
const nodesById = new Map(data.nodes.map((node) => [node.id, node]));
const claimsById = new Map(data.claims.map((claim, index) => [claim.id, index]));
const edgesOf = new Map(data.nodes.map((node) => [node.id, []]));
const claimsOf = new Map(data.nodes.map((node) => [node.id, []]));
data.edges.forEach((edge) => new Set([edge.from, edge.to]).forEach((id) => edgesOf.get(id).push(edge)));
data.claims.forEach((claim, index) =>
  new Set([claim.subject, claim.object]).forEach((id) => id && claimsOf.get(id).push(index)));

const TYPE_NAMES = { Person: "Person", Organization: "Organisation", Group: "Group", Place: "Place", Event: "Event",
  Document: "Document", "": "Not known" };
const STANCE_NAMES = { asserted: "Stated", alleged: "Alleged", planned: "Planned", requested: "Requested",
  hypothetical: "Hypothetical", denied: "Denied", negated: "Negated" };

const byId = (id) => document.getElementById(id);
const dates = (iso) => iso.replace("/", " – ");
const labelOf = (id) => (nodesById.has(id) ? nodesById.get(id).label || id : id || "");
const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// element("a.b", {attribute: value, onclick: f}, child, ...): strings become text nodes, never markup.
function element(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// What a document says is set apart from the words around it in its own direction of writing.
const bdi = (text) => element("bdi", null, text);

// The same letters whatever their case, accents or width.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function svg(name, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
