// Package batch runs one conversion over many files: it walks folders, bounds
// the work, writes atomically, remembers what is done, and reports.
//
// It knows nothing of articles. What a file becomes is the business of the
// [Convert] function that [Run] is given.
package batch
