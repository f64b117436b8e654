// Package preview shows articles beside what they were made of: for each the source
// and the result as a reader has them, with notes, images and cuts marked, in a folder
// of files ([Folder]) or on a server of this machine alone ([Store], [Serve]).
//
//	pages, err := preview.Pages(a)  // of one article; in many goroutines
//	err = folder.Add(file, pages)           // one article after the other, in order
//	err = folder.Finish()
//
// Articles are written by strangers. What is shown of them is made anew of elements
// and attributes of a list, in frames without scripts, under a policy that lets
// nothing be fetched: pictures are boxes with their address, links lead nowhere.
package preview
