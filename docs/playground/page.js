// The page: what is typed, pasted, dropped or opened goes to the worker, and what
// comes back is shown. Nothing is sent anywhere else.
import { examples } from "./examples.js";

const $ = (id) => document.getElementById(id);
const patience = 20000; // milliseconds that a conversion may take

let worker, ready = false;
let file = null; // { name, bytes } that the text field shows; null once it was edited
let waiting = null; // the id of the conversion that is under way
let late = false; // the source changed while it was, or while artx was loaded
let gaveUp = false; // on the source as it is
let timer = 0, alarm = 0, last = null;

// --- the worker ---

function start() {
  ready = false;
  waiting = null;
  worker = new Worker("worker.js");
  worker.onmessage = ({ data }) => {
    if (data.about) loaded(data.about);
    else if (data.failed) broken(data.failed);
    else converted(data);
  };
  worker.onerror = (event) => broken(event.message || "artx could not be loaded");
}

function loaded(about) {
  ready = true;
  $("version").textContent = "artx " + about.version;
  if ($("preset").length === 1) for (const name of about.presets) $("preset").add(new Option(name, name));
  if (!gaveUp || late) convert();
  gaveUp = false;
}

// A program that stopped, or takes too long, is replaced; the source stays, and is
// not tried again before it is another.
function broken(message) {
  clearTimeout(alarm);
  worker.terminate();
  show(null);
  say(message, true);
  if (!ready) return; // it could not even be loaded
  gaveUp = true;
  start();
}

function convert() {
  if (!ready || waiting !== null) {
    late = true;
    return;
  }
  const source = file ? file.bytes : new TextEncoder().encode($("source").value);
  if (source.length === 0) return show(null);
  waiting = Date.now();
  late = false;
  alarm = setTimeout(() => broken(`This takes longer than ${patience / 1000} seconds and was stopped. The command artx has more patience.`), patience);
  worker.postMessage({ id: waiting, source, request: {
    name: file ? file.name : "", typed: !file, from: $("from").value, preset: $("preset").value, baseURL: $("address").value.trim(),
  } });
}

function converted({ id, result, milliseconds }) {
  if (id !== waiting) return;
  clearTimeout(alarm);
  waiting = null;
  if (file && !file.shown) showFile(result.encoding);
  show(result, milliseconds);
  if (late) convert();
}

// --- the source ---

const changed = () => {
  clearTimeout(timer);
  timer = setTimeout(convert, 150);
};

function take(text) {
  file = null;
  $("file-name").textContent = "";
  $("source").value = text;
  convert();
}

async function open(chosen) {
  if (!chosen) return;
  file = { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()), shown: false };
  $("file-name").textContent = chosen.name;
  $("source").value = "";
  say(`Converting ${chosen.name}…`);
  convert();
}

// The text of a file is shown by the encoding that artx found; what is edited then
// is text and no longer the file.
function showFile(encoding) {
  file.shown = true;
  try {
    $("source").value = new TextDecoder(encoding || "utf-8").decode(file.bytes);
  } catch {
    $("source").value = new TextDecoder().decode(file.bytes);
  }
}

$("source").addEventListener("input", () => {
  file = null;
  $("file-name").textContent = "";
  changed();
});

// A passage copied from a page is pasted as its HTML; source code, which editors
// put into the clipboard with colours of theirs, as the text that it is.
$("source").addEventListener("paste", (event) => {
  const html = event.clipboardData.getData("text/html"), text = event.clipboardData.getData("text/plain");
  const files = event.clipboardData.files;
  if (!html && !text && files.length) {
    event.preventDefault();
    open(files[0]);
  } else if (html && !/<[a-z!/][^>]*>/i.test(text)) {
    event.preventDefault();
    $("source").setRangeText(html, $("source").selectionStart, $("source").selectionEnd, "end");
    $("source").dispatchEvent(new Event("input"));
  }
});

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => {
    event.preventDefault();
    document.body.classList.add("drop");
  });
}
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("drop");
});
document.addEventListener("drop", (event) => {
  event.preventDefault();
  document.body.classList.remove("drop");
  const data = event.dataTransfer;
  if (data.files.length) open(data.files[0]);
  else take(data.getData("text/html") || data.getData("text/plain"));
});

for (const [name, text] of examples) $("example").add(new Option(name, text));
$("example").addEventListener("change", (event) => {
  if (event.target.value) take(event.target.value);
  event.target.value = "";
});
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", (event) => {
  open(event.target.files[0]);
  event.target.value = "";
});
$("clear").addEventListener("click", () => {
  take("");
  $("source").focus();
});
for (const id of ["from", "preset", "address"]) $(id).addEventListener("input", changed);

// --- the result ---

function say(message, isError) {
  $("status").textContent = message;
  $("status").classList.toggle("error", Boolean(isError));
}

function show(result, milliseconds) {
  last = result;
  $("markdown").textContent = result ? result.markdown : "";
  $("json").textContent = result ? result.json : "";
  showPreview();
  showNotes(result ? result.notes : []);
  if (!result) say("Ready.");
  else if (result.error) say((result.line ? `Line ${result.line}: ` : "") + result.error, true);
  else say(`Converted in ${Math.max(1, Math.round(milliseconds))} ms` + count(result.notes));
}

function count(notes) {
  const some = (n, one, many) => (n ? [`${n} ${n === 1 ? one : many}`] : []);
  const warnings = notes.filter((n) => n.level === "warning").length;
  const parts = [...some(warnings, "warning", "warnings"), ...some(notes.length - warnings, "remark", "remarks")];
  return parts.length ? ", with " + parts.join(" and ") + "." : ".";
}

const previewStyle = `
:root { color-scheme: light dark; }
body { font: 16px/1.65 system-ui, sans-serif; margin: 1rem; color: light-dark(#1d2430, #e3e7ee); background: light-dark(#fff, #14181e); overflow-wrap: anywhere; }
h1, h2, h3, h4, p, li, td, th, blockquote { unicode-bidi: plaintext; text-align: start; }
h1 { font-size: 1.5rem; line-height: 1.3; } h2 { font-size: 1.25rem; }
a { color: light-dark(#0b5cad, #7db8f7); }
img, video { max-width: 100%; height: auto; }
pre { overflow: auto; padding: .75rem; background: light-dark(#f1f3f6, #0c0f13); border-radius: .375rem; direction: ltr; text-align: left; }
table { border-collapse: collapse; display: block; overflow: auto; } td, th { border: 1px solid light-dark(#c9d0d9, #39424e); padding: .25rem .5rem; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: .25rem solid light-dark(#c9d0d9, #39424e); }`;

// The frame runs no script and, unless pictures are wanted, asks for nothing.
function showPreview() {
  const pictures = $("pictures").checked ? "* data:" : "data:";
  const lang = /^[A-Za-z0-9-]+$/.test(last?.lang ?? "") ? ` lang="${last.lang}"` : "";
  $("frame").srcdoc = `<!DOCTYPE html><html${lang}><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">` +
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures}; form-action 'none'">` +
    `<base target="_blank"><style>${previewStyle}</style></head><body dir="auto">${last ? last.preview : ""}</body></html>`;
}
$("pictures").addEventListener("change", showPreview);

function showNotes(notes) {
  $("tab-notes").textContent = notes.length ? `Notes (${notes.length})` : "Notes";
  const list = document.createElement("ul");
  for (const note of notes) {
    const item = document.createElement("li");
    const level = document.createElement("span"), code = document.createElement("code");
    level.className = note.level;
    level.textContent = note.level + " ";
    code.textContent = note.code;
    item.append(level, code, " ", note.message);
    if (note.line) {
      const place = document.createElement("button");
      place.type = "button";
      place.textContent = "line " + note.line;
      place.addEventListener("click", () => select(note.line));
      item.append(" ", place);
    }
    list.append(item);
  }
  $("notes").replaceChildren(notes.length ? list : "Nothing was guessed, repaired or dropped.");
}

// select marks a line of the source.
function select(line) {
  const lines = $("source").value.split("\n");
  const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  $("source").focus();
  $("source").setSelectionRange(from, from + (lines[line - 1] ?? "").length);
}

// --- tabs, by the pattern of the ARIA Authoring Practices ---

const tabs = [...document.querySelectorAll("[role=tab]")];

function choose(tab) {
  for (const t of tabs) {
    t.setAttribute("aria-selected", String(t === tab));
    t.tabIndex = t === tab ? 0 : -1;
    $(t.getAttribute("aria-controls")).hidden = t !== tab;
  }
  $("copy").disabled = $("save").disabled = tab.id === "tab-notes";
}
for (const [i, tab] of tabs.entries()) {
  tab.addEventListener("click", () => choose(tab));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    choose(next);
    next.focus();
  });
}

// chosen is the text of the view that is open, with the ending of its file.
function chosen() {
  const id = tabs.find((t) => t.tabIndex === 0).id;
  if (id === "tab-json") return [last?.json ?? "", ".json", "application/json"];
  if (id === "tab-preview") return [last?.preview ?? "", ".html", "text/html"];
  return [last?.markdown ?? "", ".md", "text/markdown"];
}
$("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(chosen()[0]);
    say("Copied.");
  } catch {
    say("The browser does not let this page copy; select the text instead.", true);
  }
});
$("save").addEventListener("click", () => {
  const [text, ending, type] = chosen();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: type + ";charset=utf-8" }));
  link.download = (file ? file.name.replace(/\.[^.]*$/, "") : last?.title.replace(/[\\/:*?"<>|\x00-\x1f]/g, "-").slice(0, 80) || "article") + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});

start();
