package htmltree

// A decoding tells what of a part of the source is not taken as it stands.
// Newlines always become \n.
type decoding uint8

const (
	decodeReferences  decoding = 1 << iota // &amp; becomes &
	decodeInAttribute                      // by the rules for attributes
	decodeNUL                              // a NUL becomes U+FFFD

	decodeRawText   = decodeNUL
	decodeText      = decodeReferences
	decodeDoctype   = decodeReferences
	decodeComment   = decodeReferences | decodeNUL
	decodeAttribute = decodeReferences | decodeInAttribute | decodeNUL
)

// seek finds the next byte at or after from that may need decoding.
func (z *tokenizer) seek(from int) {
	if z.nextAmp < from {
		z.nextAmp = z.index(from, '&')
	}
	if z.nextCR < from {
		z.nextCR = z.index(from, '\r')
	}
	if z.nextNUL < from {
		z.nextNUL = z.index(from, 0)
	}
	z.nextCoded = min(z.nextAmp, z.nextCR, z.nextNUL)
}

// decode returns the source from one place to another, decoded. It is a part of
// the source itself if nothing needs decoding. Calls must come in the order of
// the source.
func (z *tokenizer) decode(from, to int, how decoding) string {
	if z.nextCoded < from {
		z.seek(from)
	}
	if z.nextCoded >= to {
		return z.src[from:to]
	}
	return z.decodeCoded(from, to, how)
}

func (z *tokenizer) decodeCoded(from, to int, how decoding) string {
	out := z.texts.begin(to - from)
	for {
		at := min(z.nextCoded, to)
		out = append(out, z.src[from:at]...)
		if from = at; from == to {
			return z.texts.end(out)
		}
		n := 1
		switch c := z.src[from]; {
		case c == '&' && how&decodeReferences != 0:
			out, n = appendReference(out, z.src[from:to], how&decodeInAttribute != 0)
			if n == 0 {
				out, n = append(out, '&'), 1
			}
		case c == 0 && how&decodeNUL != 0:
			out = append(out, "\ufffd"...)
		case c == '\r':
			out = append(out, '\n')
			if from+1 < to && z.src[from+1] == '\n' {
				n = 2
			}
		default:
			out = append(out, c)
		}
		from += n
		z.seek(from)
	}
}
