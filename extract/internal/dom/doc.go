// Package dom has small helpers for trees of [html.Node] and their text that
// know nothing of articles.
package dom
