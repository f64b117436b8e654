// Checks that KaTeX renders the TeX of a table of formulas to the MathML that it
// was written from.
//
//	NODE_PATH=…/node_modules node katex.cjs mathml.json
//
// Compared is what a reader sees: groups, empty operators, spacing and the spellings
// of one sign are not.
const fs = require("fs")
const katex = require("katex")

// parse reads well-formed MathML to [name, attributes, children] and texts.
function parse(xml) {
  const root = ["root", {}, []], open = [root]
  for (const [, close, name, attrs, empty, text] of xml.matchAll(/<(\/?)([\w-]+)([^>]*?)(\/?)>|([^<]+)/g)) {
    const top = open[open.length - 1]
    if (text !== undefined) {
      const plain = text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
        .replace(/&amp;/g, "&").replace(/\u00a0/g, " ")
      top[2].push(plain)
    } else if (close) {
      open.pop()
    } else {
      const element = [name, Object.fromEntries([...attrs.matchAll(/([\w-]+)="([^"]*)"/g)].map(m => [m[1], m[2]])), []]
      top[2].push(element)
      if (!empty) open.push(element)
    }
  }
  return root
}

// signs are spellings of one sign.
const signs = { "-": "−", "ˆ": "^", "⃗": "→", "ˉ": "¯", "‾": "¯", "―": "¯", "_": "¯", "˜": "~", "∼": "~", "∣": "|", "∥": "‖", "⋁": "∨" }
const groups = new Set(["root", "mrow", "mstyle", "mpadded", "math", "span", "semantics"])
const tokens = new Set(["mi", "mn", "mo", "mtext", "ms"])
const stacked = { munder: "msub", mover: "msup", munderover: "msubsup" }
const operators = /^([∑∏∫∮⋃]|\([a-z]( [a-z])+\))$/

// shown is what a node shows, as a list of strings.
function shown([name, attrs, children]) {
  const elements = children.filter(c => typeof c !== "string")
  const group = c => { const s = shown(c); return s.length === 1 ? s[0] : "(" + s.join(" ") + ")" }
  if (name === "annotation" || name === "mspace" || name === "mprescripts" || name === "none") return []
  if (tokens.has(name) && elements.length === 0) {
    let text = children.join("")
    if (name !== "mtext") text = text.trim()
    text = text.replace(/[\u2061-\u2064\u200b]/g, "")
    if (text === "") return []
    const variant = attrs.mathvariant && attrs.mathvariant !== "normal" && attrs.mathvariant !== "italic" ? attrs.mathvariant + ":" : ""
    if ((name === "mi" || name === "mo" && /^[a-z]+$/i.test(text)) && !variant) return [...text] // KaTeX writes upright words letter by letter
    return [variant + (signs[text] || text)]
  }
  if (groups.has(name) || tokens.has(name)) return elements.flatMap(shown)
  if (name === "mfenced") {
    const [open, close, separator] = [attrs.open ?? "(", attrs.close ?? ")", attrs.separators ?? ","]
    return [open, ...elements.flatMap((e, i) => i ? [separator, ...shown(e)] : shown(e)), close]
  }
  if (name === "msqrt" || name === "mphantom" || name === "menclose" || name === "mtd" || name === "mtr" || name === "mtable") {
    const notation = attrs.notation ? "." + attrs.notation : ""
    return [name + notation + "[" + elements.flatMap(name === "mtr" || name === "mtable" ? e => [group(e)] : shown).join(" ") + "]"]
  }
  if (name === "mmultiscripts") {
    const at = elements.findIndex(e => e[0] === "mprescripts"), pair = list => list.length ? ["msubsup[() " + list.map(group).join(" ") + "]"] : []
    return at < 0 ? ["msubsup[" + elements.map(group).join(" ") + "]"] : [...pair(elements.slice(at + 1)), ...shown(elements[0])]
  }
  if (name === "msub" || name === "msup" || name === "msubsup" || stacked[name]) {
    const parts = elements.map(group)
    const kind = stacked[name] && operators.test(parts[0]) ? stacked[name] : name
    if (parts[1] === "′") return ["msup[" + parts.join(" ") + "]"]
    return [kind + "[" + parts.join(" ") + "]"]
  }
  const line = name === "mfrac" && /^0/.test(attrs.linethickness || "") ? ".none" : ""
  return [name + line + "[" + elements.map(group).join(" ") + "]"]
}

let wrong = 0
const table = JSON.parse(fs.readFileSync(process.argv[2], "utf8"))
for (const { name, mathml, tex } of table) {
  let want = shown(parse(mathml)).join(" "), got
  try {
    got = shown(parse(katex.renderToString(tex, { output: "mathml", displayMode: true, strict: false }))).join(" ")
  } catch (e) {
    got = e.message
  }
  if (got !== want) {
    wrong++
    console.log(`${name}: ${tex}\n got ${got}\nwant ${want}`)
  }
}
console.log(`${table.length - wrong} of ${table.length} formulas are rendered back`)
process.exit(wrong ? 1 : 0)
