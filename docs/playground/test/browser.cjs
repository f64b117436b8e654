// Drives the playground in Chromium as a person does, from a file server that counts what is asked of it:
//
//     docs/playground/build.sh FOLDER
//     NODE_PATH=… node docs/playground/test/browser.cjs FOLDER [PICTURES]
//
// Needs node with playwright-core and axe-core (npm), and chromium. With PICTURES, writes screenshots there.
"use strict";
const assert = require("assert"), fs = require("fs"), http = require("http"), path = require("path");
const { chromium } = require("playwright-core");
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const [folder, pictures] = process.argv.slice(2);
const types = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };
const asked = [];
const server = http.createServer((request, response) => {
  const name = path.join(folder, request.url === "/" ? "index.html" : path.basename(request.url));
  asked.push(request.url);
  if (!fs.existsSync(name)) return response.writeHead(404).end();
  response.writeHead(200, { "content-type": types[path.extname(name)] || "application/octet-stream" });
  fs.createReadStream(name).pipe(response);
});

const steps = {
  async "converts what is typed, and says what it did"(page) {
    await type(page, "<div><p>It <b>opens</b> &amp; shuts</p><img class=lazy src=loading.gif data-original=https://img.example.com/1.jpg></div>");
    assert.equal(await text(page, "#markdown"), "It **opens** & shuts\n\n![](https://img.example.com/1.jpg)\n");
    assert.match(await text(page, "#status"), /^Converted in \d+ ms/);
    const data = JSON.parse(await text(page, "#json"));
    assert.equal(data.schema, "artx/1");
    assert.equal(data.images[0].via, "data-original");
  },

  async "options count"(page) {
    await type(page, "---\nurl: /a/\ndate: 2020-01-02\n---\n<p><a href=b>b</a></p>");
    await page.selectOption("#preset", "hexo");
    await page.fill("#address", "https://example.com/a/");
    await until(page, () => document.querySelector("#markdown").textContent.includes("permalink"));
    await until(page, () => document.querySelector("#markdown").textContent.includes("https://example.com/a/b"));
    await page.selectOption("#preset", "");
    await page.fill("#address", "");
  },

  async "a dropped file is read by its own encoding, and editing it makes it text"(page) {
    const gbk = [0xb5, 0xc6, 0xbb, 0xe1]; // 灯会
    await page.evaluate((bytes) => {
      const head = new TextEncoder().encode('<!DOCTYPE html><meta charset="gbk"><title>x</title><article><p>'), data = new DataTransfer();
      data.items.add(new File([head, new Uint8Array(bytes), "</p></article>"], "lamp.html"));
      document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
    }, gbk);
    await until(page, () => document.querySelector("#markdown").textContent.includes("灯会"));
    assert.match(await page.inputValue("#source"), /灯会/);
    assert.equal(await text(page, "#file-name"), "lamp.html");
    await page.focus("#source");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("<p>more</p>");
    await until(page, () => document.querySelector("#markdown").textContent.includes("more"));
    assert.match(await text(page, "#markdown"), /灯会/);
    assert.equal(await text(page, "#file-name"), "");
  },

  async "a passage of a page is pasted as HTML, source code as it is"(page) {
    for (const [html, plain, want] of [
      ["<p>It <b>opens</b></p>", "It opens", "It **opens**\n"],
      ["<span style='color:red'>&lt;p&gt;code&lt;/p&gt;</span>", "<p>code</p>", "code\n"],
    ]) {
      await page.click("#clear");
      await page.evaluate(([html, plain]) => {
        const data = new DataTransfer();
        data.setData("text/html", html);
        data.setData("text/plain", plain);
        const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
        const field = document.querySelector("#source");
        if (field.dispatchEvent(event)) { field.value = plain; field.dispatchEvent(new Event("input")); }
      }, [html, plain]);
      await page.waitForFunction((want) => document.querySelector("#markdown").textContent === want, want);
    }
  },

  async "the preview runs nothing and asks for nothing"(page) {
    const before = asked.length;
    await type(page, "# a\n\n<script>parent.hit = 1</script><img src=/hit.png onerror='parent.hit = 1'><iframe src=/hit></iframe>" +
      "<style>@import '/hit.css';</style><form action=/hit><button>b</button></form>\n\n![](/hit2.png)\n");
    await page.click("#tab-preview");
    const frame = await (await page.$("#frame")).contentFrame();
    await frame.waitForSelector("h1");
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.hit), undefined);
    assert.deepEqual(asked.slice(before), []);
    await page.check("#pictures");
    await page.waitForTimeout(500);
    assert.deepEqual(asked.slice(before).sort(), ["/hit.png", "/hit2.png"], "pictures that were asked for");
    await page.uncheck("#pictures");
    await page.click("#tab-markdown");
  },

  async "a note leads to its line"(page) {
    await type(page, "---\ntitle: 'x'_ y\n---\n<p>a</p>\n");
    await page.click("#tab-notes");
    await page.click("#notes button");
    const chosen = await page.$eval("#source", (e) => e.value.slice(e.selectionStart, e.selectionEnd));
    assert.equal(chosen, "title: 'x'_ y");
    await page.click("#tab-markdown");
  },

  async "tabs go by arrow keys"(page) {
    await page.focus("#tab-markdown");
    for (const [key, want] of [["ArrowRight", "preview"], ["End", "notes"], ["ArrowRight", "markdown"], ["ArrowLeft", "notes"], ["Home", "markdown"]]) {
      await page.keyboard.press(key);
      assert.equal(await page.evaluate(() => document.activeElement.id), "tab-" + want);
      assert.deepEqual(await page.$$eval("[role=tabpanel]:not([hidden])", (all) => all.map((e) => e.id)), [want]);
    }
  },

  async "what fails is said, and the next input converts"(page) {
    await type(page, "+++\na = [\n+++\n<p>x</p>", () => /^Line 2: /.test(document.querySelector("#status").textContent));
    assert.equal(await text(page, "#markdown"), "");
    await type(page, "<p>y</p>");
    assert.equal(await text(page, "#markdown"), "y\n");
  },

  async "a program that stops is replaced, and does not try the same again"(page) {
    await type(page, "<p>before</p>");
    await page.workers()[0].evaluate(() => { try { artxConvert(null, "{}"); } catch { /* it is gone */ } });
    await until(page, () => document.querySelector("#status").textContent === "artx stopped");
    await page.waitForTimeout(1500);
    assert.equal(await text(page, "#status"), "artx stopped");
    assert.equal(await page.inputValue("#source"), "<p>before</p>");
    await type(page, "<p>after</p>");
    assert.equal(await text(page, "#markdown"), "after\n");
  },

  async "saves what is shown"(page) {
    await type(page, "<p>saved</p>");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#save")]);
    assert.equal(download.suggestedFilename(), "article.md");
    assert.equal(fs.readFileSync(await download.path(), "utf8"), "saved\n");
  },

  async "works without a network once it is loaded"(page) {
    await page.context().setOffline(true);
    await type(page, "<p>still <i>here</i></p>");
    assert.equal(await text(page, "#markdown"), "still *here*\n");
    await page.context().setOffline(false);
  },

  async "the project's own cases come out as the command writes them"(page) {
    const cases = path.join(__dirname, "../../../testdata/article");
    let count = 0;
    for (const name of fs.readdirSync(cases)) {
      const html = path.join(cases, name, "input.html"), want = path.join(cases, name, "want.md");
      if (!fs.existsSync(html) || !fs.existsSync(want) || fs.existsSync(path.join(cases, name, "flags"))) continue;
      await page.setInputFiles("#file", html);
      await page.waitForFunction((want) => document.querySelector("#markdown").textContent === want, fs.readFileSync(want, "utf8"))
        .catch(async () => assert.equal(await text(page, "#markdown"), fs.readFileSync(want, "utf8"), name));
      count++;
    }
    assert(count > 10, `only ${count} cases`);
  },

  async "labels, roles and contrast (axe), and no scrolling sideways"(page) {
    await page.evaluate(axe);
    for (const scheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [1280, 400]) {
        await page.setViewportSize({ width, height: 800 });
        for (const tab of ["markdown", "preview", "json", "notes"]) {
          await page.click("#tab-" + tab);
          const { violations } = await page.evaluate(() => window.axe.run());
          assert.deepEqual(violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html).join(" ")), [], `${scheme} ${width} ${tab}`);
          const wide = await page.evaluate(() => [...document.querySelectorAll("body *")]
            .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > window.innerWidth + 1).map((e) => e.id || e.tagName));
          assert.deepEqual(wide, [], `${width}: wider than the window`);
        }
      }
    }
    await page.click("#tab-markdown");
  },
};

const text = (page, selector) => page.$eval(selector, (e) => e.textContent);
const until = (page, condition) => page.waitForFunction(condition, null, { timeout: 60000 });

// type puts a text into the source and waits for what becomes of it.
async function type(page, source, condition) {
  await page.evaluate(() => { document.querySelector("#status").textContent = "…"; });
  await page.fill("#source", source);
  await until(page, condition || (() => /^Converted/.test(document.querySelector("#status").textContent)));
}

async function shoot(page) {
  fs.mkdirSync(pictures, { recursive: true });
  const names = await page.$$eval("#example option", (all) => all.map((o) => o.textContent));
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const [width, height] of [[1280, 800], [400, 900]]) {
      await page.setViewportSize({ width, height });
      for (let i = 1; i < names.length; i++) {
        await page.evaluate(() => { document.querySelector("#status").textContent = "…"; });
        await page.selectOption("#example", { index: i });
        await until(page, () => /^Converted/.test(document.querySelector("#status").textContent));
        for (const tab of i > 1 ? ["markdown", "preview"] : ["markdown", "preview", "json", "notes"]) {
          await page.click("#tab-" + tab);
          await page.waitForTimeout(150);
          await page.screenshot({ path: path.join(pictures, `${i}-${tab}-${scheme}-${width}.png`), fullPage: true });
        }
        await page.click("#tab-markdown");
      }
    }
  }
}

// All that is asked of other hosts comes to a proxy, which has nothing; what the policy of the preview blocks does not.
// The texts here name hosts for examples; those of its maker the browser asks by itself.
const elsewhere = [];
const sent = (url) => { if (/\bexample\.(com|net|org)\b/.test(url)) elsewhere.push(url); };
const proxy = http.createServer((request, response) => { sent(request.url); response.writeHead(404).end(); });
proxy.on("connect", (request, socket) => { sent(request.url); socket.end("HTTP/1.1 404 Not Found\r\n\r\n"); });

server.listen(0, "127.0.0.1", () => proxy.listen(0, "127.0.0.1", async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"],
    proxy: { server: `http://127.0.0.1:${proxy.address().port}`, bypass: "127.0.0.1" },
  });
  let failed = 0;
  try {
    const home = `http://127.0.0.1:${server.address().port}/`;
    const page = await browser.newPage();
    page.on("pageerror", (err) => { console.log("not ok - error on the page:", err.message); failed++; });
    await page.goto(home);
    await until(page, () => document.querySelector("#status").textContent === "Ready.");
    for (const [name, step] of Object.entries(steps)) {
      try {
        await step(page);
        console.log("ok -", name);
      } catch (err) {
        failed++;
        console.log("not ok -", name + "\n" + (err.stack || err));
      }
    }
    if (elsewhere.length) {
      failed++;
      console.log("not ok - asked for", elsewhere.join(" "));
    }
    if (pictures) await shoot(page);
  } finally {
    await browser.close();
    server.close();
    proxy.close();
  }
  process.exitCode = failed ? 1 : 0;
}));
