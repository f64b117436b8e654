package commonmark

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	gmhtml "github.com/yuin/goldmark/renderer/html"
)

// Renderer renders Markdown as GitHub does, with its raw HTML.
var Renderer = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(Extension, Table, extension.Strikethrough, extension.TaskList, Footnote),
		goldmark.WithRendererOptions(gmhtml.WithUnsafe()))
})
