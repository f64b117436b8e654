//go:build !linux

package osfile

import "os"

// OpenHandle opens nothing: the calls that need it do not exist here.
func OpenHandle(*os.Root) *os.File { return nil }

// OpenUnnamed leaves everything to files with temporary names.
func OpenUnnamed(*os.File, string, bool) *os.File { return nil }

func LinkUnnamed(*os.File, *os.File, string) error { return os.ErrInvalid }

// Exchange leaves it to a comparison just before the rename: between the two, an
// edit can be lost.
func Exchange(*os.File, string, string) (done bool, err error) { return false, nil }

func Lease(*os.File) bool { return true }

func LeaseHolds(*os.File) bool { return true }
