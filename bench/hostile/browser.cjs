// Renders the results of bench/hostile/results with markdown-it, marked and kramdown, raw HTML allowed, loads them in
// Chromium, and prints what runs, with and without a warning of artx:
//
//     go run ./bench/hostile/results | NODE_PATH=… node bench/hostile/browser.cjs
//
// Needs node with markdown-it and marked (npm), kramdown with its GFM parser, and chromium. Exits with 1 if anything runs that
// artx did not warn of.
"use strict";
const fs = require("fs"), os = require("os"), path = require("path");
const { execFileSync } = require("child_process");
const { marked } = require("marked");
const markdownIt = require("markdown-it")({ html: true, linkify: true });
markdownIt.validateLink = () => true; // its own guard is not what is tested

const results = fs.readFileSync(0, "utf8").trim().split("\n").map(line => JSON.parse(line));
const kramdown = input => JSON.parse(execFileSync("ruby", ["-rjson", "-rkramdown", "-rkramdown-parser-gfm", "-e",
  "puts JSON.generate(JSON.parse(STDIN.read).map { |s| Kramdown::Document.new(s, input: ARGV[0]).to_html rescue nil })", input],
  { input: JSON.stringify(results.map(r => r.markdown)), maxBuffer: 1 << 30, stdio: ["pipe", "pipe", "ignore"] }));
const renderers = {
  "markdown-it": results.map(r => markdownIt.render(r.markdown)),
  marked: results.map(r => marked.parse(r.markdown)),
  kramdown: kramdown("GFM"),
};

// page has a frame for each text, whose hit() tells of itself, and looks for addresses that run when followed.
const page = texts => `<!doctype html><meta charset=utf-8><pre id=log></pre><script>
const texts = ${JSON.stringify(texts).replace(/</g, "\\u003c")};
const hits = new Set();
window.report = i => { hits.add(i); document.getElementById("log").textContent = "HITS " + [...hits].join(" ") + " END"; };
texts.forEach((text, i) => {
  const frame = document.createElement("iframe");
  frame.srcdoc = "<script>window.hit = () => parent.report(" + i + ")<\\/script>" + text;
  frame.onload = () => {
    for (const e of frame.contentDocument.querySelectorAll("*")) for (const key of ["href", "action", "src", "data", "formAction"])
      if (e.localName !== "img" && /^(javascript|vbscript|data):/i.test(String(e[key] && e[key].baseVal || e[key] || ""))) report(i);
    for (const e of frame.contentDocument.querySelectorAll("*")) for (const a of e.attributes) if (/^on/i.test(a.name)) report(i);
  };
  document.body.append(frame);
});
document.getElementById("log").textContent ||= "HITS END";
</script>`;

function run(texts) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "hostile-"));
  try {
    const file = path.join(folder, "page.html");
    fs.writeFileSync(file, page(texts));
    const dom = execFileSync("chromium", ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${folder}/profile`,
      "--virtual-time-budget=5000", "--dump-dom", file], { maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] }).toString();
    const found = dom.match(/<pre id="log">HITS ([\d ]*)END/);
    if (!found) throw new Error("the page did not come to its end");
    return found[1].trim().split(" ").filter(Boolean).map(Number);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const size = 400;
if (run(["<img src=x onerror=hit()>", "<p>x</p>"]).join() !== "0") throw new Error("the harness does not see what runs");
let bad = 0;
for (const [name, rendered] of Object.entries(renderers)) {
  const sources = new Map(); // of each HTML, the results that it was rendered from
  rendered.forEach((html, i) => {
    if (html === null) return;
    if (!sources.has(html)) sources.set(html, []);
    sources.get(html).push(results[i]);
  });
  const distinct = [...sources.keys()], hits = [];
  for (let at = 0; at < distinct.length; at += size) hits.push(...run(distinct.slice(at, at + size)).map(i => distinct[at + i]));
  const silent = hits.filter(html => sources.get(html).some(r => !r.warned));
  console.log(`${name}: ${rendered.length} results, ${distinct.length} distinct, ${rendered.filter(html => html === null).length} failed; ` +
    `${silent.length} run without a warning, ${hits.length - silent.length} with one`);
  for (const html of silent.slice(0, 20)) {
    const r = sources.get(html).find(r => !r.warned);
    console.log(`  ${r.name}\n    ${JSON.stringify(r.input)}\n    ${JSON.stringify(r.markdown)}\n    ${JSON.stringify(html)}`);
  }
  bad += silent.length;
}
process.exit(bad ? 1 : 0);
