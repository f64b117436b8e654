// Package post reads what people write on pages: the posts of a thread, and the
// comments below an article.
//
// In: elements of a page, as nodes. Out: who wrote and when ([Writer], [Time]), and
// comments ([ReadComments], by the rows of known software) as copies without the tools
// around them; what package page makes of both is a paragraph before each ([Byline]).
package post
