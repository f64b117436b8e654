package source

import (
	"bytes"
	"cmp"
	"fmt"
	"html"
	"slices"
	"strings"

	"github.com/artx-cli/artx/source/internal/xmltext"
)

// enmlToHTML writes the content of a note as HTML. What only ENML has becomes
// what HTML has for it: tasks, resources, code blocks, encrypted text.
func enmlToHTML(b []byte, resources map[string]*Attachment, tasks []task) []byte {
	w := &enmlWriter{src: b, resources: resources, groups: map[string][]task{}}
	for _, t := range tasks {
		w.groups[t.group] = append(w.groups[t.group], t)
	}
	for t := range xmltext.Tokens(b) {
		if !w.special(t) && !w.div(t) {
			w.write(t)
		}
	}
	w.endList()
	for _, t := range tasks { // those that the content does not show
		w.writeGroup(t.group)
	}
	return bytes.TrimSpace(w.out.Bytes())
}

type enmlWriter struct {
	src       []byte
	out       bytes.Buffer
	resources map[string]*Attachment
	groups    map[string][]task // that are still to be written
	code      int               // depth of <div> in a code block; 0 outside
	list      bool              // a list of tasks is open
	task      int               // depth of <div> in a task; 0 outside
	unwrap    int               // depth of <div> in the one of a task in a list, whose own tags are left out; 0 outside
}

func (w *enmlWriter) write(t xmltext.Token) {
	w.out.Write(xmltext.AppendHTML(nil, w.src, t, nil))
}

// special writes what is not HTML. It reports false for all else.
func (w *enmlWriter) special(t xmltext.Token) bool {
	opens := t.Kind == '<'
	switch {
	case t.Kind == '!' && !bytes.HasPrefix(w.src[t.Start:], []byte("<!--")), t.Name == "en-note":
		return true // the XML declaration, the document type, the root
	case t.Name == "en-todo":
		if opens {
			w.checkbox(xmltext.Element{Attrs: t.Body}.Attr("checked") == "true")
		}
	case t.Name == "en-media":
		if opens {
			w.media(xmltext.Element{Attrs: t.Body})
		}
	case t.Name == "en-crypt" && opens:
		w.out.WriteString("<code>[encrypted] ")
	case t.Name == "en-crypt":
		w.out.WriteString("</code>")
	case t.Name == "li" && opens && hasStyle(t, "--en-checked:"):
		w.write(t)
		w.checkbox(hasStyle(t, "--en-checked:true"))
		if w.startsWith(t.End, "div") {
			w.unwrap = 1
		}
	case w.code > 0 && t.Name == "br":
		// Each line of a code block is a <div>; an empty one holds a <br>.
	default:
		return false
	}
	return true
}

func (w *enmlWriter) checkbox(checked bool) {
	if checked {
		w.out.WriteString(`<input type="checkbox" checked> `)
	} else {
		w.out.WriteString(`<input type="checkbox"> `)
	}
}

// media refers to a resource by its hash: a picture is shown, anything else is
// linked.
func (w *enmlWriter) media(e xmltext.Element) {
	hash, kind, name := e.Attr("hash"), e.Attr("type"), ""
	if a := w.resources[hash]; a != nil {
		name = a.Name
	}
	address := html.EscapeString("cid:" + hash)
	if !strings.HasPrefix(kind, "image/") {
		fmt.Fprintf(&w.out, `<a href="%s">%s</a>`, address, html.EscapeString(cmp.Or(name, kind, hash)))
		return
	}
	fmt.Fprintf(&w.out, `<img src="%s" alt="%s"`, address, html.EscapeString(e.Attr("alt")))
	for _, size := range []string{"width", "height"} {
		if v := strings.TrimSuffix(e.Attr(size), "px"); v != "" {
			fmt.Fprintf(&w.out, ` %s="%s"`, size, html.EscapeString(v))
		}
	}
	w.out.WriteString(">")
}

// div gives the blocks of Evernote, which are all <div>, their elements: a code
// block, marked by a property of Evernote's with a <div> a line within, is a
// <pre>; lines that begin with <en-todo> are a list.
func (w *enmlWriter) div(t xmltext.Token) bool {
	opens := t.Kind == '<' && !t.Empty
	switch {
	case t.Name != "div" || t.Empty:
		if w.list && w.task == 0 && (t.Kind != 't' || len(bytes.TrimSpace(t.Body)) > 0) {
			w.endList()
		}
		return false
	case w.unwrap > 0:
		return w.unwrapped(opens)
	case w.code > 0:
		w.codeLine(opens)
	case w.task > 0:
		w.taskLine(opens)
	case opens && hasStyle(t, "--en-task-group:true"):
		w.endList()
		w.writeGroup(styleValue(t, "--en-id"))
		return false
	case opens && hasStyle(t, "-en-codeblock:true"):
		w.endList()
		w.code = 1
		w.out.WriteString("<pre><code>")
	case opens && w.startsWith(t.End, "en-todo"):
		if !w.list {
			w.out.WriteString("<ul>")
		}
		w.list, w.task = true, 1
		w.out.WriteString("<li>")
	default:
		w.endList()
		return false
	}
	return true
}

// unwrapped leaves out the tags of the <div> around the text of a task.
func (w *enmlWriter) unwrapped(opens bool) bool {
	if opens {
		w.unwrap++
		return w.unwrap == 2
	}
	w.unwrap--
	if w.unwrap == 1 {
		w.unwrap = 0
		return true
	}
	return false
}

// writeGroup writes the tasks of a group once, in the order that they were given.
func (w *enmlWriter) writeGroup(id string) {
	list := w.groups[id]
	if len(list) == 0 {
		return
	}
	delete(w.groups, id)
	slices.SortStableFunc(list, func(a, b task) int { return strings.Compare(a.weight, b.weight) })
	w.out.WriteString("<ul>")
	for _, t := range list {
		w.out.WriteString("<li>")
		w.checkbox(t.done)
		w.out.WriteString(html.EscapeString(t.title) + "</li>")
	}
	w.out.WriteString("</ul>")
}

func (w *enmlWriter) codeLine(opens bool) {
	switch {
	case opens:
		w.code++
	case w.code == 1:
		w.code = 0
		w.out.WriteString("</code></pre>")
	default:
		w.code--
		w.out.WriteString("\n")
	}
}

func (w *enmlWriter) taskLine(opens bool) {
	switch {
	case opens:
		w.task++
	case w.task == 1:
		w.task = 0
		w.out.WriteString("</li>")
	default:
		w.task--
	}
}

func (w *enmlWriter) endList() {
	if w.list {
		w.list = false
		w.out.WriteString("</ul>")
	}
}

// startsWith tells whether the first thing at pos is an element of a name.
func (w *enmlWriter) startsWith(pos int, name string) bool {
	for pos < len(w.src) {
		t := xmltext.TokenAt(w.src, pos)
		if t.Kind != 't' || len(bytes.TrimSpace(t.Body)) > 0 {
			return t.Kind == '<' && t.Name == name
		}
		pos = t.End
	}
	return false
}

// styleValue is the value of a property in a style attribute.
func styleValue(t xmltext.Token, property string) string {
	for declaration := range strings.SplitSeq(xmltext.Element{Attrs: t.Body}.Attr("style"), ";") {
		if name, value, _ := strings.Cut(declaration, ":"); strings.TrimSpace(name) == property {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func hasStyle(t xmltext.Token, property string) bool {
	return strings.Contains(strings.ReplaceAll(xmltext.Element{Attrs: t.Body}.Attr("style"), " ", ""), property)
}
