package rules

import (
	"fmt"
	"strings"
	"sync"
)

// Rules are the tables that extract.Clean works by. Rows come in order: the first
// that fits wins, so rows of one's own stand before the built-in ones.
type Rules struct {
	Lazy        []Lazy           `yaml:"lazy,omitempty"`        // attributes that hold the real image
	Background  []Lazy           `yaml:"background,omitempty"`  // attributes that hold an element's picture
	Pixels      []AddressPattern `yaml:"pixels,omitempty"`      // images that count readers
	AdFrames    []AddressPattern `yaml:"adframes,omitempty"`    // frames that only show advertisements
	Proxies     []Unwrap         `yaml:"proxies,omitempty"`     // image addresses that carry the real one
	Redirectors []Unwrap         `yaml:"redirectors,omitempty"` // link addresses that carry the real one
	Sizes       []Size           `yaml:"sizes,omitempty"`       // image addresses that say a size
	Trackers    []string         `yaml:"trackers,omitempty"`    // query parameters that Options.CleanLinks removes
	Players     []Player         `yaml:"players,omitempty"`     // players and the pages they stand for
	Facades     []Facade         `yaml:"facades,omitempty"`     // elements that stand for a player
	Providers   []Provider       `yaml:"providers,omitempty"`   // names of the players' services
	Noise       []Noise          `yaml:"noise,omitempty"`       // what is no part of the article
	Callouts    []Callout        `yaml:"callouts,omitempty"`    // elements that set a note or warning off the text
	Keep        []Selector       `yaml:"keep,omitempty"`        // what is never noise
	Drop        []Selector       `yaml:"drop,omitempty"`        // what always goes
	Article     []Selector       `yaml:"article,omitempty"`     // of whole pages, the parts that are the article
	Platforms   []Platform       `yaml:"platforms,omitempty"`   // of whole pages, where the software that made them puts things
	Header      HeaderKeys       `yaml:"header,omitempty"`      // front-matter keys to rename, for the caller

	compiled *Set // of the built-in rules and these
}

// Builtin returns a copy of the built-in tables.
func Builtin() *Rules {
	return &Rules{
		Lazy: append([]Lazy(nil), lazyAttributes...), Background: append([]Lazy(nil), backgroundAttributes...),
		Pixels: append([]AddressPattern(nil), pixels...), AdFrames: append([]AddressPattern(nil), adFrames...), Facades: append([]Facade(nil), facades...), Proxies: append([]Unwrap(nil), proxies...), Redirectors: append([]Unwrap(nil), redirectors...),
		Sizes: append([]Size(nil), sizes...), Trackers: append([]string(nil), trackers...), Players: append([]Player(nil), players...), Providers: append([]Provider(nil), providers...),
		Noise: append([]Noise(nil), noiseRows...), Callouts: append([]Callout(nil), callouts...), Platforms: append([]Platform(nil), platforms...),
	}
}

// Set is what Clean looks things up in.
type Set struct {
	Lazy                *lazyTable
	Background          *lazyTable
	Pixels              *addressTable
	Proxies             *unwrapTable
	Redirectors         *unwrapTable
	Sizes               *sizeTable
	trackers            map[string]bool
	trackStems          []string // those that ended in *
	Players             *playerTable
	Providers           map[string]*Provider
	AdFrames            *addressTable
	Selectors           *selectorTable // of facades, noise, callouts and, last, code boxes
	Facades             []Facade
	Noise               []Noise
	Callouts            []Callout
	Keep, Drop, article []Selector
}

// BuiltinSet is compiled once, when it is first needed.
var BuiltinSet = sync.OnceValue(func() *Set {
	set, err := compileRules(&Rules{})
	if err != nil {
		panic(err) // a test compiles the tables
	}
	return set
})

// Compile returns the compiled rules: the given ones before the built-in.
func Compile(r *Rules) (*Set, error) {
	switch {
	case r == nil:
		return BuiltinSet(), nil
	case r.compiled != nil:
		return r.compiled, nil
	}
	return compileRules(r)
}

func compileRules(own *Rules) (*Set, error) {
	set := &Set{
		Lazy:       newLazyTable(joined(own.Lazy, lazyAttributes)),
		Background: newLazyTable(joined(own.Background, backgroundAttributes)),
		Pixels:     newAddressTable(joined(own.Pixels, pixels)),
		AdFrames:   newAddressTable(joined(own.AdFrames, adFrames)),
		Facades:    joined(own.Facades, facades), Noise: joined(own.Noise, noiseRows), Callouts: joined(own.Callouts, callouts), Selectors: newSelectorTable(),
		Proxies:     newUnwrapTable(joined(own.Proxies, proxies)),
		Sizes:       newSizeTable(joined(own.Sizes, sizes)),
		Redirectors: newUnwrapTable(joined(own.Redirectors, redirectors)),
		trackers:    map[string]bool{}, Providers: map[string]*Provider{}, Keep: own.Keep, Drop: own.Drop, article: own.Article,
	}
	for _, name := range joined(own.Trackers, trackers) {
		if n := len(name); n > 0 && name[n-1] == '*' {
			set.trackStems = append(set.trackStems, strings.ToLower(name[:n-1]))
		} else {
			set.trackers[strings.ToLower(name)] = true
		}
	}
	all := joined(own.Providers, providers)
	for i := range all {
		if set.Providers[all[i].ID] == nil {
			set.Providers[all[i].ID] = &all[i]
		}
	}
	var err error
	if set.Players, err = newPlayerTable(joined(own.Players, players)); err != nil {
		return nil, err
	}
	if err = set.compileSelectors(); err != nil {
		return nil, err
	}
	for _, rows := range [][]Selector{own.Keep, own.Drop, own.Article} {
		if _, err := CompileQueries(selectorsOf(rows)); err != nil {
			return nil, fmt.Errorf("rules: %w", err)
		}
	}
	return set, nil
}

// compileSelectors checks and indexes the rows that name elements.
func (set *Set) compileSelectors() error {
	for i := range set.Facades {
		row := &set.Facades[i]
		if err := row.check(); err != nil {
			return fmt.Errorf("facade %w", err)
		}
		if err := set.Selectors.add(row.Select); err != nil {
			return fmt.Errorf("facade %w", err)
		}
	}
	for i := range set.Noise {
		row := &set.Noise[i]
		if err := row.checkGuard(); err != nil {
			return fmt.Errorf("noise %w", err)
		}
		if err := set.Selectors.add(row.Select); err != nil {
			return fmt.Errorf("noise %w", err)
		}
	}
	for i := range set.Callouts {
		row := &set.Callouts[i]
		if err := row.check(); err != nil {
			return fmt.Errorf("callout %w", err)
		}
		if err := set.Selectors.add(row.Select); err != nil {
			return fmt.Errorf("callout %w", err)
		}
	}
	for _, selector := range codeBoxes {
		if err := set.Selectors.add(selector); err != nil {
			return fmt.Errorf("listing %w", err)
		}
	}
	return nil
}

func joined[T any](first, then []T) []T {
	return append(append(make([]T, 0, len(first)+len(then)), first...), then...)
}
