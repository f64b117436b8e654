package source

import (
	"strings"

	"github.com/artx-cli/artx/source/internal/unpack"
)

// readGzip and readZstd read a file that is compressed as a whole: an article or
// a container.
func readGzip(c *container) { readCompressed(c, "gzip") }

func readZstd(c *container) { readCompressed(c, "zstd") }

func readCompressed(c *container, compression string) {
	if c.depth >= maxDepth {
		c.end(0, errTooDeep)
		return
	}
	r, err := unpack.Open(compression, c.stream)
	if err != nil {
		c.end(0, err)
		return
	}
	defer unpack.Close(r)
	in := c.inner("", r)
	in.outer, in.self = c.outer, uncompressedName(c.recordName())
	in.read()
}

// uncompressedName is the name of what a compressed file holds.
func uncompressedName(name string) string {
	for _, ext := range []struct{ from, to string }{{".tgz", ".tar"}, {".tzst", ".tar"}, {".gz", ""}, {".zst", ""}} {
		if stem, ok := strings.CutSuffix(name, ext.from); ok {
			return stem + ext.to
		}
	}
	return name
}
