// Package hidden reads what a page holds but does not show, or shows only once its
// scripts have run.
//
// In: the parsed page, and what it says of itself. [Open], before anything is measured,
// puts content where browsers show it that stands apart: declarative shadow trees, and
// what a server has sent late for a place further up (shadow.go). Then, how many words
// are visible decides: [Article] looks for the whole article in JSON-LD, and if next to
// nothing is visible in the state that a script starts from (state.go) and in templates;
// [Description] for that of a product. Out: a [Source] with a tree of its own.
package hidden
