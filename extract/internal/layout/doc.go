// Package layout takes a page in as a reader's eye does: boxes within boxes, and in
// them blocks of text, with what can be counted about each.
//
// In: a tree, what the page's data says of the article ([HintsOf]), and what words
// speak for ([Lexicon]). Out: a [Layout] that copies no text. Its steps, all in one walk
// ([New]): the tree is parted into lines and boxes (lines.go); each box gets its traits
// and the score of its names (words.go); each block is measured word by word, with the
// phrases that the hints have too (said.go); the sums go up the boxes.
//
// It decides nothing: which blocks are the article is package page's to say.
package layout
