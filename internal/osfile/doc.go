// Package osfile holds what systems offer for files that package os does not:
// files without a name, two files that change names at once, leases, locks,
// owners, extended attributes, the flushing of a whole file system, and opening a
// file with few calls. Where a system has none of it, the functions say so by
// their results, and the caller does without.
package osfile
