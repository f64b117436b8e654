// Package convert writes a cleaned *html.Node as Markdown, HTML or plain text.
package convert
