package cli

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// sizeUnits are the binary units of sizes, longest suffix first.
var sizeUnits = []struct {
	suffix string
	bytes  float64
}{
	{"GiB", 1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10},
	{"G", 1 << 30}, {"M", 1 << 20}, {"K", 1 << 10}, {"B", 1}, {"", 1},
}

// parseSize reads the value of a flag, a size such as "64MiB", "512K" or "1000". Units are powers
// of 1,024; 0 is no limit.
func parseSize(flag, s string) (int64, error) {
	for _, u := range sizeUnits {
		digits, ok := strings.CutSuffix(strings.ToLower(s), strings.ToLower(u.suffix))
		if !ok {
			continue
		}
		n, err := strconv.ParseFloat(strings.TrimSpace(digits), 64)
		if err != nil || !(n >= 0 && n*u.bytes < math.MaxInt64) { // NaN fails too
			break
		}
		return int64(n * u.bytes), nil
	}
	return 0, usagef("--%s %q is no size; write it like 64MiB or 500K", flag, s)
}

// formatSize writes n bytes as a person reads them, such as "64 MiB".
func formatSize(n int64) string {
	for _, u := range sizeUnits[:3] {
		if float64(n) >= u.bytes {
			return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/u.bytes), ".0") + " " + u.suffix
		}
	}
	return strconv.FormatInt(n, 10) + " bytes"
}
