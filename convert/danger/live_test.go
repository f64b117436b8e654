package danger

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Every letter of a scheme can be written as its number.
func TestReferencesHideNoScheme(t *testing.T) {
	const address = "javascript:alert(1)"
	for i := range strings.IndexByte(address, ':') + 1 {
		for _, form := range []string{"&#%d;", "&#%07d;", "&#x%x;", "&#X%X;"} {
			hidden := address[:i] + fmt.Sprintf(form, address[i]) + address[i+1:]
			for _, md := range []string{"[a](<" + hidden + ">)", `<a href="` + hidden + `">a</a>`} {
				if !slices.Contains(Find([]byte(md)), address) {
					t.Errorf("%s: not found", md)
				}
			}
		}
	}
	// HTML takes a number without a semicolon, any number of zeros, and white space within a scheme
	for _, hidden := range []string{"java&#0000000000115cript:x", "javas&#x63ript:x", "&#1;javascript:x", "java&#10;script:x", "java&#9script:x"} {
		if len(Find([]byte(`<a href="`+hidden+`">a</a>`))) == 0 {
			t.Errorf("%s: not found", hidden)
		}
	}
}

// What hides nothing costs no second look.
func TestReferencesWorthALook(t *testing.T) {
	for text, want := range map[string]bool{
		"it&#8217;s": false, "&#160;": false, "&#x2014;": false, "&#99999999999999999999;": false, "&#128;": false, "&#": false, "&#x": false, "&#;": false,
		"&#58;": true, "&#x6A;": true, "&#000000000000000000000106;": true, "&#0;": true, "&#127;": true, "&colon;": true, "&NewLine;": true, "&amp;": false,
	} {
		if got := MayRun([]byte(text)); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
