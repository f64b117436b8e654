package rules

import (
	"encoding/json"
	"strings"
)

// Kinds of [Lazy] attributes.
const (
	LazySource    = "source"    // the image that a script puts in place of src
	LazyPossible  = "possible"  // the same if it ends like an image; else taken if there is nothing else, since it may be another address
	LazySet       = "srcset"    // the same for srcset
	LazyLarger    = "larger"    // a larger version than src: taken if src is no image, or with Options.OriginalSize
	LazySmaller   = "smaller"   // a smaller version: taken if there is nothing else
	LazyAlternate = "alternate" // an animated or otherwise different version
)

var lazyKinds = [...]string{LazySource, LazyPossible, LazySet, LazyLarger, LazySmaller, LazyAlternate}

// Lazy is a rule for an attribute that holds an image's address.
type Lazy struct {
	Attr   string   `yaml:"attr"`             // the attribute's name, in lower case
	Kind   string   `yaml:"kind"`             // LazySource, LazySet, …
	Member string   `yaml:"member,omitempty"` // the attribute is JSON, and this member of it is the address
	Prefix string   `yaml:"prefix,omitempty"` // what to put before the member
	Site   []string `yaml:"site,omitempty"`   // only in articles of these sites
	Origin string   `yaml:"-"`                // who writes it
}

// lazyAttributes come in order of trust: the first of a kind that holds an
// address wins. Numbers and names (data-original-width, data-id) never are one.
var lazyAttributes = []Lazy{
	{Attr: "data-original", Kind: LazySource, Origin: "jQuery Lazyload, ZAKER, Zhihu, CSDN, NetEase, Toutiao"},
	{Attr: "data-actualsrc", Kind: LazySource, Origin: "Zhihu"},
	{Attr: "data-src", Kind: LazySource, Origin: "lazysizes, vanilla-lazyload, lozad, a3, Smush, LiteSpeed, EWWW, Autoptimize, WeChat, Gatsby, Wix"},
	{Attr: "data-lazy-src", Kind: LazySource, Origin: "WP Rocket, Jetpack, BJ Lazy Load"},
	{Attr: "data-original-src", Kind: LazySource, Origin: "Jianshu"},
	{Attr: "data-real-src", Kind: LazySource, Origin: "NetEase, cnblogs"},
	{Attr: "data-realsrc", Kind: LazySource, Origin: "Chinese news sites"},
	{Attr: "real_src", Kind: LazySource, Origin: "Sina blogs"},
	{Attr: "data-lazy", Kind: LazyPossible, Origin: "slick"},
	{Attr: "data-lazyload", Kind: LazyPossible, Origin: "Slider Revolution"},
	{Attr: "data-lazyload-src", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-lazy-original", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-lazysrc", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-ll-src", Kind: LazySource, Origin: "LazyLoad"},
	{Attr: "data-echo", Kind: LazySource, Origin: "echo.js, Sohu"},
	{Attr: "data-ks-lazyload", Kind: LazySource, Origin: "KISSY (Taobao)"},
	{Attr: "data-img-src", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-img-url", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-imgsrc", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-image-src", Kind: LazySource, Origin: "Confluence"},
	{Attr: "data-image", Kind: LazyPossible, Origin: "Squarespace"},
	{Attr: "data-srv", Kind: LazyPossible, Origin: "news sites"},
	{Attr: "data-url", Kind: LazyPossible, Origin: "news sites"},
	{Attr: "data-source", Kind: LazyPossible, Origin: "Bilibili"},
	{Attr: "data-runner-src", Kind: LazySource, Origin: "Vice"},
	{Attr: "data-pk-src", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-defer-src", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-delayed-url", Kind: LazySource, Origin: "LinkedIn"},
	{Attr: "data-external-src", Kind: LazySource, Origin: "importers"},
	{Attr: "data-canonical-src", Kind: LazySource, Origin: "GitHub camo"},
	{Attr: "data-orig-src", Kind: LazySource, Origin: "Avada"},
	{Attr: "data-src-img", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-src-desktop", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-src-template", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-native-src", Kind: LazySource, Origin: "Bloomberg"},
	{Attr: "data-image-loader", Kind: LazySource, Origin: "news sites"},
	{Attr: "data-srcs", Kind: LazyPossible, Origin: "news sites"},
	{Attr: "data-lazyload-original", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-img", Kind: LazyPossible, Origin: "news sites"},
	{Attr: "data-cfsrc", Kind: LazySource, Origin: "Cloudflare Mirage"},
	{Attr: "data-ezsrc", Kind: LazySource, Origin: "Ezoic"},
	{Attr: "data-pagespeed-lazy-src", Kind: LazySource, Origin: "mod_pagespeed"},
	{Attr: "data-pagespeed-high-res-src", Kind: LazySource, Origin: "mod_pagespeed"},
	{Attr: "pagespeed_lazy_src", Kind: LazySource, Origin: "mod_pagespeed"},
	{Attr: "data-aload", Kind: LazySource, Origin: "aload"},
	{Attr: "fifu-data-src", Kind: LazySource, Origin: "Featured Image from URL"},
	{Attr: "data-croporisrc", Kind: LazySource, Origin: "WeChat"},
	{Attr: "data-backsrc", Kind: LazySource, Origin: "WeChat"},
	{Attr: "data-backup", Kind: LazyPossible, Origin: "web clippers"},
	{Attr: "data-savepage-src", Kind: LazySource, Origin: "Save Page WE"},
	{Attr: "zoomfile", Kind: LazySource, Origin: "Discuz"},
	{Attr: "file", Kind: LazyPossible, Origin: "Discuz"},
	{Attr: "_src", Kind: LazySource, Origin: "UEditor, Baidu"},
	{Attr: "data-ratio-src", Kind: LazySource, Origin: "news sites"},
	{Attr: "original", Kind: LazyPossible, Origin: "Sina, jQuery Lazyload before data attributes"},
	{Attr: "lazy-src", Kind: LazySource, Origin: "vanilla-lazyload"},
	{Attr: "lazysrc", Kind: LazySource, Origin: "NetEase"},
	{Attr: "lazyload", Kind: LazyPossible, Origin: "Chinese news sites"},
	{Attr: "src2", Kind: LazyPossible, Origin: "Chinese news sites"},
	{Attr: "data-src2", Kind: LazyPossible, Origin: "Chinese news sites"},
	{Attr: "data-attrs", Kind: LazySource, Member: "src", Origin: "Substack"},
	{Attr: "data-lazy-srcset", Kind: LazySet, Origin: "WP Rocket, Jetpack"},
	{Attr: "data-srcset", Kind: LazySet, Origin: "lazysizes, vanilla-lazyload, Smush"},
	{Attr: "data-original-set", Kind: LazySet, Origin: "vanilla-lazyload"},
	{Attr: "data-bgset", Kind: LazySet, Origin: "lazysizes bgset"},
	{Attr: "data-bg-set", Kind: LazySet, Origin: "vanilla-lazyload"},
	{Attr: "data-cfsrcset", Kind: LazySet, Origin: "Cloudflare Mirage"},
	{Attr: "data-ezsrcset", Kind: LazySet, Origin: "Ezoic"},
	{Attr: "lazy-srcset", Kind: LazySet, Origin: "vanilla-lazyload"},
	{Attr: "data-orig-file", Kind: LazyLarger, Origin: "Jetpack galleries"},
	{Attr: "data-large-file", Kind: LazyLarger, Origin: "Jetpack galleries"},
	{Attr: "data-full-src", Kind: LazyLarger, Origin: "galleries"},
	{Attr: "data-full-url", Kind: LazyLarger, Origin: "WordPress galleries"},
	{Attr: "data-hi-res-src", Kind: LazyLarger, Origin: "news sites"},
	{Attr: "data-highres", Kind: LazyLarger, Origin: "Tumblr"},
	{Attr: "data-retina-src", Kind: LazyLarger, Origin: "retina.js"},
	{Attr: "data-at2x", Kind: LazyLarger, Origin: "retina.js"},
	{Attr: "data-mediaviewer-src", Kind: LazyLarger, Origin: "New York Times"},
	{Attr: "data-zoom-src", Kind: LazyLarger, Origin: "medium-zoom"},
	{Attr: "data-zoom-image", Kind: LazyLarger, Origin: "elevateZoom"},
	{Attr: "data-rawurl", Kind: LazyLarger, Origin: "Zhihu, Douban"},
	{Attr: "data-original-mos", Kind: LazyLarger, Origin: "Gawker"},
	{Attr: "data-2000src", Kind: LazyLarger, Origin: "Medium exports"},
	{Attr: "data-1000src", Kind: LazyLarger, Origin: "news sites"},
	{Attr: "data-file-url", Kind: LazyLarger, Origin: "news sites"},
	{Attr: "data-orig", Kind: LazyLarger, Origin: "news sites"},
	{Attr: "data-800src", Kind: LazySmaller, Origin: "news sites"},
	{Attr: "data-655src", Kind: LazySmaller, Origin: "news sites"},
	{Attr: "data-500src", Kind: LazySmaller, Origin: "news sites"},
	{Attr: "data-380src", Kind: LazySmaller, Origin: "news sites"},
	{Attr: "data-medium-file", Kind: LazySmaller, Origin: "Jetpack galleries"},
	{Attr: "data-src-old", Kind: LazySmaller, Origin: "news sites"},
	{Attr: "data-thumb", Kind: LazySmaller, Origin: "galleries"},
	{Attr: "data-gif-url", Kind: LazyAlternate, Origin: "ZAKER"},
	{Attr: "data-gif", Kind: LazyAlternate, Origin: "freezeframe"},
	{Attr: "data-animated", Kind: LazyAlternate, Origin: "galleries"},
	{Attr: "data-gifsrc", Kind: LazyAlternate, Origin: "galleries"},
	{Attr: "data-animated-src", Kind: LazyAlternate, Origin: "galleries"},
}

// backgroundAttributes hold the picture of an element that has no text of its
// own.
var backgroundAttributes = []Lazy{
	{Attr: "data-bg", Kind: LazySource, Origin: "lazysizes, vanilla-lazyload"},
	{Attr: "data-background-image", Kind: LazySource, Origin: "lozad"},
	{Attr: "data-background", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-bg-hidpi", Kind: LazySource, Origin: "vanilla-lazyload"},
	{Attr: "data-bg-src", Kind: LazySource, Origin: "lazyload plug-ins"},
	{Attr: "data-src", Kind: LazySource, Origin: "lightgallery, Miniflux's list"},
	{Attr: "data-original", Kind: LazySource, Origin: "jQuery Lazyload on elements"},
	{Attr: "data-image-info", Kind: LazySource, Member: "uri", Prefix: "https://static.wixstatic.com/media/", Origin: "Wix, before its script ran"},
}

// lazyTable finds the rows for an attribute, in order.
type lazyTable struct {
	Rows  []Lazy
	index map[string][]int
}

func newLazyTable(rows []Lazy) *lazyTable {
	t := &lazyTable{Rows: rows, index: make(map[string][]int, len(rows))}
	for i, row := range rows {
		t.index[row.Attr] = append(t.index[row.Attr], i)
	}
	return t
}

// Find returns the number of the first row for an attribute that holds for a
// site, -1 if there is none.
func (t *lazyTable) Find(attr, site string) int {
	for _, i := range t.index[attr] {
		if r := &t.Rows[i]; len(r.Site) == 0 || MatchesSite(r.Site, site) {
			return i
		}
	}
	return -1
}

// Address is what a value of the attribute says.
func (row *Lazy) Address(value string) string {
	if row.Member != "" {
		if value = jsonMember(value, row.Member); value != "" {
			value = row.Prefix + value
		}
	}
	return value
}

// jsonMember returns the string that the first member of a name holds anywhere
// in JSON.
func jsonMember(s, name string) string {
	_, rest, ok := strings.Cut(s, `"`+name+`"`)
	if !ok {
		return ""
	}
	rest, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t\n"), ":")
	if rest = strings.TrimLeft(rest, " \t\n"); !ok || !strings.HasPrefix(rest, `"`) {
		return ""
	}
	var value string
	if json.NewDecoder(strings.NewReader(rest)).Decode(&value) != nil {
		return ""
	}
	return value
}
