// The rows of the table as a network: one column's values joined to another's. Text goes to the canvas as text only.
const byId = (id) => document.getElementById(id);
const MOST_NODES = 300;
const MOST_ROWS = 20;
const LONGEST = 40;
const MANY = 60; // from here on, marks begin on a spiral and are drawn together, since a better start takes too long
const SPACING = 60;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
const NAMED = 8; // so many names, those with the most rows, can be read at first sight
const LEGIBLE = { name: 12, mark: 4 }; // CSS pixels
const ROOM_FOR_NAMES = 0.84; // the scale that fits all marks, less what their names take
const STARTS = /^(subject|who|from|source|speaker|accuser|doer|perpetrator|person|a|s)$/i;
const ENDS = /^(object|whom|to|target|accused|victim|b|o)$/i;
const WORDS = /^(predicate|relation|what|act|kind|did|p)$/i;

const rows = [...document.querySelectorAll("#table-view tbody tr")];
const columns = [...document.querySelectorAll("#table-view thead th")].map((head) => head.textContent);
const short = (text) => (Array.from(text).length > LONGEST ? `${Array.from(text).slice(0, LONGEST - 1).join("")}…` : text);
const clean = (text) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\s]+/gu, " ").trim();
let network = null;

if (rows.length && columns.length > 1) start();

function start() {
  byId("views").hidden = false;
  const first = columns.findIndex((name) => STARTS.test(name));
  const from = first < 0 ? 0 : first;
  const last = columns.findIndex((name, at) => at !== from && ENDS.test(name));
  const words = columns.findIndex((name) => WORDS.test(name));
  byId("from").value = columns[from];
  byId("to").value = columns[last < 0 ? (from === 0 ? 1 : 0) : last];
  byId("words").value = words < 0 ? "" : columns[words];
  ["from", "to", "words"].forEach((id) => byId(id).addEventListener("change", draw));
  byId("show-table").addEventListener("click", () => show(false));
  byId("show-network").addEventListener("click", () => show(true));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => network && draw());
}

async function show(asNetwork) {
  byId("show-table").setAttribute("aria-pressed", String(!asNetwork));
  byId("show-network").setAttribute("aria-pressed", String(asNetwork));
  byId("table-view").hidden = asNetwork;
  byId("network-view").hidden = !asNetwork;
  if (!asNetwork || network) return;
  if (!window.vis) await load("/assets/vis-network.min.js");
  draw();
}

function load(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

// Nodes with the rows that name them, by number, since vis-network takes a name such as __proto__ for what it is in JavaScript; edges by both ends and the words, counted.
function gather() {
  const [from, to, words] = ["from", "to", "words"].map((id) => columns.indexOf(byId(id).value));
  const nodes = new Map(), edges = new Map();
  const node = (cell) => {
    const key = cell.querySelector("a") ? cell.querySelector("a").title : cell.textContent;
    if (!nodes.has(key)) nodes.set(key, { id: nodes.size, text: cell.textContent, rows: [] });
    return nodes.get(key);
  };
  for (const row of rows) {
    const [start, end] = [row.cells[from], row.cells[to]];
    if (!start.textContent || !end.textContent) continue;
    const [a, b] = [node(start), node(end)];
    a.rows.push(row);
    if (b !== a) b.rows.push(row);
    const said = words < 0 ? "" : row.cells[words].textContent, key = JSON.stringify([a.id, b.id, said]);
    if (!edges.has(key)) edges.set(key, { from: a.id, to: b.id, said, count: 0 });
    edges.get(key).count += 1;
  }
  return { nodes: [...nodes.values()].sort((a, b) => b.rows.length - a.rows.length), edges: [...edges.values()] };
}

function draw() {
  const { nodes, edges } = gather();
  const kept = nodes.slice(0, MOST_NODES), ids = new Set(kept.map((node) => node.id));
  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const font = { color: variable("ink"), face: "system-ui, sans-serif", strokeWidth: 3, strokeColor: variable("ground") };
  const ties = edges.filter((edge) => ids.has(edge.from) && ids.has(edge.to));
  byId("network-note").textContent = nodes.length > kept.length ? `${kept.length} of ${nodes.length} are shown, those with the most rows.`
    : `${nodes.length} joined by ${ties.length} ${ties.length === 1 ? "line" : "lines"}. Choose one to read its rows.`;
  if (network) network.destroy();
  byId("picked").replaceChildren();
  network = new window.vis.Network(byId("canvas"), {
    nodes: kept.map((node, place) => ({ id: node.id, ...(kept.length < MANY ? {} : spiral(place)), label: short(clean(node.text)), shape: "dot", size: markSize(node),
      font: { ...font, size: nameSize(node) },
      color: { background: variable("node"), border: variable("ground"),
        highlight: { background: variable("accent"), border: variable("ink") } } })),
    edges: ties.map((edge, id) => ({ id, from: edge.from, to: edge.to, arrows: "to", width: 1 + Math.min(3, Math.log2(edge.count)),
      label: [short(clean(edge.said)), edge.count > 1 ? `×${edge.count}` : ""].filter(Boolean).join(" ") || undefined,
      font: { ...font, size: 12, color: variable("muted") }, color: { color: variable("line"), highlight: variable("accent") } })),
  }, { layout: { randomSeed: 7, improvedLayout: kept.length < MANY }, interaction: { hover: false, keyboard: false, tooltipDelay: 1e6 },
    physics: { solver: "forceAtlas2Based", forceAtlas2Based: { gravitationalConstant: -60, centralGravity: kept.length < MANY ? 0.015 : 0.05, springLength: 110, avoidOverlap: 0.6 },
      stabilization: { iterations: 300, fit: true } } });
  network.once("stabilizationIterationsDone", () => {
    network.setOptions({ physics: false });
    network.fit();
    network.moveTo({ scale: network.getScale() * ROOM_FOR_NAMES });
    makeLegible(kept, font);
  });
  const known = new Map(kept.map((node) => [node.id, node]));
  network.on("click", ({ nodes: hit, edges: lines }) => {
    const ends = !hit.length && lines.length === 1 ? ties[lines[0]] : null;
    if (hit.length) tell(known.get(hit[0]).text, known.get(hit[0]).rows);
    else if (ends) tell(`${known.get(ends.from).text} – ${known.get(ends.to).text}`, known.get(ends.from).rows.filter((row) => known.get(ends.to).rows.includes(row)));
    else byId("picked").replaceChildren();
  });
  window.rightsgraph = { ...window.rightsgraph, network, tell };
}

// Marks and the names that matter most, at a size that can be seen however far away they are.
function makeLegible(nodes, font) {
  const scale = network.getScale();
  network.body.data.nodes.update(nodes.map((node, place) => ({ id: node.id, size: Math.max(markSize(node), LEGIBLE.mark / scale),
    font: { ...font, size: Math.max(nameSize(node), place < NAMED ? LEGIBLE.name / scale : 0) } })));
}

const markSize = (node) => 8 + 3 * Math.sqrt(node.rows.length);
const nameSize = (node) => Math.min(34, 12 + 2.5 * Math.sqrt(node.rows.length));

// Where marks begin: no two in one place, and the same each time.
function spiral(place) {
  const radius = SPACING * Math.sqrt(place + 1), angle = place * GOLDEN_ANGLE;
  return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
}

// The rows behind what was chosen, as copies of those of the table.
function tell(name, found) {
  const heading = document.createElement("h3"), table = document.createElement("table"), body = table.createTBody();
  heading.textContent = name;
  heading.dir = "auto";
  body.append(...found.slice(0, MOST_ROWS).map((row) => row.cloneNode(true)));
  const rest = document.createElement("p");
  rest.className = "hint";
  rest.textContent = found.length > MOST_ROWS ? `${MOST_ROWS} of ${found.length} rows; the table holds all.` : "";
  byId("picked").replaceChildren(heading, table, rest);
}
