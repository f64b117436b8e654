// Package frontmatter reads, repairs and writes the headers of article files.
package frontmatter
