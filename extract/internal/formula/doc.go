// Package formula reads formulas, whatever form they have: TeX in attributes, scripts
// and pictures, MathML, and what MathJax and KaTeX draw of them.
//
// In: a node that may be a formula. Out: whether it was one, with one math element in
// its place that has its TeX as an annotation if that is known. [Take] looks for what
// says the formula without loss first, then for MathML and TeX in what scripts have
// drawn, and reads the drawing itself at last (drawn.go).
package formula
