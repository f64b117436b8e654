package body

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// openShadowRoots puts the content of declarative shadow roots in the place of
// their templates, and what their hosts hold into its slots: so browsers show it
// (HTML Standard, section 4.12.3).
func openShadowRoots(root *html.Node) {
	var found []*html.Node
	for n := range root.Descendants() {
		if n.Type == html.ElementNode && n.DataAtom == atom.Template && (dom.Attr(n, "shadowrootmode") != "" || dom.Attr(n, "shadowroot") != "") {
			found = append(found, n)
		}
	}
	for _, template := range found {
		fillSlots(template)
		n := template
		for child := n.FirstChild; child != nil; child = n.FirstChild {
			n.RemoveChild(child)
			n.Parent.InsertBefore(child, n)
		}
		n.Parent.RemoveChild(n)
	}
}

// fillSlots moves what stands beside a template into the slots in it.
func fillSlots(template *html.Node) {
	var slots []*html.Node
	for n := range template.Descendants() {
		if n.Type == html.ElementNode && n.Data == "slot" {
			slots = append(slots, n)
		}
	}
	for _, slot := range slots {
		name := dom.Attr(slot, "name")
		var light []*html.Node
		for n := template.Parent.FirstChild; n != nil; n = n.NextSibling {
			if n != template && dom.Attr(n, "slot") == name {
				light = append(light, n)
			}
		}
		if len(light) == 0 {
			continue
		}
		for slot.FirstChild != nil { // what is shown if nothing fills it
			slot.RemoveChild(slot.FirstChild)
		}
		for _, n := range light {
			n.Parent.RemoveChild(n)
			slot.AppendChild(n)
		}
	}
}
