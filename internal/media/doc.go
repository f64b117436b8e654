// Package media brings the pictures, sounds, videos and documents that
// articles refer to into files beside the articles.
//
// A [Store] works in two steps. Articles are added first, in any order and by
// any number of goroutines: what they refer to is read or downloaded in the
// background. [Store.Settle] waits for that, gives every content its name and
// puts the files in their places. After it [Store.File] tells what a reference
// has to become. Names depend on what was added and on the names of earlier
// runs, never on the order of adding or on how fast a server was.
//
// Nothing that the store did not write itself is ever replaced, and no file is
// ever seen half-written: content is collected in [Folder] and moved from there.
package media
