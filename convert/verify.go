package convert

import "golang.org/x/net/html"

// Verify compares.
func Verify(root *html.Node, markdown []byte) []Note { return nil }
