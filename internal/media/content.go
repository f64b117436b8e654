package media

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// Media types that are treated by themselves.
const (
	mimeSVG    = "image/svg+xml"
	mimePDF    = "application/pdf"
	mimeVTT    = "text/vtt"
	mimeOgg    = "application/ogg"
	mimeActive = "image/svg+xml;active" // of our own: a picture with a script
)

// detect is the media type of bytes, by what they are: what a server or a name
// says of them is wrong too often.
func detect(data []byte) string { return bare(mimetype.Detect(data).String()) }

// bare is a media type without parameters.
func bare(mime string) string {
	mime, _, _ = strings.Cut(mime, ";")
	return mime
}

// isMedia tells whether a server may answer with a type.
func isMedia(mime string) bool {
	return mime != mimeActive && (isPicture(mime) || isPlayer(mime) || mime == mimePDF)
}

func isPicture(mime string) bool { return strings.HasPrefix(mime, "image/") && mime != mimeActive }

func isPlayer(mime string) bool {
	return strings.HasPrefix(mime, "audio/") || strings.HasPrefix(mime, "video/") || mime == mimeOgg || mime == mimeVTT
}

// isScript tells whether a browser would run what is in a file of that type.
func isScript(mime string) bool {
	switch mime {
	case mimeActive, "text/html", "application/xhtml+xml", "text/xml", "text/javascript", "application/javascript":
		return true
	}
	return false
}

// refusal says why what an address is will not do for a kind of reference.
func (f *finding) refusal(kind Kind, address string) *Problem {
	if f.problem != nil {
		return &Problem{f.problem.Code, address, f.problem.Reason}
	}
	c := f.content
	if c.file != "" { // the user's own
		return nil
	}
	if c.mime == mimeActive {
		return &Problem{CodeType, address, "holds a script and was not taken"}
	}
	fits := !isScript(c.mime)
	switch kind {
	case Picture:
		fits = isPicture(c.mime)
	case Player:
		fits = isPlayer(c.mime)
	}
	if fits {
		return nil
	}
	return &Problem{CodeType, address, "is not " + kindNames[kind] + " but " + c.mime}
}

var kindNames = map[Kind]string{Picture: "a picture", Player: "sound or video", File: "a file to keep"}

// isActive tells whether an SVG picture could do something when it is opened
// by itself: scripts, handlers, foreign elements, style sheets that make HTML,
// entities that may hide these. One that cannot be read, which no browser shows,
// counts as well.
func isActive(svg io.Reader) bool {
	d := xml.NewDecoder(svg)
	d.Strict = false                                                                   // entities of its own stay as they are
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // markup is ASCII
	entities := false
	for {
		token, err := d.RawToken()
		if err != nil {
			return err != io.EOF
		}
		switch t := token.(type) {
		case xml.ProcInst:
			if t.Target != "xml" {
				return true
			}
		case xml.Directive:
			entities = entities || bytes.Contains(t, []byte("<!ENTITY"))
			if hidesMarkup(string(t)) {
				return true
			}
		case xml.StartElement:
			if isActiveElement(t, entities) {
				return true
			}
		}
	}
}

// hidesMarkup tells whether a document type declares more than entities that
// are plain text, which drawing programs put name spaces into.
func hidesMarkup(directive string) bool {
	return strings.ContainsAny(strings.ReplaceAll(directive, "<!ENTITY", ""), "<&%")
}

// activeElements of SVG run scripts, or hold HTML, or change attributes later.
var activeElements = map[string]bool{
	"script": true, "handler": true, "listener": true, "foreignobject": true, "iframe": true, "embed": true, "object": true,
}

func isActiveElement(e xml.StartElement, entities bool) bool {
	if activeElements[strings.ToLower(e.Name.Local)] {
		return true
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.Join(strings.Fields(a.Value), ""))
		if strings.HasPrefix(name, "on") {
			return true
		}
		if !leading[name] {
			continue
		}
		if strings.Contains(value, "javascript:") || strings.Contains(value, "data:text") || strings.Contains(value, "data:image/svg") ||
			entities && strings.Contains(value, "&") {
			return true
		}
	}
	return false
}

// leading attributes hold addresses: the first one, and what animations make of it.
var leading = map[string]bool{"href": true, "to": true, "from": true, "by": true, "values": true}

// IsFileName tells whether a web address ends like that of a picture, sound, video
// or document, so that a link to it leads to a file.
func IsFileName(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	return fileExtensions[strings.ToLower(path.Ext(u.Path))]
}

var fileExtensions = map[string]bool{
	".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true, ".bmp": true, ".tif": true, ".tiff": true,
	".mp3": true, ".ogg": true, ".oga": true, ".opus": true, ".wav": true, ".m4a": true, ".flac": true,
	".mp4": true, ".m4v": true, ".webm": true, ".ogv": true, ".mov": true, ".pdf": true,
}
