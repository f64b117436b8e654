package article

import (
	"net/url"
	"slices"
	"strings"

	"github.com/artx-cli/artx/frontmatter"
)

// addAliases puts the addresses that the article had under the key of
// Options.Aliases, and tells whether any was missing there.
func (c *conversion) addAliases(header *frontmatter.Document) bool {
	if c.opt.Aliases == "" {
		return false
	}
	return header.AddAliases(c.opt.Aliases, oldPaths(header.Addresses(), c.opt.OldPath))
}

// oldPaths are the paths of addresses, and another one unless it is "", but for the
// one where the article will be: the first address that is a path alone. Generators
// redirect no queries.
func oldPaths(addresses []string, other string) (old []string) {
	now := ""
	if other = (&url.URL{Path: other}).EscapedPath(); other != "" {
		old = append(old, other)
	}
	for _, address := range addresses {
		u, err := url.Parse(strings.TrimSpace(address))
		if err != nil || u.Opaque != "" || u.RawQuery != "" || u.Host == "" && !strings.Contains(u.Path, "/") {
			continue
		}
		at := "/" + strings.TrimPrefix(u.EscapedPath(), "/")
		if u.Host == "" && now == "" {
			now = at
		}
		if at != "/" && !slices.Contains(old, at) {
			old = append(old, at)
		}
	}
	return slices.DeleteFunc(old, func(at string) bool { return at == now })
}
