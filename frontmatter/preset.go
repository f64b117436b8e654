package frontmatter

import "fmt"

type preset struct{}

func findPreset(name string) (*preset, error) {
	return nil, fmt.Errorf("unknown preset %q", name)
}
func (p *preset) format(d *Document, f Format) (Format, error) { return f, nil }
func (p *preset) apply(d *Document, f Format) []*field         { return d.fields }
