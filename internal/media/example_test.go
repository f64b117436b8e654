package media_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/artx-cli/artx/internal/media"
)

// An article's picture is copied into a folder beside its result; one on a
// server stays where it is, as downloads were not allowed.
func Example() {
	dir, err := os.MkdirTemp("", "artx")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	old, clean := filepath.Join(dir, "old"), filepath.Join(dir, "clean")
	os.MkdirAll(old, 0o777)
	os.MkdirAll(clean, 0o777)
	os.WriteFile(filepath.Join(old, "sea.gif"), []byte("GIF89a"), 0o666)

	ctx := context.Background()
	store, err := media.Open(ctx, media.Options{Root: clean, Base: old, Folder: "{slug}"})
	if err != nil {
		log.Fatal(err)
	}
	defer store.Close()
	post := media.Article{Source: "post.html", Result: "2024/my-trip.md"}
	refs := []media.Reference{
		{Addresses: []string{"sea.gif"}},
		{Addresses: []string{"https://example.org/hills.jpg"}},
	}
	store.Add(post, refs...)
	if err := store.Settle(ctx); err != nil {
		log.Fatal(err)
	}
	for _, ref := range refs {
		if local, problem := store.File(post, ref); problem != nil {
			fmt.Println(problem)
		} else {
			fmt.Println(local.Path, "as", local.Reference)
		}
	}
	// Output:
	// 2024/my-trip/sea.gif as my-trip/sea.gif
	// https://example.org/hills.jpg is on a server, and downloads are not allowed
}
