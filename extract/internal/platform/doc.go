// Package platform reads pages of known software: where rows of [rules.Platforms] say
// that title, author and date stand, and which parts are the article or a thread's posts.
//
// In: a page and the rows. Out: [Stated], what the first row that fits finds; what becomes
// of it is for package page to say.
package platform
