// Package call knows what pages say to their readers beside the article: calls,
// lines that lead elsewhere, and what a site asks for itself.
package call
