package boost

// Ratio is a/b, 0 for b = 0.
func Ratio(a, b float32) float32 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Bool is 1 for true and 0 for false.
func Bool(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// Features collects the features of one block in a fixed order.
type Features struct {
	Values []float32
	named  bool // collect the names too, for people
	names  []string
	Prefix string
}

// Add appends a feature; the name is kept only if names are asked for.
func (f *Features) Add(name string, v float32) {
	f.Values = append(f.Values, v)
	if f.named {
		f.names = append(f.names, f.Prefix+name)
	}
}

// FirstOf is the first of the list, "" if it is empty.
func FirstOf(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}
