// Package pagetype names the kinds of whole pages and holds how likely a page
// is of each.
package pagetype
