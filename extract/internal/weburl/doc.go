// Package weburl splits, resolves and mends web addresses as they are found in
// markup. Unlike net/url it never fails: what cannot be read stays as it is.
package weburl
