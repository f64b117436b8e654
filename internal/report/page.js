"use strict";
(function () {
  var PAGE = 100;
  var files = JSON.parse(document.getElementById("data").textContent);
  var search = document.getElementById("search");
  var state = { words: [], status: "", kind: "", sort: "", down: false, limit: PAGE };

  function notes(f) {
    return (f.earlier_notes || []).reduce(function (n, e) { return n + e.count; }, (f.notes || []).length);
  }

  var columns = [
    { name: "File", key: function (f) { return f.path; }, fill: fillFile },
    { name: "Status", key: function (f) { return f.status; }, fill: fillStatus },
    { name: "Notes", number: true, key: notes },
    { name: "Read", number: true, wide: true, key: function (f) { return f.bytes_in; }, show: size },
    { name: "Written", number: true, wide: true, key: function (f) { return f.bytes_out; }, show: size },
    { name: "Time", number: true, wide: true, key: function (f) { return f.ms; }, show: time }
  ];

  function size(n) {
    if (n < 1024) return n + " B";
    return n < 1048576 ? (n / 1024).toFixed(1) + " KiB" : (n / 1048576).toFixed(1) + " MiB";
  }

  function time(ms) { return ms < 1000 ? ms.toFixed(1) + " ms" : (ms / 1000).toFixed(1) + " s"; }

  // Everything a file brings is put in as text, never as markup.
  function add(parent, tag, cls, text) {
    var e = document.createElement(tag);
    if (cls) e.className = cls;
    if (text !== undefined) e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  function fillStatus(cell, f) { add(cell, "span", "status " + f.status, f.status); }

  function fillFile(cell, f) {
    add(cell, "div", "path", f.path);
    if (f.title) add(cell, "div", "title", f.title);
    if (f.error) add(cell, "div", "failed", f.error);
    if (f.reason) add(cell, "div", "title", f.reason);
    if (!notes(f)) return;
    var box = add(cell, "details");
    add(box, "summary", "", notes(f) === 1 ? "1 note" : notes(f) + " notes");
    var list = add(box, "ul");
    (f.notes || []).forEach(function (n) {
      var item = add(list, "li");
      add(item, "span", "code " + n.level, n.code);
      item.append(" " + (n.line ? "line " + n.line + ": " : "") + n.message);
    });
    (f.earlier_notes || []).forEach(function (n) {
      var item = add(list, "li");
      add(item, "span", "code " + n.level, n.code);
      item.append(" " + n.count + " in an earlier run");
    });
    box.open = state.kind !== "";
  }

  function hasKind(f, kind) {
    function is(n) { return n.code === kind; }
    return (f.notes || []).some(is) || (f.earlier_notes || []).some(is);
  }

  files.forEach(function (f, i) {
    f.at = i;
    f.text = [f.path, f.output, f.title, f.error, f.reason].concat(
      (f.notes || []).map(function (n) { return n.code + " " + n.message; }),
      (f.earlier_notes || []).map(function (n) { return n.code; })
    ).join("\n").toLowerCase();
  });

  function found() {
    var list = files.filter(function (f) {
      return (!state.status || f.status === state.status) && (!state.kind || hasKind(f, state.kind)) &&
        state.words.every(function (w) { return f.text.includes(w); });
    });
    var column = columns.find(function (c) { return c.name === state.sort; });
    if (column) {
      list.sort(function (a, b) {
        var x = column.key(a), y = column.key(b);
        return (x < y ? -1 : x > y ? 1 : 0) * (state.down ? -1 : 1) || a.at - b.at;
      });
    }
    return list;
  }

  function draw() {
    var list = found(), body = document.querySelector("#list tbody");
    body.textContent = "";
    list.slice(0, state.limit).forEach(function (f) {
      var row = add(body, "tr");
      columns.forEach(function (c) {
        var cell = add(row, "td", (c.number ? "number" : "") + (c.wide ? " wide" : ""));
        if (c.fill) c.fill(cell, f);
        else cell.textContent = c.show ? c.show(c.key(f)) : c.key(f);
      });
    });
    var shown = Math.min(list.length, state.limit);
    document.getElementById("shown").textContent =
      (shown < list.length ? shown + " of " : "") + list.length + (list.length === 1 ? " file" : " files") +
      (state.kind ? " with " + state.kind : "");
    document.getElementById("more").hidden = shown === list.length;
    document.querySelectorAll("#list th").forEach(function (th, i) {
      if (columns[i].name === state.sort) th.setAttribute("aria-sort", state.down ? "descending" : "ascending");
      else th.removeAttribute("aria-sort");
    });
    document.querySelectorAll("#statuses button").forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.dataset.kind ? b.dataset.kind === state.kind : !state.kind && b.dataset.status === state.status));
    });
  }

  function change(what) {
    Object.assign(state, { limit: PAGE }, what);
    draw();
  }

  function chip(text, data, what) {
    var b = add(document.getElementById("statuses"), "button", "", text);
    b.type = "button";
    Object.assign(b.dataset, data);
    b.addEventListener("click", function () { change(what()); });
    document.getElementById("statuses").append(" ");
    return b;
  }

  columns.forEach(function (c) {
    var th = add(document.querySelector("#list thead tr"), "th", (c.number ? "number" : "") + (c.wide ? " wide" : ""));
    th.scope = "col";
    var b = add(th, "button", "", c.name);
    b.type = "button";
    b.addEventListener("click", function () {
      change({ sort: c.name, down: state.sort === c.name ? !state.down : Boolean(c.number) });
    });
  });

  var counts = {};
  files.forEach(function (f) { counts[f.status] = (counts[f.status] || 0) + 1; });
  chip("all", { status: "" }, function () { return { status: "", kind: "" }; });
  Object.keys(counts).sort().forEach(function (status) {
    chip(status + " " + counts[status], { status: status }, function () { return { status: status, kind: "" }; });
  });

  document.querySelectorAll("[data-kind]").forEach(function (cell) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = cell.dataset.kind;
    b.addEventListener("click", function () {
      change({ kind: cell.dataset.kind, status: "", words: [] });
      search.value = "";
      document.getElementById("files").scrollIntoView();
    });
    cell.replaceChildren(b);
  });

  search.addEventListener("input", function () {
    change({ words: search.value.toLowerCase().split(/\s+/).filter(Boolean) });
  });
  document.getElementById("more").addEventListener("click", function () {
    state.limit += 10 * PAGE;
    draw();
  });

  document.querySelector("#files .tools").hidden = false;
  document.getElementById("list").hidden = false;
  draw();
})();
