// The one way to make elements: text is only ever set as text.
const byId = (id) => document.getElementById(id);
const plural = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

// element("a.b", {attribute: value, onclick: f}, child, ...): strings become text nodes, never markup.
function element(name, attributes, ...children) {
  const [tag, ...classes] = name.split(".");
  const made = document.createElement(tag);
  if (classes.length) made.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== false) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function svg(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// What a document says is set apart from the words around it in its own direction of writing.
const bdi = (text) => element("bdi", null, text);

// Without characters that turn the direction of what follows, for places where no element can hold it in.
const upright = (text) => text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u200e\u200f]+/gu, " ");

// The same letters whatever their case, accents or width.
const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function toggleButton(pressed, content, act) {
  return element("button.toggle", { type: "button", "aria-pressed": String(pressed), onclick: act }, ...content);
}

// Call a function once after a burst of calls.
function after(delay, act) {
  let waiting = 0;
  return () => { clearTimeout(waiting); waiting = setTimeout(act, delay); };
}
