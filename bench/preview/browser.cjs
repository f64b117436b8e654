// Uses previews in Chromium as people do, by keys, by their labels, in light and dark, wide and narrow, and prints what
// does not hold:
//
//     NODE_PATH=… node bench/preview/browser.cjs ARTX POSTS MANY [SHOTS]
//
// ARTX is the program, POSTS the folder internal/preview/testdata/posts, MANY an archive of 10,000 posts; screenshots go to the
// folder SHOTS. Needs playwright-core and axe-core (npm), and chromium. Exits with 1 if anything does not hold.
"use strict";
const { execFileSync, spawn } = require("child_process");
const fs = require("fs"), http = require("http"), os = require("os"), path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [artx, posts, many, shots] = process.argv.slice(2).map(name => path.resolve(name));
let bad = 0;

function check(what, got, want) {
  const ok = want instanceof RegExp ? want.test(got) : JSON.stringify(got) === JSON.stringify(want);
  if (!ok) { bad++; console.log(`${what}: got ${JSON.stringify(got)}, want ${want instanceof RegExp ? want : JSON.stringify(want)}`); }
}

// serve starts a preview of a folder, and resolves to its address and the way to end it.
function serve(folder) {
  return new Promise((resolve, reject) => {
    const child = spawn(artx, ["preview", path.basename(folder)], { cwd: path.dirname(folder), stdio: ["ignore", "pipe", "ignore"] });
    child.stdout.once("data", text => resolve({ url: String(text).trim(), end: () => new Promise(done => { child.once("exit", done); child.kill("SIGINT"); }) }));
    child.once("exit", status => reject(new Error("artx preview ended with " + status)));
  });
}

// pane is the document in a pane, once it has come.
async function pane(page, id) {
  await page.waitForFunction(id => document.getElementById(id).getAttribute("src"), id);
  const frame = await (await page.$("#" + id)).contentFrame();
  await frame.waitForLoadState();
  return frame;
}

const contrast = () => { // the least contrast of text in the document to what is behind it, by WCAG 2
  const rgb = text => (text.match(/[\d.]+/g) || []).map(Number);
  const light = c => [0, 1, 2].map(i => c[i] / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  let least = 21, where = "";
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || e.disabled || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    let back = e;
    while (back.parentElement && rgb(getComputedStyle(back).backgroundColor)[3] === 0) back = back.parentElement;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(rgb(getComputedStyle(back).backgroundColor))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least) [least, where] = [ratio, e.tagName + "." + e.className + " " + e.textContent.trim().slice(0, 30)];
  }
  return { least: Math.round(least * 10) / 10, where };
};

// overlaps lists controls and texts of the page that lie over one another.
const overlaps = () => {
  const parts = [...document.querySelectorAll("button, input, select, h1, h2, h3, #path, #notes li, iframe, #place")].filter(e => e.checkVisibility() && e.getClientRects().length);
  const inside = e => { for (let p = e.parentElement; p; p = p.parentElement) if (getComputedStyle(p).overflowY === "auto") return p; return null; };
  const over = [];
  parts.forEach((a, i) => parts.slice(i + 1).forEach(b => {
    if (a.contains(b) || b.contains(a) || inside(a) !== inside(b)) return;
    const x = a.getBoundingClientRect(), y = b.getBoundingClientRect();
    if (x.left < y.right - 1 && y.left < x.right - 1 && x.top < y.bottom - 1 && y.top < x.bottom - 1) over.push((a.id || a.textContent.slice(0, 20)) + " / " + (b.id || b.textContent.slice(0, 20)));
  }));
  return over;
};

// violations are what axe finds in a page, by its rules.
async function violations(page) {
  await page.evaluate(axe);
  return page.evaluate(() => window.axe.run(document, { iframes: false, resultTypes: ["violations"] }).then(r => r.violations.map(v => v.id + " " + v.nodes[0].html.slice(0, 100))));
}

const place = page => page.textContent("#place");
const title = page => page.textContent("#title");

async function keys(page) {
  check("first", await place(page), "1 of 7");
  await page.keyboard.press("j");
  check("j", [await place(page), await title(page)], ["2 of 7", "Mending a clock"]);
  await page.keyboard.press("ArrowRight");
  check("right", await title(page), "Ten gardens by the canal");
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("k");
  check("never before the first", await place(page), "1 of 7");
  check("previous is off", await page.isDisabled("#previous"), true);
  for (let i = 0; i < 9; i++) await page.keyboard.press("j");
  check("never behind the last", await place(page), "7 of 7");
  await page.keyboard.press("/");
  await page.keyboard.type("jk");
  check("letters in the search are letters", await page.inputValue("#search"), "jk");
  await page.fill("#search", "nowhere");
  await page.fill("#search", "");
  const here = Number.parseInt(await place(page));
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  check("keys after the search", await place(page), `${here + 1} of 7`);
  await page.click("#source");
  await page.hover("#title");
  await page.keyboard.press("k");
  check("keys come back from a pane", await place(page), `${here} of 7`);
  await page.reload();
  check("a reload stays", await place(page), `${here} of 7`);
}

async function filters(page) {
  check("kinds", await page.$$eval("#filter option", list => list.slice(0, 4).map(o => o.textContent)), ["all posts (7)", "failed (1)", "with warnings (3)", "with notes (5)"]);
  await page.selectOption("#filter", "note image.placeholder");
  check("of a note", [await place(page), await title(page)], ["1 of 1", "The lanterns of Willow Street"]);
  await page.selectOption("#filter", "failed");
  check("failed", [await title(page), await page.textContent("#error")], ["broken <b>.md", "posts/broken <b>.md:1: the header opened by \"---\" is never closed; mend the header, or keep it as text with --from article"]);
  await page.fill("#search", "nowhere");
  check("nothing", [await page.isVisible("#nothing"), await page.isVisible("#post"), await place(page)], [true, false, "none of 7"]);
  await page.selectOption("#filter", "");
  await page.fill("#search", "CANAL gardens");
  check("searched", await title(page), "Ten gardens by the canal");
  await page.fill("#search", "");
}

async function marks(page) {
  await page.fill("#search", "gardens.html");
  let frame = await pane(page, "source");
  await frame.waitForSelector(".cut");
  check("cuts", await frame.$$eval(".cut", list => list.map(e => e.textContent.trim()).filter(t => /Home|More walks|Newsletter|Copyright/.test(t)).length), 4);
  check("what stays", await frame.$$eval(".cut", list => list.filter(e => /clockmaker|towpath|Ten gardens/.test(e.textContent)).length), 0);
  check("cuts by role", (await frame.getByRole("deletion").count()) > 5, true);
  await page.getByRole("button", { name: "show line 11 in the source" }).click();
  frame = await pane(page, "source");
  await frame.waitForSelector("#note-2:target");
  check("a note leads to its mark", await frame.$eval("#note-2", e => e.textContent + e.nextElementSibling.className), /^2box image/);
  await page.fill("#search", "lanterns.html");
  frame = await pane(page, "source");
  await frame.waitForSelector(".gone");
  check("images", await frame.$$eval("[role=img]", list => list.map(e => e.getAttribute("aria-label"))), ["image: Lanterns between two trees", "image, not in the result", "iframe: Lanterns, filmed"]);
  check("nothing is fetched", await frame.$$eval("img, iframe, link, script", list => list.length), 0);
  await page.fill("#search", "");
}

async function safe(page) {
  await page.fill("#search", "hostile.html");
  for (const id of ["source", "result"]) {
    const frame = await pane(page, id);
    await frame.waitForSelector("text=Nothing in this post runs.");
    check("sandbox of " + id, await page.$eval("#" + id, e => [e.hasAttribute("sandbox"), e.getAttribute("sandbox")]), [true, ""]);
    check("scripts in " + id, await frame.$$eval("script, [onclick], [onload], [onerror], meta[http-equiv=refresh], base, form, object, iframe", list => list.length), 0);
  }
  check("titles of panes", [await page.title(), await page.textContent("#title")], ["artx preview: 7 posts", "</script><script>document.title='owned'</script>Hostile"]);
  await page.fill("#search", "");
}

async function labels(page) {
  for (const [role, name] of [["button", "Previous"], ["button", "Next"], ["combobox", "Show"], ["searchbox", "Search path, title, note"], ["navigation", "Posts"], ["navigation", "Post by post"], ["search", "Posts"]]) {
    check(role + " " + name, await page.getByRole(role, { name, exact: false }).count(), /^[12]$/);
  }
  check("main by the title of its post", await page.getByRole("main", { name: await title(page) }).count(), 1);
  check("panes by name", await page.$$eval("iframe", list => list.map(e => e.title)), ["Source of posts/hostile.html", "Result of posts/hostile.html"]);
  check("current post", await page.$$eval("[aria-current]", list => list.length), 1);
  check("the place is told", await page.$eval("#place", e => e.getAttribute("role") + e.getAttribute("aria-live")), "statuspolite");
  const unnamed = await page.$$eval("button, input, select, iframe", list => list.filter(e => !(e.textContent.trim() || e.getAttribute("aria-label") || e.title || (e.labels && e.labels.length))).map(e => e.outerHTML));
  check("controls without a name", unnamed, []);
  // Tab reaches each control of the bar, with an outline to see.
  await page.focus("#filter");
  const seen = [];
  for (let i = 0; i < 4; i++) {
    seen.push(await page.evaluate(() => document.activeElement.id + (document.activeElement.matches(":focus-visible") && getComputedStyle(document.activeElement).outlineStyle === "none" ? " without outline" : "")));
    await page.keyboard.press("Tab");
  }
  check("tab", seen.slice(0, 3), ["filter", "search", "previous"]);
}

// audited are the posts that axe, which is slow, looks at.
const audited = new Set(["gardens", "market"]);

// panes has axe look at the panes of some posts as pages of their own: in a frame without scripts it would wait for ever.
async function panes(browser, folder) {
  for (const colorScheme of ["light", "dark"]) {
    const page = await browser.newPage({ colorScheme });
    for (const name of ["3-source", "3-result", "7-source", "7-result"]) {
      await page.goto(`file://${folder}/posts/${name}.html`);
      check(`axe in ${name}, ${colorScheme}`, await violations(page), []);
    }
    await page.close();
  }
}

// looks takes pictures of each post in each look, and checks what can be measured of them.
async function looks(browser, url) {
  for (const [look, width, height, scheme] of [["light", 1280, 800, "light"], ["dark", 1280, 800, "dark"], ["narrow", 400, 860, "light"], ["narrow-dark", 400, 860, "dark"]]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
    await page.goto(url + "#3");
    for (const name of ["broken", "clock", "gardens", "harbour", "hostile", "lanterns", "market"]) {
      await page.waitForSelector("#post");
      await page.fill("#search", name);
      await page.evaluate(() => scrollTo(0, 0));
      for (const id of ["source", "result"]) {
        const frame = await pane(page, id);
        await frame.waitForSelector("body > *");
        check(`${look} ${name}: ${id} is wider than its pane`, await frame.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
        const { least, where } = await frame.evaluate(contrast);
        check(`${look} ${name}: contrast of ${id} at ${where} is ${least}`, least >= 4.5, true);
      }
      const { least, where } = await page.evaluate(contrast);
      check(`${look} ${name}: contrast at ${where} is ${least}`, least >= 4.5, true);
      if (audited.has(name)) check(`${look} ${name}: axe`, await violations(page), []);
      check(`${look} ${name}: overlaps`, await page.evaluate(overlaps), []);
      check(`${look} ${name}: wider than the window`, await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      if (name === "market") check("right to left", await (await pane(page, "result")).$eval("p[dir=rtl], main p", e => getComputedStyle(e).direction + " " + getComputedStyle(e).textAlign), /^(rtl|ltr) start$/);
      if (shots) await page.fill("#search", "").then(() => page.waitForTimeout(150)).then(() => page.screenshot({ path: path.join(shots, `${name}-${look}.png`) }));
    }
    if (width === 400) {
      await page.fill("#search", "");
      await page.click("#toggle");
      check(look + ": the list opens", [await page.isVisible("#list"), await page.getAttribute("#toggle", "aria-expanded")], [true, "true"]);
      check(look + ": overlaps of the list", await page.evaluate(overlaps), []);
      if (shots) await page.screenshot({ path: path.join(shots, `list-${look}.png`) });
      await page.click("#list li:nth-child(2) button");
      check(look + ": and closes", [await page.isVisible("#list"), await place(page)], [false, "2 of 7"]);
    }
    await page.close();
  }
}

async function thousands(browser) {
  const server = await serve(many);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(server.url);
  check("many", await place(page), "1 of 10000");
  for (let i = 0; i < 30; i++) await page.keyboard.press("j");
  check("many: next", await place(page), "31 of 10000");
  check("many: a list that browsers can lay out", await page.$$eval("#list button", list => list.length), 150);
  await page.click("#later");
  await page.click("#list li:nth-child(150) button");
  check("many: farther down the list", await place(page), "300 of 10000");
  await page.fill("#search", "09999");
  check("many: searched", await place(page), /^1 of [1-9]$/);
  await page.fill("#search", "");
  await page.selectOption("#filter", "note");
  check("many: with notes", await place(page), /^\d+ of [1-9]\d+$/);
  await (await pane(page, "result")).waitForSelector("main > div *");
  await server.end();
}

// hosts asks by a name that is not the machine's.
function hosts(url) {
  const { port } = new URL(url);
  return new Promise(done => http.get({ host: "127.0.0.1", port, headers: { host: "rebound.example.com:" + port } }, r => {
    check("a strange name", r.statusCode, 421);
    r.resume().on("end", done);
  }));
}

const started = Date.now();
const step = what => console.error(`${((Date.now() - started) / 1000).toFixed(0)} s: ${what}`);

async function all() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "preview-"));
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    const server = await serve(posts);
    try { execFileSync(artx, ["convert", path.basename(posts), "--report", folder + "/run/", "-q"], { cwd: path.dirname(posts), stdio: "ignore" }); } catch (e) { check("status of a run with one failure", e.status, 2); }
    for (const url of [server.url, "file://" + folder + "/run/index.html"]) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      const page = await context.newPage();
      page.on("request", r => { if (!r.url().startsWith("data:") && !r.url().startsWith(url.replace("index.html", ""))) check("a request", r.url(), ""); });
      page.on("console", m => check("the console", m.text(), ""));
      page.on("pageerror", e => check("an error", String(e), ""));
      page.on("dialog", d => check("a dialog", d.message(), ""));
      await page.goto(url);
      for (const use of [keys, filters, marks, safe, labels]) { step(use.name + " at " + url.slice(0, 8)); await use(page); }
      await context.close();
    }
    await hosts(server.url);
    step("panes");
    await panes(browser, folder + "/run");
    step("looks");
    await looks(browser, server.url);
    check("Ctrl-C ends it; status of one failure", await server.end(), 2);
    step("thousands");
    await thousands(browser);
  } finally {
    await browser.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
  console.log(bad ? bad + " things do not hold" : "previews: all holds");
  process.exit(bad ? 1 : 0);
}

all();
