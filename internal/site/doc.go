// Package site knows the articles of a run by their addresses, so that links
// between them go on working when the articles become files, and old addresses
// can be led to new ones.
package site
