package boost

import (
	"strconv"
	"strings"
)

// Weights is a file of learned weights: sections, each a line "== NAME" and
// the lines below it. Lines before the first section are comments. A section
// of words holds words, each with its weights behind it in fiftieths; one of
// trees holds nodes, set apart by commas, as feature, distance and value (see
// [treeNode]).
type Weights map[string]string

// ReadWeights divides the text of a file of weights into its sections.
func ReadWeights(text string) Weights {
	sections := strings.Split(text, "\n== ")
	w := make(Weights, len(sections))
	for _, section := range sections[1:] {
		name, body, _ := strings.Cut(section, "\n")
		w[name] = body
	}
	return w
}

// Words reads a section of words with n weights each.
func (w Weights) Words(section string, n int, each func(word string, weights []float32)) {
	fields := strings.Fields(w[section])
	weights := make([]float32, n)
	for ; len(fields) > n; fields = fields[n+1:] {
		for i := range weights {
			v, _ := strconv.Atoi(fields[i+1]) // the file is ours; a test reads all of it
			weights[i] = float32(v) / 50
		}
		each(fields[0], weights)
	}
}

// Trees reads a section of trees.
func (w Weights) Trees(section string) []Node {
	text := w[section]
	list := make([]Node, 0, strings.Count(text, ",")+strings.Count(text, "\n")+1)
	for node := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ',' || r == '\n' }) {
		feature, rest, _ := strings.Cut(strings.TrimLeft(node, " "), " ")
		distance, value, _ := strings.Cut(rest, " ")
		f, _ := strconv.Atoi(feature)
		d, _ := strconv.Atoi(distance)
		v, _ := strconv.ParseFloat(value, 32)
		list = append(list, Node{int16(f), int16(d), float32(v)})
	}
	return list
}
