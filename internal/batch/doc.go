// Package batch runs one conversion over many files: it walks folders, plans
// where each result goes, bounds the work, writes atomically, remembers what
// is done, and reports.
//
// It knows nothing of articles: what a file becomes is the business of the
// [Convert] and [ConvertRecord] functions that [Run] is given.
//
// A run is two walks. The first finds every target, so that names that collide
// are known before anything is written; it keeps some hashes a file and no
// paths. The second does the work. Containers, such as feeds and mailboxes, are
// walked through like folders; one that is alone is read once. Results are handed on in the order of the
// walk, which is the same on every system and for any number of jobs.
package batch
