// Package limit holds the errors of what ends too early or grows too large, which
// the readers of containers share.
package limit

import (
	"errors"
	"fmt"
)

// They are documented where users see them, in package source.
var (
	ErrTooLarge  = errors.New("larger than the limit")
	ErrTruncated = errors.New("cut off")
	ErrBomb      = errors.New("unpacks to far more than articles do; refused as a decompression bomb")
)

// TooLarge is [ErrTooLarge] with the limit in bytes.
func TooLarge(limit int64) error {
	return fmt.Errorf("%w of %d bytes; raise the limit (--max-size)", ErrTooLarge, limit)
}
