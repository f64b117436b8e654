package rules

import (
	"errors"
	"strings"
	"testing"
)

func TestLoadRulesErrors(t *testing.T) {
	for _, test := range []struct {
		name, src, want string
	}{
		{"unknown section", "lazy: []\nlazzy: []\n", `f.yaml:2: unknown key "lazzy"`},
		{"unknown key of a row", "lazy:\n  - attr: data-x\n    knd: source\n", `f.yaml:3: unknown key "knd"`},
		{"bad kind", "lazy:\n  - {attr: data-x, kind: source}\n  - {attr: data-y, kind: big}\n", `f.yaml:3: lazy: kind "big"; want source, possible, srcset, larger, smaller or alternate`},
		{"bad attribute", "lazy:\n- {attr: 'Data X', kind: source}\n", `f.yaml:2: lazy: attr "Data X" is not the name of an attribute in lower case`},
		{"bad take", "proxies:\n  - {name: a, hosts: [a.example], take: body}\n", `f.yaml:2: proxies: take "body"; want query, query:NAME or path`},
		{"bad host", "proxies:\n  - {name: a, hosts: ['https://a.example/'], take: path}\n", `f.yaml:2: proxies: "https://a.example/" is not a host; want host, *.host or name.*`},
		{"bad player", "\nplayers:\n  - {provider: a, match: 'a.example/{id}', to: 'https://a.example/{vid}'}\n", `f.yaml:3: players: match "a.example/{id}": to has {vid}, which match does not`},
		{"bad pair", "players:\n  - {provider: a, match: 'a.example/{id}', to: 'https://a.example/[{id}'}\n", `f.yaml:2: players: to "https://a.example/[{id}" has a bracket without its pair`},
		{"bad noise selector", "noise:\n  - {rule: a, select: 'div > p'}\n", `f.yaml:2: noise: "div > p": want one compound selector of tag, #id, .class and [attribute]`},
		{"bad guard", "noise:\n  - {rule: a, select: div, guard: huge}\n", `f.yaml:2: noise: "div": unknown guard "huge"; use short, links, buttons, listing, tags, empty or mark`},
		{"unknown key of a selector", "keep:\n  - .a\n  - {selec: .b}\n", `f.yaml:3: unknown key "selec"`},
		{"key without a new name", "header:\n  - {from: a}\n", `f.yaml:2: header: a row needs from and to`},
		{"bad selector", "drop:\n  - .a\n  - 'p['\n", `f.yaml:3: drop: selector "p["`},
		{"names side by side", "players:\n  - {provider: a, match: 'a.example/{id}{b}', to: 'https://a.example/{id}'}\n", `f.yaml:2: players: match "a.example/{id}{b}": names stand in braces, with text between them`},
		{"open brace", "players:\n  - {provider: a, match: 'a.example/{id', to: 'https://a.example/'}\n", `f.yaml:2: players: match "a.example/{id": names stand in braces`},
		{"test that does not exist", "noise:\n  - {rule: a, select: 'div[id$=x]'}\n", `f.yaml:2: noise: "div[id$=x]": [id$=x]: want [name], [name=value], [name^=value] or [name*=value]`},
		{"bad name", "noise:\n  - {rule: a, select: '.a!b'}\n", `f.yaml:2: noise: ".a!b": missing name behind '.'`},
		{"site with a scheme", "lazy:\n  - {attr: data-x, kind: source, site: ['https://a.example']}\n", `f.yaml:2: lazy: site "https://a.example"; want host, *.host or host/path`},
		{"site of a selector", "keep:\n  - .a\n  - {select: .b, site: ['*']}\n", `f.yaml:3: keep: site "*"; want host, *.host or host/path`},
		{"bad tracker", "trackers:\n  - utm_*\n  - a b\n", `f.yaml:3: trackers: "a b" is not the name of a parameter`},
		{"prefix of nothing", "lazy:\n  - {attr: data-x, kind: source, prefix: 'https://a.example/'}\n", `f.yaml:2: lazy: prefix stands before a member; name the member`},
		{"text for a list", "lazy: hello\n", `f.yaml:1: want a list of rows, not "hello"`},
		{"mapping for a list", "lazy:\n  attr: x\n", `f.yaml:2: want a list of rows, not a mapping`},
		{"one host for a list", "proxies:\n  - {name: a, hosts: a.example, take: path}\n", `f.yaml:2: want a list, not "a.example"`},
		{"text for a truth", "proxies:\n  - {name: a, hosts: [a.example], take: path, local: maybe}\n", `f.yaml:2: want true or false, not "maybe"`},
		{"two documents", "lazy: []\n---\nlazzy: []\n", `f.yaml: more than one YAML document; want all sections in one`},
		{"section twice", "lazy: []\nlazy: []\n", `f.yaml:2: mapping key "lazy" already defined at line 1`},
		{"mistakes in two sections", "background:\n  - {attr: 'B c'}\nlazy:\n  - {attr: 'A b', kind: source}\n", `f.yaml:4: lazy: attr "A b"`},
		{"bad selectors in three sections", "article:\n  - 'a['\ndrop:\n  - 'b['\nkeep:\n  - 'c['\n", `f.yaml:6: keep: selector "c["`},
		{"bad sites in two sections", "drop:\n  - {select: .b, site: ['*']}\nkeep:\n  - {select: .a, site: ['*']}\n", `f.yaml:4: keep: site "*"`},
		{"platform without a name", "platforms:\n  - {title: h2}\n", `f.yaml:2: platforms: a row needs a name`},
		{"bad selector of a platform", "platforms:\n  - {name: a, title: h2}\n  - {name: b, date: 'p['}\n", `f.yaml:3: platforms: `},
		{"writer of no comment", "platforms:\n  - {name: a, comment-author: .b}\n", `f.yaml:2: platforms: comment-author, comment-date and comment-text stand in a comment`},
		{"posts without text", "platforms:\n  - {name: a, post: .b, post-author: .c}\n", `f.yaml:2: platforms: a row of posts needs both post and post-text`},
		{"not a mapping", "- a\n", `f.yaml:1: want sections with rows, not a list`},
		{"broken YAML", "lazy: [\n", `f.yaml:`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load([]byte(test.src), "f.yaml")
			var e *Error
			if !errors.As(err, &e) {
				t.Fatalf("error %v is no *Error", err)
			}
			if !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got  %s\nwant %s", err, test.want)
			}
		})
	}
	if r, err := Load(nil, "empty"); err != nil || r == nil {
		t.Errorf("an empty file: %v", err)
	}
}

// TestRulesPrint prints the built-in tables as a rules file and reads it again.
func TestRulesPrint(t *testing.T) {
	src, err := Builtin().YAML()
	if err != nil {
		t.Fatal(err)
	}
	r, err := Load(src, "builtin.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Lazy) != len(lazyAttributes) || len(r.Players) != len(players) || len(r.Noise) != len(noiseRows) || len(r.Proxies) != len(proxies) || len(r.Redirectors) != len(redirectors) {
		t.Error("rows were lost")
	}
	if !strings.Contains(string(src), "# jQuery Lazyload") {
		t.Error("the origin is not printed")
	}
}
