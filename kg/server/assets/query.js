// The query page with script: an editor in place of the text area, a table that sorts, a link to copy.
const byId = (id) => document.getElementById(id);
const area = byId("query"), form = byId("ask"), box = byId("sparql");
const { prefixes, terms } = JSON.parse(byId("known").textContent);
const MOST_HINTS = 60;

document.querySelectorAll(".scripted").forEach((part) => { part.hidden = false; });
const list = byId("questions"), choosing = list.classList.contains("choosing"); // then the list is what one came for
if (matchMedia("(max-width: 760px)").matches && !choosing) list.open = false;
const chosen = choosing ? null : document.querySelector(".questions [aria-current]");
const below = chosen ? chosen.offsetTop + chosen.offsetHeight - list.clientHeight : 0;
if (below > 0) list.scrollTop = below + 8; // of the list alone, not of the page
startEditor();
startSorting();
startCopying();

// The editor's grammar, to which the prefixes that this endpoint knows are declared from the start.
function knowPrefixes() {
  window.Yasqe.defineMode("sparql-known", (config) => {
    const mode = window.Yasqe.getMode(config, "sparql11");
    const start = () => Object.assign(mode.startState(), { prefixes: { ...prefixes } });
    return { ...mode, startState: start };
  });
}

function startEditor() {
  knowPrefixes();
  const holder = document.createElement("div");
  area.after(holder);
  window.Yasqe.registerAutocompleter({
    name: "terms", bulk: false, autoShow: true, persistenceId: null,
    isValidCompletionPosition: (editor) => /^[a-z]*:[^\s]*$/i.test(editor.getCompleteToken().string),
    get: (_, token) => {
      const typed = (token ? token.string : "").toLowerCase();
      return Object.keys(terms).filter((name) => name.toLowerCase().startsWith(typed)).slice(0, MOST_HINTS);
    },
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: (element) => {
      const label = document.createElement("span");
      label.className = "label";
      label.textContent = terms[hint.text];
      element.append(hint.text, label);
    } })),
  }, false);
  // Lists are merged with the defaults, among which are completers that ask servers; so the defaults themselves are set.
  Object.assign(window.Yasqe.defaults, { autocompleters: ["variables", "terms"], gutters: ["gutterErrorBar", "CodeMirror-linenumbers"] });
  const editor = new window.Yasqe(holder, {
    value: area.value, mode: "sparql-known", persistenceId: null, consumeShareLink: null, createShareableLink: null, showQueryButton: false,
    resizeable: false, viewportMargin: Infinity, editorHeight: "auto", screenReaderLabel: "SPARQL query", foldGutter: false,
    extraKeys: { "Ctrl-Enter": ask, "Cmd-Enter": ask, "Ctrl-S": () => undefined, Tab: false, "Shift-Tab": false },
  });
  area.hidden = true;
  area.required = false;
  form.addEventListener("submit", () => { area.value = editor.getValue(); });
  box.addEventListener("toggle", () => editor.refresh());
  editor.on("changes", plainTips);
  plainTips();
  showFault(editor);
  window.rightsgraph = { editor };

  function ask() {
    area.value = editor.getValue();
    form.requestSubmit();
  }

  // The editor's own tips are written as markup with styles, which the page's policy does not take.
  function plainTips() {
    holder.querySelectorAll(".parseErrorIcon").forEach((icon) => {
      icon.onmouseover = icon.onmouseout = null;
      icon.title = "This line is not SPARQL";
    });
  }
}

// Mark the place that the server's sentence names.
function showFault(editor) {
  const place = byId("problem") && /line (\d+), column (\d+)/.exec(byId("problem").textContent);
  if (!place) return;
  const line = Number(place[1]) - 1, typed = Array.from(editor.getLine(line) || "");
  const ch = typed.slice(0, Number(place[2]) - 1).join("").length; // the server counts code points
  editor.addLineClass(line, "wrap", "wrong");
  editor.setCursor({ line, ch });
  box.open = true;
}

function startSorting() {
  const heads = [...document.querySelectorAll("#table-view thead th")];
  const body = document.querySelector("#table-view tbody");
  const collator = new Intl.Collator(undefined, { numeric: true });
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      const words = (row) => row.cells[column].textContent;
      const rows = [...body.rows].sort((a, b) => {
        const [first, second] = [words(a), words(b)];
        if (!first || !second) return Boolean(second) - Boolean(first); // empty cells come last both ways
        return collator.compare(first, second) * (down ? -1 : 1);
      });
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...rows);
    });
  });
}

function startCopying() {
  const button = byId("copy");
  if (!button || !navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    button.textContent = "Link copied";
  });
}
