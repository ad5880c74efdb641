// The data of the page. What is drawn at first is there at once; the rest is unpacked after the first drawing.
const first = JSON.parse(document.getElementById("first").textContent);
const data = { nodes: rowsOf(first.nodes), edges: rowsOf(first.edges), claims: [], documents: [], passages: [], reasons: [], predicates: [] };
const numbers = new Map(); // of nodes by id
const edgesOf = []; // by node, of all edges
const claimsOf = []; // by node, as subject or object
const edgeOf = []; // by claim
const claimNumbers = new Map(); // by id
let whole = false; // whether all has been unpacked

const TYPE_NAMES = { Person: "Person", Organization: "Organization", Group: "Unnamed actor", Place: "Place", Event: "Event",
  Document: "Document", "": "Not known" };
const STANCE_NAMES = { asserted: "Stated", alleged: "Alleged", planned: "Planned", requested: "Requested",
  hypothetical: "Hypothetical", denied: "Denied", negated: "Negated" };
const NO_SPEAKER = -1; // the document itself

index();

// Columns to rows; a column with few values holds each once.
function rowsOf(table) {
  const names = Object.keys(table);
  if (!names.length) return [];
  const columns = names.map((name) => (Array.isArray(table[name]) ? table[name] : table[name].at.map((at) => table[name].of[at])));
  return columns[0].map((_, row) => {
    const made = { index: row };
    names.forEach((name, column) => { made[name] = columns[column][row]; });
    return made;
  });
}

function index() {
  data.nodes.forEach((node) => { numbers.set(node.id, node.index); edgesOf[node.index] = []; claimsOf[node.index] = []; });
  data.edges.forEach((edge) => {
    edgesOf[edge.from].push(edge);
    if (edge.to !== edge.from) edgesOf[edge.to].push(edge);
    (edge.claims || []).forEach((claim) => { edgeOf[claim] = edge; });
  });
  data.claims.forEach((claim) => {
    claimNumbers.set(claim.id, claim.index);
    new Set([claim.subject, claim.object]).forEach((node) => node >= 0 && claimsOf[node].push(claim.index));
  });
}

async function unpack() {
  const packed = Uint8Array.from(atob(byId("rest").textContent.trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
  const held = JSON.parse(await new Response(stream).text());
  const places = data.nodes;
  for (const [name, table] of Object.entries(held)) {
    data[name] = ["nodes", "edges", "claims", "documents", "predicates"].includes(name) ? rowsOf(table) : table;
  }
  places.forEach((node) => Object.assign(data.nodes[node.index], { x: node.x, y: node.y, community: node.community }));
  index();
  whole = true;
}

const labelOf = (node) => (data.nodes[node] ? data.nodes[node].label || data.nodes[node].id : "");
const dates = (iso) => iso.replace("/", " – ");
const wordsOf = (claim) => data.predicates[claim.predicate].label;
const objectWords = (claim) => (claim.object >= 0 ? labelOf(claim.object) : claim.value);
const documentOf = (claim) => data.documents[claim.document] || { title: "", date: "", publisher: "", source: "", id: "" };
const speakersOf = (claim) => claim.by.map(labelOf).join(", citing ");
const iriOf = (claim) => data.claim_iri + claim.id;

function near(node) {
  const found = new Set([node]);
  edgesOf[node].forEach((edge) => found.add(edge.from).add(edge.to));
  return found;
}
