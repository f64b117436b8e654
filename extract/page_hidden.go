package extract

import (
	"strings"
)

// useHidden takes the article from a hidden source when the visible one is
// missing or a fragment of it, and reports whether it did.
func (p *pageRun) useHidden(kept float32) bool {
	return false
}

// errorTitles begin the titles of pages that have nothing to tell: messages
// of web servers and of bot walls.
var errorTitles = []string{
	"404", "403", "500", "502", "503", "page not found", "not found", "access denied", "forbidden",
	"just a moment", "attention required", "are you a robot", "robot or human", "security check",
	"error", "service unavailable", "log in", "login", "sign in", "please wait", "verify you are human",
}

func isErrorTitle(title string) bool {
	title = strings.ToLower(title)
	for _, e := range errorTitles {
		if strings.HasPrefix(title, e) && len(title) < len(e)+20 {
			return true
		}
	}
	return false
}
