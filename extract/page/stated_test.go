package page

import (
	"strings"
	"testing"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Threads as forums write them: two posts, each with who wrote it and when, beside
// what stands around them.
var threadPages = map[string]struct{ head, body, first, second string }{
	"discourse": {`<meta name="generator" content="Discourse 3.4.0 - https://github.com/discourse/discourse">`, `<body class=""><noscript><div id="main-outlet">
<div id="topic-title"><h1><a href="/t/1">Sour rye</a></h1></div>
<div id="post_1" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author"><a href="/u/ann"><span itemprop="name">Ann</span></a> (Ann B.)</span><span class="crawler-post-infos"><time datetime="2025-01-02T10:00:00Z" class="post-time">January 2, 2025, 10:00am</time><span itemprop="position">1</span></span></div>
<div class="post" itemprop="text">ONE</div><div itemprop="interactionStatistic"><meta itemprop="userInteractionCount" content="3"><span class="post-likes">3 Likes</span></div></div>
<div id="post_2" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author"><a href="/u/bo"><span itemprop="name">Bo</span></a></span><time datetime="2025-01-03T10:00:00Z" class="post-time">January 3</time></div>
<div class="post" itemprop="text"><aside class="quote"><div class="title">Ann:</div><blockquote>QUOTE</blockquote></aside>TWO</div></div>
<div id="related-topics"><h3>Related topics</h3><table class="topic-list"><tr><td><a href="/t/2">Another oven that went cold</a></td></tr></table></div></div></noscript>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"xenforo": {``, `<body data-template="thread_view"><div class="p-body-main"><article class="message message--post js-post" data-author="Ann" id="js-post-1"><div class="message-cell message-cell--user"><h4 class="message-name"><a href="/members/1" class="username"><span itemprop="name">Ann</span></a></h4><h5 class="userTitle">Well-known member</h5></div>
<div class="message-cell message-cell--main"><header class="message-attribution"><a href="#1"><time class="u-dt" datetime="2025-01-02T10:00:00+0000" title="Jan 2">Jan 2, 2025</time></a></header><article class="message-body js-selectToQuote"><div class="bbWrapper">ONE</div></article><aside class="message-signature"><div class="bbWrapper">Life is short, eat rye first</div></aside></div></article>
<article class="message message--post js-post" data-author="Bo" id="js-post-2"><h4 class="message-name"><span class="username">Bo</span></h4><header class="message-attribution"><time class="u-dt" datetime="2025-01-03T10:00:00+0000">Jan 3</time></header>
<article class="message-body"><div class="bbWrapper"><blockquote class="bbCodeBlock bbCodeBlock--quote"><div class="bbCodeBlock-title">Ann said:</div><div class="bbCodeBlock-content"><div class="bbCodeBlock-expandContent">QUOTE</div><div class="bbCodeBlock-expandLink"><a>Click to expand...</a></div></div></blockquote>TWO</div></article></article>
<div class="block block--similarContents"><h3>Similar threads</h3><a href="/threads/2">Another oven that went cold</a></div></div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"xenforo 1": {``, `<body class="node2"><ol class="messageList" id="messageList"><li id="post-1" class="message" data-author="Ann"><div class="messageUserInfo"><h3 class="userText"><a href="m/1" class="username">Ann</a> <em class="userTitle">Member</em></h3></div><div class="messageContent"><article><blockquote class="messageText ugc baseHtml">ONE</blockquote></article></div>
<div class="messageMeta"><a href="m/1" class="username author">Ann</a>, <span class="DateTime" title="May 12, 2014 at 2:39 AM">May 12, 2014</span></div></li>
<li id="post-2" class="message" data-author="Bo"><div class="messageUserInfo"><a class="username">Bo</a></div><div class="messageContent"><article><blockquote class="messageText">TWO</blockquote></article></div><div class="messageMeta"><span class="DateTime">May 13, 2014</span></div></li></ol><p>Share this page with the others who bake</p>`, "Ann, 2014-05-12", "Bo, 2014-05-13"},
	"phpbb": {``, `<body id="phpbb" class="nojs notouch section-viewtopic ltr"><div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=1">Sour rye</a></h2><div id="p1" class="post has-profile bg2"><div class="inner"><dl class="postprofile"><dt><a href="./m" class="username">Ann</a></dt><dd class="profile-posts"><strong>Posts:</strong> 12</dd></dl>
<div class="postbody"><div id="post_content1"><h3 class="first"><a href="#p1">Sour rye</a></h3><p class="author"><a href="#p1">Post</a><span class="responsive-hide">by <strong><a class="username">Ann</a></strong> » </span><time datetime="2025-01-02T10:00:00+00:00">Thu Jan 02, 2025 10:00 am</time></p><div class="content">ONE</div><div id="sig1" class="signature">Life is short, eat rye first</div></div></div></div></div>
<div id="p2" class="post bg1"><dl class="postprofile"><dt><a class="username-coloured">Bo</a></dt></dl><div class="postbody"><h3><a href="#p2">Re: Sour rye</a></h3><p class="author"><a class="username-coloured">Bo</a> » Fri Jan 03, 2025 9:30 am</p><div class="content"><blockquote><div><cite>Ann wrote:</cite>QUOTE</div></blockquote>TWO</div></div></div></div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03"},
	"invision 4": {``, `<body class="ipsApp ipsApp_front ipsClearfix"><article id="elComment_1" class="cPost ipsBox ipsComment"><h3 class="cAuthorPane_author"><a href="/profile/1">Ann</a></h3><ul class="cAuthorPane_info"><li>Members</li><li>12 posts</li></ul><div class="ipsComment_meta">Posted <time datetime="2025-01-02T10:00:00Z">January 2</time></div>
<div class="cPost_contentWrap"><div data-role="commentContent" class="ipsType_richText">ONE</div><div data-role="memberSignature">Life is short, eat rye first</div></div></article><article id="elComment_2" class="cPost"><h3 class="cAuthorPane_author">Bo</h3><div class="ipsComment_meta"><time datetime="2025-01-03T10:00:00Z">January 3</time></div>
<div data-role="commentContent"><blockquote class="ipsQuote"><div class="ipsQuote_citation">Ann said:</div><div class="ipsQuote_contents">QUOTE</div></blockquote>TWO</div></article><div class="ipsWidget">Recently browsing: no registered users viewing this page</div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"invision 5": {``, `<body data-ips-hook="body" class="ipsApp ipsApp_front"><article id="elComment_1" class="ipsEntry js-ipsEntry ipsEntry--post"><h3 class="ipsEntry__username"><a class="ipsUsername">Ann</a></h3><div class="ipsEntry__group">Members</div><span class="ipsEntry__date"><time datetime="2025-01-02T10:00:00Z"><span>January 2</span><span>1 yr</span></time></span><div class="ipsRichText" data-role="commentContent">ONE</div><div class="ipsEntry__signature">Life is short, eat rye first</div></article>
<article id="elComment_2" class="ipsEntry"><h3 class="ipsEntry__username">Bo</h3><span class="ipsEntry__date"><time datetime="2025-01-03T10:00:00Z">1 yr</time></span><div data-role="commentContent">TWO</div></article>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"stack-exchange": {``, `<body class="question-page unified-theme"><div id="question" class="question js-question"><div class="js-vote-count">12</div><div class="postcell"><div class="s-prose js-post-body" itemprop="text">ONE</div><div class="mb0"><div class="post-signature"><div class="user-info">edited <span class="relativetime" title="2025-01-09 10:00:00Z">Jan 9</span><div class="user-details"><a href="/u/9">Cy</a></div></div></div><div class="post-signature owner"><div class="user-info">asked <span class="relativetime" title="2025-01-02 10:00:00Z">Jan 2, 2025 at 10:00</span><div class="user-details" itemprop="author"><a href="/u/1">Ann</a><span class="reputation-score">6,796</span></div></div></div></div></div>
<ul class="comments-list"><li class="comment js-comment"><span class="comment-copy">What flour was it, and from which mill?</span></li></ul></div><div id="answers"><h2>1 Answer</h2><div class="answer js-answer"><div class="js-post-body">TWO</div><div class="post-signature"><span class="relativetime" title="2025-01-03 10:00:00Z">Jan 3</span><div class="user-details"><a href="/u/2">Bo</a></div></div></div></div>
<div id="sidebar"><div id="hot-network-questions"><a href="/q/3">Why is the sky above my oven so dark?</a></div></div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"smf": {``, `<body id="firefox" class="action_messageindex board_60"><div id="forumposts"><div class="windowbg" id="msg1"><div class="post_wrapper"><div class="poster"><h4><span class="off" title="Offline"></span> <a href="?u=1">Ann</a></h4><ul class="user_info"><li class="postgroup">Full Member</li></ul></div><div class="postarea"><div class="postinfo"><a href="?msg=1" class="smalltext">January 02, 2025, 10:00:00 AM</a></div><div class="post"><div class="inner" data-msgid="1">ONE</div></div></div><div class="moderatorbar"><div class="signature">Life is short, eat rye first</div></div></div></div>
<div class="windowbg" id="msg2"><div class="post_wrapper"><div class="poster"><h4>Bo</h4></div><div class="postinfo"><a class="smalltext">January 03, 2025, 10:00:00 AM</a></div><div class="post"><div class="inner"><blockquote class="bbc_standard_quote"><cite>Quote from: Ann</cite>QUOTE</blockquote>TWO</div></div></div></div></div>`, "Ann, 2025-01-02", "Bo, 2025-01-03"},
	"nodebb": {``, `<body class="page-topic page-topic-1 template-topic"><ul component="topic" class="posts"><li component="post" data-pid="1"><meta itemprop="datePublished" content="2025-01-02T10:00:00.000Z"><div class="post-header" itemprop="author"><meta itemprop="name" content="Ann"><a data-username="ann" href="/user/ann">Ann</a><span class="badge">Global Moderator</span></div><div class="content" component="post/content" itemprop="text">ONE</div><div component="post/signature">Life is short, eat rye first</div></li>
<li component="post" data-pid="2"><meta itemprop="datePublished" content="2025-01-03T10:00:00.000Z"><a data-username="bo" href="/user/bo">Bo</a><div component="post/content"><blockquote>QUOTE</blockquote>TWO</div></li></ul>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"vbulletin": {`<meta name="generator" content="vBulletin 3.8.11">`, `<body><div id="posts"><div class="page"><div id="edit1"><table id="post1"><tr><td class="thead">2nd January 2025, 10:00</td></tr><tr><td class="alt2"><a class="bigusername" href="member.php?u=1">Ann</a><div class="smallfont">Registered User</div></td><td class="alt1" id="td_post_1"><div id="post_message_1">ONE</div><div>__________________ Life is short, eat rye first</div></td></tr></table></div></div>
<div class="page"><div id="edit2"><a class="bigusername">Bo</a><div id="post_message_2">TWO</div></div></div></div>`, "Ann", "Bo"},
	"vanilla": {``, `<body id="vanilla_discussion_index" class="Vanilla Discussion isDesktop index"><div class="Item ItemDiscussion"><div class="DiscussionHeader"><span class="Author"><a class="PhotoWrap" href="/profile/Ann"></a><a href="/profile/Ann" class="Username">Ann</a></span><span class="Rank">Admin</span><span class="MItem DateCreated"><time datetime="2025-01-02T10:00:00+00:00">January 2025</time></span></div><div class="Item-Body"><div class="Message userContent">ONE</div></div></div>
<ul class="MessageList Comments"><li class="Item ItemComment"><a class="Username">Bo</a><span class="DateCreated"><time datetime="2025-01-03T10:00:00+00:00">January 2025</time></span><div class="Message">TWO</div></li></ul><div class="BoxCategories"><h4>Categories of this place</h4></div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"reddit": {``, `<body class="single-page comments-page"><div id="siteTable"><div class="thing link" id="thing_t3_1"><p class="title"><a class="title" href="/r/rye/1">Sour rye</a></p><p class="tagline">submitted <time datetime="2025-01-02T10:00:00+00:00">a year ago</time> by <a class="author" href="/user/ann">Ann</a></p><div class="expando"><form class="usertext"><div class="usertext-body"><div class="md">ONE</div></div></form></div></div></div>
<div class="commentarea"><div class="thing comment" id="thing_t1_2"><p class="tagline"><a class="author">Bo</a> <span class="score">3 points</span> <time datetime="2025-01-03T10:00:00+00:00">a year ago</time></p><form class="usertext"><div class="usertext-body"><div class="md">TWO</div></div></form><ul class="flat-list buttons"><li>permalink and other buttons</li></ul></div></div>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
	"hacker-news": {``, `<body><center><table id="hnmain"><tr><td><table class="fatitem"><tr class="athing submission"><td class="title"><span class="titleline"><a href="item?id=1">Ask: Sour rye</a></span></td></tr><tr><td class="subtext"><span class="score">542 points</span> by <a href="user?id=ann" class="hnuser">Ann</a> <span class="age" title="2025-01-02T10:00:00 1735812000"><a href="item?id=1">a year ago</a></span></td></tr><tr><td><div class="toptext">ONE</div></td></tr></table>
<table class="comment-tree"><tr class="athing comtr" id="2"><td><table><tr><td class="ind" indent="0"></td><td class="default"><span class="comhead"><a class="hnuser" href="user?id=bo">Bo</a> <span class="age" title="2025-01-03T10:00:00 1735898400"><a href="item?id=2">a year ago</a></span></span><div class="comment"><div class="commtext c00">TWO</div><div class="reply"><a href="reply?id=2">reply to this one</a></div></div></td></tr></table></td></tr></table></td></tr></table></center>`, "Ann, 2025-01-02 10:00", "Bo, 2025-01-03 10:00"},
}

// threadRoots are the root elements of the pages that are known by them.
var threadRoots = map[string]string{"xenforo": `<html id="XF" lang="en">`, "xenforo 1": `<html id="XenForo" lang="en">`, "hacker-news": `<html lang="en" op="item">`}

func TestThreadsOfPlatforms(t *testing.T) {
	const one = "The oven goes cold at four, and the sour rye sinks in the middle. I have tried more water, less water, a longer rest and a hotter start, other salt and other flour, and still it does what it likes. What do you do with yours?"
	const two = "Put a stone below it. Mine holds the heat until morning, whatever the weather outside."
	fill := strings.NewReplacer("ONE", one, "TWO", two, "QUOTE", one)
	for name, c := range threadPages {
		root := dom.FirstNonEmpty(threadRoots[name], `<html lang="en">`)
		src := root + `<head><title>Sour rye</title>` + c.head + `</head>` + fill.Replace(c.body)
		res, err := Find(parsePage(t, []byte(src)), Options{Explain: true})
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Join([]string{c.first, one, c.second, two}, " ")
		if got := dom.NodeText(res.Root, 5000); got != want || res.Type != Forum || !strings.HasPrefix(name, res.Account.Source) {
			t.Errorf("%s (%s, by %s):\ngot  %q\nwant %q", name, res.Type, res.Account.Source, got, want)
		}
	}
}

// TestThreadAsArticle: who says that the page is no thread gets what would be found.
func TestThreadAsArticle(t *testing.T) {
	src := `<title>Bread at night</title><body id="phpbb"><main><article><h1>Bread at night</h1>` + loaf + `</article></main><div class="post"><div class="postbody"><div class="content">Good bread.</div></div></div>`
	res, err := Find(parsePage(t, []byte(src)), Options{Type: Article})
	if err != nil {
		t.Fatal(err)
	}
	if text := dom.NodeText(res.Root, 5000); !strings.HasPrefix(text, "We bake at night") {
		t.Errorf("got %q", text)
	}
}

// TestPreviewsInPosts: of what forums show of another page, the link stays, and of
// quotes those that are short, or that no post before holds.
func TestPreviewsInPosts(t *testing.T) {
	src := `<html id="XF"><title>Sour rye</title><body><article class="message--post"><h4 class="message-name">Ann</h4><div class="message-body"><div class="bbWrapper"><p>See this mill of ours, it has all you need:</p>
<div class="bbCodeBlock bbCodeBlock--unfurl"><div class="contentRow-main"><h3 class="contentRow-header"><a href="https://mill.example/">The mill</a></h3><div class="contentRow-snippet">We grind all that is brought to us.</div><a href="https://mill.example/">mill.example</a></div></div><blockquote>What was said in another place stays here.</blockquote></div></div></article>`
	res, err := Find(parsePage(t, []byte(src)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	want := "Ann See this mill of ours, it has all you need: The mill What was said in another place stays here."
	if got := dom.NodeText(res.Root, 5000); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
