// A slider over the dates of claims, with a bar for each stretch of time. Undated claims are told of and can be left out.
let stretches = []; // [first day, last day, claims]

function showTime() {
  const spans = data.claims.map(dateOf).filter(Boolean).map((date) => date.split("/"));
  const undated = data.claims.length - spans.length;
  byId("undated").value = state.undated;
  byId("undated-said").textContent = spans.length ? `${plural(spans.length, "claim has", "claims have")} a date, ${undated.toLocaleString("en")} none.`
    : "No claim has a date.";
  stretches = cut(spans);
  byId("slider").hidden = stretches.length < 2;
  if (stretches.length < 2) return;
  const most = Math.max(...stretches.map((one) => one[2]), 1), width = 100 / stretches.length;
  byId("bars").replaceChildren(...stretches.map(([, , count], place) => svg("rect", { x: place * width, width: Math.max(width - 0.4, 0.2),
    y: 30 - 30 * count / most, height: 30 * count / most, class: "bar" })));
  [["since", state.from, 0, 0], ["until", state.to, stretches.length - 1, 1]].forEach(([id, day, otherwise, side]) => {
    byId(id).max = String(stretches.length - 1);
    const place = stretches.findIndex((one) => (side ? one[1] >= day : one[1] >= day));
    byId(id).value = String(day ? (place < 0 ? stretches.length - 1 : place) : otherwise);
  });
  tellTime();
}

// Days, months or years: about as many as can be told apart.
function cut(spans) {
  if (!spans.length) return [];
  const starts = spans.map(([start]) => start).sort(), low = starts[0];
  const high = spans.map((span) => span[span.length - 1]).sort().pop();
  const days = (Date.parse(high) - Date.parse(low)) / 864e5;
  const length = days <= 62 ? 10 : days <= 365 * 8 ? 7 : 4; // of a date's letters
  const made = [];
  for (let key = low.slice(0, length); key <= high.slice(0, length) && made.length < 400; key = next(key)) made.push(key);
  const place = new Map(made.map((key, at) => [key, at])), found = made.map((key) => [day(key, false), day(key, true), 0]);
  starts.forEach((start) => { found[place.get(start.slice(0, length))][2] += 1; });
  return found;
}

function next(key) {
  if (key.length === 10) return new Date(Date.parse(key) + 864e5).toISOString().slice(0, 10);
  if (key.length === 4) return String(Number(key) + 1).padStart(4, "0");
  const [year, month] = key.split("-").map(Number);
  return month === 12 ? `${next(String(year).padStart(4, "0"))}-01` : `${String(year).padStart(4, "0")}-${String(month + 1).padStart(2, "0")}`;
}

function day(key, last) {
  if (key.length === 10) return key;
  if (key.length === 4) return last ? `${key}-12-31` : `${key}-01-01`;
  const [year, month] = key.split("-").map(Number);
  return `${key}-${last ? String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, "0") : "01"}`;
}

function tellTime() {
  const [low, high] = [Number(byId("since").value), Number(byId("until").value)];
  byId("bars").querySelectorAll("rect").forEach((bar, place) => bar.classList.toggle("out", place < low || place > high));
  const text = `${stretches[low][0]} – ${stretches[high][1]}`;
  byId("span").textContent = text;
  byId("since").setAttribute("aria-valuetext", stretches[low][0]);
  byId("until").setAttribute("aria-valuetext", stretches[high][1]);
}

function slide(moved) {
  const since = byId("since"), until = byId("until");
  if (Number(since.value) > Number(until.value)) (moved === since ? until : since).value = moved.value;
  const [low, high] = [Number(since.value), Number(until.value)];
  state.from = low === 0 ? "" : stretches[low][0];
  state.to = high === stretches.length - 1 ? "" : stretches[high][1];
  tellTime();
  refilter();
}

function listenToTime() {
  ["since", "until"].forEach((id) => byId(id).addEventListener("input", (event) => slide(event.target)));
  byId("undated").addEventListener("change", (event) => {
    Object.assign(state, { undated: event.target.value, from: "", to: "" });
    showTime();
    refilter();
  });
}
