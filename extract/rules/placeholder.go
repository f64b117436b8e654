package rules

import (
	"html"
	"slices"
	"strings"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// placeholderStems are file names, without their extension, of pictures that
// only hold a place. With a number or a size behind they still are one.
var placeholderStems = []string{
	"blank", "spacer", "loading", "loadimg", "lazyload", "placeholder", "img-placeholder", "image-placeholder",
	"grey", "gray", "transparent", "1x1", "1px", "undefined", "whitedot", "cleardot", "default_loading", "img_loading", "loading-img",
	"image_loading", "ajax-loader", "preloader", "lazyloading", "lazy_placeholder", "lazy-placeholder", "placehold", "pic_loading", "img-loading", "bg_loading",
}

// vagueStems are such names too, but also those of pictures of space, of a load
// over time or of a Pixel: only a GIF of that name is surely a placeholder.
var vagueStems = []string{
	"space", "load", "lazy", "trans", "pixel", "none", "null", "white", "dot", "clear", "empty", "dummy", "px", "t", "loader", "preload", "shim",
}

// placeholderHosts serve filler for layouts. Rows are hosts with the beginning
// of a path.
var placeholderHosts = []string{
	"picsum.photos/", "via.placeholder.com/", "placehold.it/", "placehold.co/", "placekitten.com/", "dummyimage.com/", "fakeimg.pl/",
	"lorempixel.com/", "loremflickr.com/", "placeimg.com/", "source.unsplash.com/random",
}

// pixels count readers. Rows are a host (or the end of one, after "*") with the
// beginning of a path.
var pixels = []AddressPattern{
	{Match: "assoc-amazon.com/e/ir", Origin: "Amazon Associates"},
	{Match: "*.assoc-amazon.com/e/ir", Origin: "Amazon Associates"},
	{Match: "*.assoc-amazon.co.uk/e/ir", Origin: "Amazon Associates"},
	{Match: "*.assoc-amazon.de/e/ir", Origin: "Amazon Associates"},
	{Match: "*.assoc-amazon.jp/e/ir", Origin: "Amazon Associates"},
	{Match: "*.amazon-adsystem.com/e/ir", Origin: "Amazon Associates"},
	{Match: "feeds.feedburner.com/~r/", Origin: "FeedBurner"},
	{Match: "feeds.feedburner.com/~ff/", Origin: "FeedBurner"},
	{Match: "feeds2.feedburner.com/~r/", Origin: "FeedBurner"},
	{Match: "feedproxy.google.com/~r/", Origin: "FeedBurner"},
	{Match: "stats.wordpress.com/b.gif", Origin: "WordPress.com"},
	{Match: "pixel.wp.com/", Origin: "WordPress.com"},
	{Match: "feeds.wordpress.com/1.0/", Origin: "WordPress.com"},
	{Match: "blogger.googleusercontent.com/tracker/", Origin: "Blogger"},
	{Match: "*.blogspot.com/tracker", Origin: "Blogger"},
	{Match: "medium.com/_/stat", Origin: "Medium"},
	{Match: "facebook.com/tr", Origin: "Facebook"},
	{Match: "*.google-analytics.com/", Origin: "Google Analytics"},
	{Match: "*.doubleclick.net/", Origin: "DoubleClick"},
	{Match: "*.scorecardresearch.com/", Origin: "comScore"},
	{Match: "*.quantserve.com/pixel", Origin: "Quantcast"},
	{Match: "hm.baidu.com/hm.gif", Origin: "Baidu Tongji"},
	{Match: "*.cnzz.com/", Origin: "CNZZ"},
	{Match: "counter.yadro.ru/", Origin: "LiveInternet"},
	{Match: "mc.yandex.ru/watch", Origin: "Yandex Metrica"},
	{Match: "statcounter.com/counter", Origin: "StatCounter"},
	{Match: "c.statcounter.com/", Origin: "StatCounter"},
	{Match: "*.zemanta.com/", Origin: "Zemanta"},
	{Match: "substack.com/o/", Origin: "Substack mail"},
	{Match: "eotrx.substackcdn.com/open", Origin: "Substack mail"},
	{Match: "*.list-manage.com/track/open", Origin: "Mailchimp"},
	{Match: "rss.feedsportal.com/", Origin: "FeedsPortal"},
	{Match: "*.feedsportal.com/", Origin: "FeedsPortal"},
	{Match: "pi.feedsportal.com/", Origin: "FeedsPortal"},
}

// AddressPattern is a rule for what is served under an address: images that
// only count readers, frames that only show advertisements.
type AddressPattern struct {
	Match  string `yaml:"match"` // "host/path" or "*.host/path", the path being how it begins
	Origin string `yaml:"-"`     // whose it is
}

// Look tells how much an address looks like a placeholder: not at all,
// like one that any other address beats, or surely.
type Look int

const (
	LooksReal Look = iota // like any image
	LooksPoor             // never wins while anything else is there
	LooksVoid             // never an image of the article
)

// JudgeImage judges an image address by its shape. The address is tidy.
func JudgeImage(s string) Look {
	switch {
	case s == "" || s == "#" || s == "/" || strings.HasPrefix(s, "about:") || strings.HasPrefix(s, "blob:"):
		return LooksVoid
	case len(s) > 5 && strings.EqualFold(s[:5], "data:"):
		return judgeData(s)
	}
	path := s
	if i := strings.IndexAny(path, "?#"); i >= 0 {
		path = path[:i]
	}
	name := path[strings.LastIndexByte(path, '/')+1:]
	if name == "undefined" || name == "null" || name == "[object%20Object]" {
		return LooksVoid
	}
	if a, ok := weburl.Split(s); ok {
		for _, p := range placeholderHosts {
			if host, rest, _ := strings.Cut(p, "/"); a.Host == host && strings.HasPrefix(strings.TrimPrefix(a.Path, "/"), rest) {
				return LooksPoor
			}
		}
		if LooksLikePreview(a) {
			return LooksPoor
		}
	}
	return judgeName(strings.ToLower(name))
}

// judgeName judges a file name in lower case. Photographs (jpg) may well be
// called "white" or "empty", pictures of one colour are gif, png or svg.
func judgeName(name string) Look {
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return LooksReal
	}
	stem, ext := name[:dot], name[dot+1:]
	stem = strings.TrimRight(stem, "0123456789-_x.")
	if stem == "" {
		switch {
		case name[:dot] == "1x1":
			return LooksVoid
		case name == "0.gif":
			return LooksPoor
		}
		return LooksReal // numbers name frames of films and pages of albums
	}
	if slices.Contains(placeholderStems, stem) || slices.Contains(placeholderStems, name[:dot]) {
		if ext == "gif" || ext == "svg" || ext == "png" {
			return LooksVoid
		}
		return LooksPoor
	}
	if slices.Contains(vagueStems, name[:dot]) || len(stem) > 1 && slices.Contains(vagueStems, stem) {
		if ext == "gif" {
			return LooksVoid
		}
		return LooksPoor
	}
	if strings.HasPrefix(stem, "placeholder") || strings.HasPrefix(stem, "lazyload") || strings.HasSuffix(stem, "placeholder") || strings.HasSuffix(stem, "loading") {
		return LooksPoor
	}
	return LooksReal
}

// minDataImage is the length of the shortest data URI that may be a picture of
// the article rather than a blurred preview or a single pixel.
const minDataImage = 700

func judgeData(s string) Look {
	if weburl.IsDataImage(s) {
		if len(s) < minDataImage {
			return LooksVoid
		}
		return LooksPoor
	}
	if !strings.HasPrefix(strings.ToLower(s), "data:image/svg+xml") {
		return LooksVoid
	}
	return judgeSVG(s)
}

// judgeSVG takes an inline drawing that draws something for a picture, unless
// it could run code, load another or is a blur-up.
func judgeSVG(s string) Look {
	meta, data, _ := strings.Cut(s, ",")
	if strings.HasSuffix(meta, ";base64") {
		data = decodeAnyBase64(weburl.PercentDecode(data))
	} else {
		data = weburl.PercentDecode(data)
	}
	data = strings.ToLower(html.UnescapeString(data))
	if hasHandler(data) {
		return LooksVoid
	}
	for _, bad := range []string{"<script", "javascript:", "<foreignobject", "<image", "fegaussianblur", "<!entity", "<iframe"} {
		if strings.Contains(data, bad) {
			return LooksVoid
		}
	}
	for _, drawn := range []string{"<path", "<text", "<circle", "<polygon", "<polyline", "<line", "<ellipse"} {
		if strings.Contains(data, drawn) {
			return LooksPoor
		}
	}
	return LooksVoid
}

// hasHandler tells whether markup in lower case has an attribute on….
func hasHandler(s string) bool {
	for {
		_, after, ok := strings.Cut(s, "on")
		if !ok {
			return false
		}
		before := s[:len(s)-len(after)-2]
		name := strings.TrimLeft(after, "abcdefghijklmnopqrstuvwxyz")
		if len(name) < len(after) && strings.HasPrefix(strings.TrimLeft(name, " \t\r\n"), "=") && (before == "" || strings.ContainsRune(" \t\r\n\f/\"'", rune(before[len(before)-1]))) {
			return true
		}
		s = after
	}
}

// addressTable is a compiled table of [AddressPattern] rows.
type addressTable struct {
	rows  []AddressPattern
	paths []string
	index hostIndex
}

func newAddressTable(rows []AddressPattern) *addressTable {
	t := &addressTable{rows: rows, index: newHostIndex()}
	for i, row := range rows {
		host, path, _ := strings.Cut(row.Match, "/")
		t.paths = append(t.paths, "/"+path)
		t.index.add(host, i)
	}
	return t
}

func (t *addressTable) Has(s string) bool {
	a, ok := weburl.Split(s)
	return ok && t.index.find(a.Host, func(i int) bool { return strings.HasPrefix(a.Path, t.paths[i]) || t.paths[i] == "/" })
}

// MaxPreview bounds the length of a data URI that is a preview of another image.
const MaxPreview = 4096

// previews are addresses of small, blurred versions: what the host ends in and
// what stands in the path or query.
var previews = []struct{ host, mark, origin string }{
	{"medium.com", "/freeze/", "Medium"},
	{"medium.com", "?q=20", "Medium"},
	{"pstatic.net", "_blur", "Naver"},
	{"wixstatic.com", "blur_", "Wix"},
	{"cloudinary.com", "e_blur", "Cloudinary"},
	{"bwbx.io", "/60x-1.", "Bloomberg"},
	{"", "?blur=", "imgix, Contentful"},
	{"", "&blur=", "imgix, Contentful"},
}

// LooksLikePreview tells whether an address is that of a preview.
func LooksLikePreview(a weburl.Address) bool {
	for _, p := range previews {
		if p.host == "" && a.Query == "" || !strings.HasSuffix(a.Host, p.host) {
			continue
		}
		if strings.Contains(a.Tail(), p.mark) {
			return true
		}
	}
	return false
}
