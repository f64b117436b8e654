// Package rules holds what artx knows of the web as tables: attributes of lazy
// images, image proxies, link redirectors, players, elements that stand for a
// player, sizes in addresses, placeholders, tracking images, noise.
//
//	own, err := rules.Load(src, "artx.yaml") // rows of one's own, in YAML
//	article, err := extract.Clean(root, extract.Options{Rules: own})
//
// Each table stands in a file with the code that reads its rows; adding a rule
// is one row, with its origin behind it, and one test case. Rows are asked in
// order and the first that fits wins; rows of one's own come before the
// built-in ones, which [Builtin] returns. [Compile] makes the form in which
// tables are asked.
//
// Tables never change after they are compiled: all of this may be used
// concurrently.
package rules

//go:generate go test -run ^TestSupportedDocs$ -args -update
