"use strict";
(function () {
  var WINDOW = 150; // posts in the list at a time
  var posts = JSON.parse(document.getElementById("data").textContent);
  var state = { filter: "", words: [], found: [], at: 0, from: 0, post: null }; // post: the last one that was shown

  function get(id) { return document.getElementById(id); }

  // Everything a post brings is put in as text, never as markup.
  function add(parent, tag, cls, text) {
    var e = document.createElement(tag);
    if (cls) e.className = cls;
    if (text !== undefined) e.textContent = text;
    parent.appendChild(e);
    return e;
  }

  function warnings(p) { return p.notes.filter(function (n) { return n.level === "warning"; }).length; }

  function times(n, what) { return n + " " + what + (n === 1 ? "" : "s"); }

  // folderOf is the folder that all posts are in, with its slash; "" for none.
  function folderOf() {
    var folder = posts.length > 1 ? posts[0].path.replace(/[^/]*$/, "") : "";
    posts.forEach(function (p) { while (!p.path.startsWith(folder)) folder = folder.replace(/[^/]*\/$/, ""); });
    return folder;
  }

  var folder = folderOf().length;

  posts.forEach(function (p, i) {
    p.index = i;
    p.notes = p.notes || [];
    p.text = [p.path, p.title, p.error].concat(p.notes.map(function (n) { return n.code + " " + n.message; })).join("\n").toLowerCase();
  });

  // What the filter can ask for: a test by its value.
  var tests = {
    "": function () { return true; },
    "failed": function (p) { return p.status === "failed"; },
    "warning": function (p) { return warnings(p) > 0; },
    "note": function (p) { return p.notes.length > 0; }
  };

  function test(value) {
    return tests[value] || function (p) { return p.notes.some(function (n) { return "note " + n.code === value; }); };
  }

  function option(parent, value, text) {
    var o = add(parent, "option", "", text + " (" + posts.filter(test(value)).length + ")");
    o.value = value;
  }

  function fillFilter() {
    var select = get("filter"), kinds = {};
    option(select, "", "all posts");
    option(select, "failed", "failed");
    option(select, "warning", "with warnings");
    option(select, "note", "with notes");
    posts.forEach(function (p) { p.notes.forEach(function (n) { kinds[n.code] = true; }); });
    var group = add(select, "optgroup");
    group.label = "with the note";
    Object.keys(kinds).sort().forEach(function (code) { option(group, "note " + code, code); });
    group.hidden = !group.children.length;
  }

  // search finds the posts, and stays at the one that was shown if it is among them.
  function search() {
    var is = test(state.filter);
    state.found = posts.filter(function (p) {
      return is(p) && state.words.every(function (w) { return p.text.includes(w); });
    });
    go(Math.max(0, state.found.indexOf(state.post)));
  }

  function go(at) {
    state.at = Math.max(0, Math.min(at, state.found.length - 1));
    state.post = state.found[state.at] || state.post;
    state.from = Math.max(0, Math.min(state.at - WINDOW / 3, state.found.length - WINDOW) | 0);
    show();
    list();
  }

  function frame(id, number) {
    var pane = get(id), url = number ? "posts/" + number + "-" + id + ".html" : "about:blank";
    if (pane.getAttribute("src") !== url) pane.setAttribute("src", url);
  }

  function show() {
    var p = state.found[state.at];
    get("post").hidden = !p;
    get("nothing").hidden = Boolean(p);
    get("previous").disabled = state.at <= 0;
    get("next").disabled = state.at >= state.found.length - 1;
    get("place").textContent = p ? state.at + 1 + " of " + state.found.length : "none of " + posts.length;
    if (!p) return;
    history.replaceState(null, "", "#" + (p.index + 1));
    get("title").textContent = p.title || p.path.split("/").pop();
    get("path").textContent = p.path + (p.status === "converted" ? "" : ", " + p.status);
    get("error").textContent = p.error || "";
    get("error").hidden = !p.error;
    frame("source", p.number);
    frame("result", p.number);
    get("source").title = "Source of " + p.path;
    get("result").title = "Result of " + p.path;
    notes(p);
  }

  function notes(p) {
    var box = get("notes"), ol = box.querySelector("ol");
    ol.textContent = "";
    box.hidden = !p.notes.length;
    get("calm").hidden = p.notes.length > 0 || Boolean(p.error);
    box.querySelector("summary").textContent = times(p.notes.length, "note") + (warnings(p) ? ", " + times(warnings(p), "warning") : "");
    p.notes.forEach(function (n, i) {
      var li = add(ol, "li");
      add(li, "span", "code " + n.level, n.code);
      if (n.level === "warning") add(li, "span", "unseen", " (warning)");
      li.append(" " + n.message + " ");
      if (!n.marked) {
        if (n.line) add(li, "span", "soft", "line " + n.line);
        return;
      }
      var b = add(li, "button", "", "line " + n.line);
      b.type = "button";
      b.setAttribute("aria-label", "show line " + n.line + " in the source");
      b.addEventListener("click", function () {
        get("source").setAttribute("src", "posts/" + p.number + "-source.html#note-" + (i + 1));
      });
    });
  }

  function list() {
    var ol = get("list"), end = Math.min(state.found.length, state.from + WINDOW);
    ol.textContent = "";
    ol.start = state.from + 1;
    state.found.slice(state.from, end).forEach(function (p, i) {
      var b = add(add(ol, "li"), "button");
      b.type = "button";
      add(b, "span", "name", p.title || p.path.split("/").pop()).dir = "auto";
      add(b, "span", "path", p.path.slice(folder));
      if (p.status === "failed") add(b, "span", "counts failed", "failed");
      else if (p.notes.length) add(b, "span", "counts", times(p.notes.length, "note") + (warnings(p) ? ", " + times(warnings(p), "warning") : ""));
      if (state.from + i === state.at) b.setAttribute("aria-current", "true");
      b.addEventListener("click", function () {
        get("side").classList.remove("open");
        get("toggle").setAttribute("aria-expanded", "false");
        go(state.from + i);
      });
    });
    get("earlier").hidden = state.from === 0;
    get("later").hidden = end === state.found.length;
    var current = ol.querySelector("[aria-current]");
    if (current) current.scrollIntoView({ block: "nearest" });
  }

  function scroll(by) {
    state.from = Math.max(0, Math.min(state.from + by, state.found.length - WINDOW));
    list();
    get("side").scrollTop = 0;
  }

  function step(by) {
    var at = state.at + by;
    if (at >= 0 && at < state.found.length) go(at);
  }

  var keys = {
    j: function () { step(1); }, ArrowRight: function () { step(1); }, k: function () { step(-1); }, ArrowLeft: function () { step(-1); },
    "/": function () { get("search").focus(); }
  };

  document.addEventListener("keydown", function (e) {
    var field = /^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName);
    if (field && e.key === "Escape") get("post").focus();
    if (field || e.ctrlKey || e.metaKey || e.altKey || !keys[e.key]) return;
    e.preventDefault();
    keys[e.key]();
  });

  // A pane that was clicked has the keys; they come back with the pointer.
  document.addEventListener("mouseover", function (e) {
    if (e.target.tagName !== "IFRAME" && document.activeElement.tagName === "IFRAME") get("post").focus({ preventScroll: true });
  });

  get("next").addEventListener("click", function () { step(1); });
  get("previous").addEventListener("click", function () { step(-1); });
  get("earlier").addEventListener("click", function () { scroll(-WINDOW); });
  get("later").addEventListener("click", function () { scroll(WINDOW); });
  get("toggle").addEventListener("click", function () {
    get("toggle").setAttribute("aria-expanded", String(get("side").classList.toggle("open")));
    list();
  });
  get("filter").addEventListener("change", function (e) { state.filter = e.target.value; search(); });
  get("search").addEventListener("input", function (e) {
    state.words = e.target.value.toLowerCase().split(/\s+/).filter(Boolean);
    search();
  });
  function follow() {
    var p = posts[Number(location.hash.slice(1)) - 1];
    if (p && state.found[state.at] !== p && state.found.indexOf(p) >= 0) go(state.found.indexOf(p));
  }
  window.addEventListener("hashchange", follow);

  document.querySelector(".layout").hidden = false;
  fillFilter();
  state.found = posts;
  state.at = Math.max(0, posts.indexOf(posts[Number(location.hash.slice(1)) - 1]));
  go(state.at);
})();
