// The claims that fit the choice, as a table that can be sorted and searched; it needs no canvas.
const ROWS = 100;
const COLUMNS = [
  ["Subject", (claim) => labelOf(claim.subject)],
  ["Relation", wordsOf],
  ["Object", objectWords],
  ["Stance", (claim) => STANCE_NAMES[claim.stance]],
  ["Said by", speakersOf],
  ["Date", (claim) => dates(claim.date) || claim.when],
  ["Passage", (claim) => data.passages[claim.passage]],
  ["Document", (claim) => documentOf(claim).title],
];
const order = { column: -1, down: false };
let rowsShown = ROWS;
let texts = null;

function startTable() {
  byId("columns").replaceChildren(...COLUMNS.map(([name], column) =>
    element("th", { scope: "col", role: "columnheader" }, element("button", { type: "button", onclick: () => sortBy(column) }, name))));
  byId("filter").addEventListener("input", after(120, () => { rowsShown = ROWS; fillTable(); }));
  byId("more").addEventListener("click", () => { rowsShown += 5 * ROWS; fillTable(); });
}

function sortBy(column) {
  order.down = order.column === column && !order.down;
  order.column = column;
  byId("columns").querySelectorAll("th").forEach((head, place) => {
    if (place === column) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  });
  fillTable();
}

function wantedRows() {
  const words = folded(byId("filter").value).split(/\s+/).filter(Boolean);
  if (words.length) texts = texts || data.claims.map((claim) => folded(COLUMNS.map(([, of]) => of(claim)).join(" ")));
  const wanted = data.claims.map((claim) => claim.index).filter((index) => claimShown(index) && words.every((word) => texts[index].includes(word)));
  if (order.column < 0) return wanted;
  const of = COLUMNS[order.column][1], keys = new Map(wanted.map((index) => [index, of(data.claims[index])]));
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  return wanted.sort((a, b) => (order.down ? -1 : 1) * compare(keys.get(a), keys.get(b)) || a - b);
}

function fillTable() {
  if (byId("table-view").hidden) return;
  const wanted = wantedRows();
  byId("claims").replaceChildren(...wanted.slice(0, rowsShown).map(row));
  byId("rows").textContent = plural(wanted.length, "claim", "claims");
  byId("more").hidden = wanted.length <= rowsShown;
}

// A day is never broken between lines.
function days(text) {
  return text.split(" – ").flatMap((one, place) => [place ? " – " : "", element("span.day", null, one)]);
}

function row(index) {
  const claim = data.claims[index];
  const cells = COLUMNS.map(([name, of], column) => {
    const text = of(claim);
    if (column) return element(`td.${name.toLowerCase().replace(" ", "-")}`, { dir: "auto", role: "cell" }, column === 3 ? stanceMark(claim.stance) : "",
      ...(name === "Date" && claim.date ? days(text) : [text]));
    const open = { type: "button", onclick: () => selectClaim(claim.id) };
    return element("th", { scope: "row", role: "rowheader" }, element("button.name", open, bdi(text)));
  });
  return element("tr", { "data-claim": claim.id, role: "row" }, ...cells);
}
