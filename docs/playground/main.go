//go:build js && wasm

// The playground's half of artx: a program for the browser, which lends the page
// one function, artxConvert(source, request), and tells by artxReady(about) that it
// is there. See page.js and worker.js for the other half.
package main

import (
	"encoding/json"
	"runtime/debug"
	"syscall/js"

	"github.com/artx-cli/artx/frontmatter"
	"github.com/artx-cli/artx/internal/playground"
)

func main() {
	js.Global().Set("artxConvert", js.FuncOf(convert))
	about := map[string]any{"presets": frontmatter.Presets(), "version": version()}
	js.Global().Call("artxReady", encode(about))
	select {} // it is called until its worker ends
}

// convert takes a Uint8Array and the JSON of a [playground.Request], and returns
// the JSON of a [playground.Result].
func convert(_ js.Value, args []js.Value) any {
	src := make([]byte, args[0].Length())
	js.CopyBytesToGo(src, args[0])
	var request playground.Request
	if err := json.Unmarshal([]byte(args[1].String()), &request); err != nil {
		return encode(playground.Result{Error: err.Error()})
	}
	return encode(playground.Convert(src, request))
}

// encode writes what has no values that JSON lacks.
func encode(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// release is set by build.sh, "" without it.
var release string

func version() string {
	if info, ok := debug.ReadBuildInfo(); release == "" && ok {
		return info.Main.Version
	}
	return release
}
