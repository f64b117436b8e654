package rules

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// ImageExtensions are the endings of pictures' names, in lower case without the
// dot.
var ImageExtensions = map[string]bool{"jpg": true, "jpeg": true, "jpe": true, "jfif": true, "png": true, "gif": true, "webp": true, "avif": true, "svg": true,
	"bmp": true, "tif": true, "tiff": true, "ico": true, "heic": true, "apng": true}

// HasImageExtension tells whether the path of an address ends like an image's.
func HasImageExtension(s string) bool {
	if i := strings.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	s, _, _ = strings.Cut(s[strings.LastIndexByte(s, '/')+1:], "!") // UPYUN's styles
	dot := strings.LastIndexByte(s, '.')
	return dot >= 0 && len(s)-dot <= 5 && ImageExtensions[strings.ToLower(s[dot+1:])]
}

// Forms in which an address says the size of an image, for [Size].
const (
	SizeQuery   = "query"   // the query parameters in Names
	SizeWidth   = "width"   // the same, where the query says nothing else and the path ends like an image's
	SizeSuffix  = "suffix"  // -300x200, _300x200 or _300x before the extension
	SizeStyle   = "style"   // !thumb or @300w behind the extension
	SizeSegment = "segment" // a segment of the path in Names, where * stands for digits
	SizeBlogger = "blogger" // a segment such as s320 or w640-h480, or =s320 at the end
)

// Size is a rule for addresses of smaller versions of an image, from which the
// address of the original can be told. It only counts with
// Options.OriginalSize.
type Size struct {
	Hosts  []string `yaml:"hosts,flow,omitempty"` // as in [Unwrap]; none: any host
	Path   string   `yaml:"path,omitempty"`       // what the path holds
	Form   string   `yaml:"form"`                 // SizeQuery, SizeSuffix, …
	Names  []string `yaml:"names,flow,omitempty"` // of parameters or segments
	To     string   `yaml:"to,omitempty"`         // the segment of the original; "" for none
	Origin string   `yaml:"-"`                    // whose it is
}

var sizes = []Size{
	{Hosts: []string{"*.bp.blogspot.com", "*.googleusercontent.com", "*.ggpht.com"}, Form: SizeBlogger, Origin: "Blogger, Google Photos"},
	{Path: "/wp-content/uploads/", Form: SizeSuffix, Origin: "WordPress"},
	{Path: "/wp-content/uploads/", Form: SizeQuery, Names: []string{"w", "h", "resize", "fit", "ssl", "quality", "strip", "crop"}, Origin: "WordPress with Jetpack"},
	{Hosts: []string{"*.files.wordpress.com"}, Form: SizeQuery, Names: []string{"w", "h", "resize", "fit", "quality", "strip", "crop"}, Origin: "WordPress.com"},
	{Form: SizeQuery, Names: []string{"x-oss-process"}, Origin: "Alibaba Cloud OSS"},
	{Form: SizeQuery, Names: []string{"imageView2", "imageMogr2"}, Origin: "Qiniu, Tencent Cloud"},
	{Form: SizeQuery, Names: []string{"x-image-process"}, Origin: "Huawei Cloud OBS"},
	{Form: SizeStyle, Origin: "UPYUN, Alibaba Cloud OSS, Qiniu, Bilibili"},
	{Form: SizeWidth, Names: []string{"w", "h", "width", "height", "resize", "fit", "crop", "ssl", "quality", "q", "strip", "dpr", "auto"}, Origin: "WordPress.com under domains of its own, resizing servers"},
	{Hosts: []string{"*.sinaimg.cn"}, Form: SizeSegment, Names: []string{"mw*", "orj*", "thumb*", "thumbnail", "small", "square", "bmiddle", "middle", "wap*", "woriginal"}, To: "large", Origin: "Weibo"},
	{Hosts: []string{"miro.medium.com"}, Form: SizeSegment, Names: []string{"v2", "resize:fit:*", "max", "fit", "*"}, Origin: "Medium"},
	{Hosts: []string{"images.squarespace-cdn.com", "static1.squarespace.com"}, Form: SizeQuery, Names: []string{"format"}, Origin: "Squarespace"},
	{Hosts: []string{"cdn.shopify.com"}, Form: SizeQuery, Names: []string{"width", "height", "crop"}, Origin: "Shopify"},
	{Hosts: []string{"cdn.shopify.com"}, Form: SizeSuffix, Origin: "Shopify"},
	{Path: "/content/images/size/", Form: SizeSegment, Names: []string{"size", "w*", "h*", "w*h*"}, Origin: "Ghost"},
}

// sizeTable is a compiled table of [Size] rows.
type sizeTable struct {
	rows  []Size
	index hostIndex
}

func newSizeTable(rows []Size) *sizeTable {
	t := &sizeTable{rows: rows, index: newHostIndex()}
	for i, row := range rows {
		for _, host := range row.Hosts {
			t.index.add(host, i)
		}
		if len(row.Hosts) == 0 {
			t.index.add("", i)
		}
	}
	return t
}

// Original returns the address of the full-size original of a known size
// variant, or the address itself.
func (t *sizeTable) Original(s string) string {
	a, ok := weburl.Split(s)
	if !ok {
		return s
	}
	head := s[:len(s)-len(a.Tail())]
	t.index.find(a.Host, func(i int) bool {
		if row := &t.rows[i]; strings.Contains(a.Path, row.Path) {
			row.enlarge(&a)
		}
		return false // other rows may find more
	})
	return head + a.Tail()
}

// enlarge takes the size out of an address.
func (row *Size) enlarge(a *weburl.Address) {
	switch row.Form {
	case SizeQuery:
		a.Query = dropParams(a.Query, row.Names...)
	case SizeWidth:
		if HasImageExtension(a.Path) && dropParams(a.Query, row.Names...) == "" {
			a.Query = ""
		}
	case SizeSuffix:
		a.Path = cutSizeSuffix(a.Path)
	case SizeStyle:
		a.Path = cutStyle(a.Path)
	case SizeBlogger:
		a.Path = bloggerOriginal(a.Path)
	case SizeSegment:
		a.Path = row.replaceSegments(a.Path)
	}
}

// cutStyle removes the style behind the name of an image's file: !thumb,
// @300w.webp, @!thumb, or !/fw/300, which goes on over slashes but ends in no
// other file.
func cutStyle(path string) string {
	const extension = len(".jpeg") // the longest
	slash := strings.LastIndexByte(path, '/')
	file := HasImageExtension(path)
	for i := range len(path) {
		if path[i] != '!' && path[i] != '@' || i < slash && (path[i] == '@' || file) {
			continue
		}
		if HasImageExtension(path[max(0, i-extension):i]) {
			return path[:i]
		}
	}
	return path
}

// replaceSegments puts To in place of the segments that say a size; without To
// they go.
func (row *Size) replaceSegments(path string) string {
	segments := strings.Split(path, "/")
	kept := segments[:0]
	for i, seg := range segments {
		switch {
		case i == 0 || i == len(segments)-1 || !row.names(seg):
			kept = append(kept, seg)
		case row.To != "":
			kept = append(kept, row.To)
		}
	}
	return strings.Join(kept, "/")
}

// names tells whether a segment fits one of the names.
func (row *Size) names(seg string) bool {
	for _, name := range row.Names {
		if fitsDigits(seg, name) {
			return true
		}
	}
	return false
}

// fitsDigits tells whether s is pattern with digits for each star.
func fitsDigits(s, pattern string) bool {
	for {
		before, after, star := strings.Cut(pattern, "*")
		rest, ok := strings.CutPrefix(s, before)
		if !ok || !star {
			return ok && rest == ""
		}
		s = strings.TrimLeft(rest, "0123456789")
		if len(s) == len(rest) {
			return false
		}
		pattern = after
	}
}

// bloggerOriginal replaces a size segment (s320, w640-h480, s1600-h) by s0.
func bloggerOriginal(path string) string {
	segments := strings.Split(path, "/")
	for i, seg := range segments {
		if isBloggerSize(seg) {
			segments[i] = "s0"
		}
	}
	path = strings.Join(segments, "/")
	if before, size, ok := strings.Cut(path, "="); ok && isBloggerSize(size) {
		path = before + "=s0"
	}
	return path
}

func isBloggerSize(seg string) bool {
	if len(seg) < 2 || seg[0] != 's' && seg[0] != 'w' && seg[0] != 'h' || seg[1] < '0' || seg[1] > '9' {
		return false
	}
	for i := 1; i < len(seg); i++ {
		if c := seg[i]; (c < '0' || c > '9') && c != '-' && c != 'h' && c != 'w' && c != 'c' && c != 'p' && c != 'k' && c != 'n' && c != 'o' && c != 'u' {
			return false
		}
	}
	return true
}

// cutSizeSuffix removes -300x200 or _300x200 from a file name.
func cutSizeSuffix(path string) string {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return path
	}
	dash := strings.LastIndexAny(path[:dot], "-_")
	if dash < 0 {
		return path
	}
	w, h, ok := strings.Cut(path[dash+1:dot], "x")
	oneSide := ok && path[dash] == '_' && (w == "" && len(h) > 1 && isNumber(h) || h == "" && len(w) > 1 && isNumber(w)) // of Shopify; _2x is a density
	if !oneSide && (!ok || !isNumber(w) || !isNumber(h)) {
		return path
	}
	return path[:dash] + path[dot:]
}

func isNumber(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != "" && len(s) <= 5
}

// dropParams removes parameters from a query, valueless and slashed ones too.
func dropParams(query string, names ...string) string {
	if query == "" {
		return ""
	}
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		key, _, _ = strings.Cut(key, "/")
		drop := false
		for _, name := range names {
			drop = drop || key == name
		}
		if !drop {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// SamePicture tells whether two addresses are sizes of one picture.
func SamePicture(a, b string) bool {
	if a == b {
		return true
	}
	return pictureKey(a) == pictureKey(b)
}

// pictureKey is an address without its scheme, host and all that says a size.
func pictureKey(s string) string {
	a, ok := weburl.Split(s)
	path := s
	if ok {
		path = a.Path
	}
	if i := strings.IndexAny(path, "?#!"); i >= 0 {
		path = path[:i]
	}
	segments := strings.Split(path, "/")
	kept := segments[:0]
	for _, seg := range segments {
		if !isBloggerSize(seg) {
			kept = append(kept, seg)
		}
	}
	return cutSizeSuffix(strings.Join(kept, "/"))
}
