//go:build !linux

package batch

import "os"

// openHandle opens nothing: the calls that need it do not exist here.
func openHandle(*os.Root) *os.File { return nil }

// openUnnamed leaves everything to files with temporary names.
func openUnnamed(*os.File, bool) *os.File { return nil }

func linkUnnamed(*os.File, *os.File, string) error { return os.ErrInvalid }

// exchange leaves it to a comparison just before the rename: between the two, an
// edit can be lost.
func exchange(*os.File, string, string) (done bool, err error) { return false, nil }

func lease(*os.File) bool { return true }

func leaseHolds(*os.File) bool { return true }
