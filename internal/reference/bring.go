package reference

import (
	"fmt"
	"strings"

	"github.com/artx-cli/artx/internal/media"
	"github.com/artx-cli/artx/note"
)

// MayBring tells whether a run brings what is at an address of a reference, going by
// the address alone. Without all, it brings local files only.
func MayBring(kind media.Kind, address string, all bool) bool {
	_, local := LocalFile(address)
	switch {
	case address == "" || kind == media.File && !LeadsToFile(address):
		return false
	case local:
		return true
	case !all || strings.Contains(address, "{{") || strings.Contains(address, "{%"):
		return false
	}
	return kind != media.File || IsWeb(address) && media.IsFileName(address)
}

// Note says why a file was not brought; ok is false where that is no news: it may stay
// where it is.
func (ref *Reference) Note(p *media.Problem, all bool) (n note.Note, ok bool) {
	address, local := LocalFile(ref.Address)
	if !local {
		address = ref.Address
	}
	switch {
	case p.Code == media.CodeMissing && !local, ref.Kind == media.File && p.Code == media.CodeType, p.Code == media.CodeAddress && !all:
		return n, false
	}
	n, ok = notes[p.Code]
	n.Message = fmt.Sprintf("the file %s %s", media.Short(address), p.Reason)
	return n, ok
}

// notes are those on what kept files from being brought. That downloads are not
// allowed is none.
var notes = map[media.Code]note.Note{
	media.CodeMissing:  {Code: "asset.missing", Level: note.Warning},
	media.CodeOutside:  {Code: "asset.outside", Level: note.Warning},
	media.CodeAddress:  {Code: "asset.address", Level: note.Warning},
	media.CodePrivate:  {Code: "asset.private", Level: note.Warning},
	media.CodeNetwork:  {Code: "asset.network", Level: note.Warning},
	media.CodeStatus:   {Code: "asset.status", Level: note.Warning},
	media.CodeType:     {Code: "asset.type", Level: note.Warning},
	media.CodeLimit:    {Code: "asset.limit", Level: note.Warning},
	media.CodeConflict: {Code: "asset.conflict", Level: note.Warning},
	media.CodeFailed:   {Code: "asset.failed", Level: note.Warning},
}
