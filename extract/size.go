package extract

import "strings"

// originalSize returns the address of the full-size original of a known size
// variant, or the address itself.
func originalSize(s string) string {
	a, ok := splitAddress(s)
	if !ok {
		return s
	}
	head := s[:len(s)-len(a.tail())]
	path, query := a.path, a.query
	switch {
	case strings.HasSuffix(a.host, ".bp.blogspot.com") || strings.HasSuffix(a.host, ".googleusercontent.com") || strings.HasSuffix(a.host, ".ggpht.com"):
		path = bloggerOriginal(path)
	case strings.Contains(path, "/wp-content/uploads/"):
		path = cutSizeSuffix(path)
		query = dropParams(query, "w", "h", "resize", "fit", "ssl", "quality", "strip", "crop")
	case strings.HasSuffix(a.host, ".files.wordpress.com"):
		query = dropParams(query, "w", "h", "resize", "fit", "quality", "strip", "crop")
	}
	query = dropParams(query, "x-oss-process", "imageView2", "imageMogr2", "x-image-process")
	if before, style, ok := strings.Cut(path, "!"); ok && hasImageExtension(before) && !strings.Contains(style, "/") {
		path = before
	}
	if query != "" {
		path += "?" + query
	}
	return head + path + a.fragment
}

// tail is the part of an address behind its host, as it was written.
func (a address) tail() string {
	t := a.path
	if a.query != "" {
		t += "?" + a.query
	}
	return t + a.fragment
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

// cutSizeSuffix removes WordPress's -300x200 from a file name.
func cutSizeSuffix(path string) string {
	dot := strings.LastIndexByte(path, '.')
	if dot < 0 {
		return path
	}
	dash := strings.LastIndexByte(path[:dot], '-')
	if dash < 0 {
		return path
	}
	w, h, ok := strings.Cut(path[dash+1:dot], "x")
	if !ok || !isNumber(w) || !isNumber(h) {
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

// samePicture tells whether two addresses are sizes of one picture.
func samePicture(a, b string) bool {
	if a == b {
		return true
	}
	return pictureKey(a) == pictureKey(b)
}

// pictureKey is an address without its scheme, host and all that says a size.
func pictureKey(s string) string {
	a, ok := splitAddress(s)
	path := s
	if ok {
		path = a.path
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
