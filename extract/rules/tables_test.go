package rules_test

import (
	"encoding/base64"
	"encoding/hex"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract"
	"github.com/artx-cli/artx/extract/body"
	"github.com/artx-cli/artx/extract/rules"
)

// Each row of each table has a case here: the tests fail for a row that no case
// reaches.

const (
	realPic = "https://pic.example.com/a/b.jpg"
	goal    = "https://goal.example.org/page?a=1&b=2"
)

var (
	encPic     = url.QueryEscape(realPic)
	encGoal    = url.QueryEscape(goal)
	hexPic     = hex.EncodeToString([]byte(realPic))
	base64Pic  = base64.RawURLEncoding.EncodeToString([]byte(realPic))
	base64Goal = base64.RawURLEncoding.EncodeToString([]byte(goal))
)

// unwrapCase is an address and what it carries.
type unwrapCase struct{ in, want string }

var proxyCases = []unwrapCase{
	{"https://cors.someone.workers.dev/?" + realPic, realPic},
	{"https://cors.someone.workers.dev/?" + encPic, realPic},
	{"https://img.someone.workers.dev/" + realPic, realPic},
	{"https://cors.someone.workers.dev/?http://pic.example.com/x.jpg?w=1&h=2", "http://pic.example.com/x.jpg?w=1&h=2"},
	{"https://cors.someone.workers.dev/?https://images.weserv.nl/?url=" + encPic, realPic}, // doubly wrapped
	{"https://corsproxy.io/?" + encPic, realPic},
	{"https://cors-anywhere.herokuapp.com/" + realPic, realPic},
	{"https://cors-anywhere.herokuapp.com/pic.example.com/a/b.jpg", "http://pic.example.com/a/b.jpg"},
	{"https://thingproxy.freeboard.io/fetch/" + realPic, realPic},
	{"https://api.allorigins.win/raw?url=" + encPic, realPic},
	{"https://corsproxy.io/?url=" + encPic, realPic},
	{"https://api.codetabs.com/v1/proxy?quest=" + encPic, realPic},
	{"https://images.weserv.nl/?url=pic.example.com/a/b.jpg&w=300", "http://pic.example.com/a/b.jpg"},
	{"https://images.weserv.nl?url=" + encPic, realPic},
	{"https://wsrv.nl/?url=ssl:pic.example.com/a.jpg", "https://pic.example.com/a.jpg"},
	{"https://wsrv.nl/?url=https://pic.example.com/a.jpg%3Fx=1%26y=2&w=3", "https://pic.example.com/a.jpg?x=1&y=2"}, // half encoded
	{"https://wsrv.nl/?url=pic.example.com/%E7%81%AF.jpg", "http://pic.example.com/灯.jpg"},
	{"https://wsrv.nl/?url=pic.example.com/%B5%C6.jpg", "http://pic.example.com/%B5%C6.jpg"}, // GBK
	{"https://nimg.ws.126.net/?url=http%3A%2F%2Fpic.example.com%2Fa.png&thumbnail=660x2147483647", "http://pic.example.com/a.png"},
	{"https://i0.wp.com/pic.example.com/a/b.jpg?resize=300%2C200&ssl=1", realPic},
	{"https://i2.wp.com/pic.example.com/a/b.jpg?w=640", "http://pic.example.com/a/b.jpg"},
	{"https://substackcdn.com/image/fetch/$s_!abc!,w_1456,c_limit,f_auto/https%3A%2F%2Fpic.example.com%2Fa%2Fb.jpg", realPic},
	{"https://res.cloudinary.com/demo/image/fetch/w_400,c_fill/" + realPic, realPic},
	{"https://camo.githubusercontent.com/0123456789abcdef/" + hexPic, realPic},
	{"https://forum.example.com/camo/0123456789abcdef/" + hexPic, realPic},
	{"https://camo.derpicdn.net/0123456789?url=" + encPic, realPic},
	{"https://external-content.duckduckgo.com/iu/?u=" + encPic + "&f=1&nofb=1", realPic},
	{"https://site.example.com/_next/image?url=" + encPic + "&w=1080&q=75", realPic},
	{"https://pic.example.com/_next/image?url=%2Fa%2Fb.jpg&w=1080&q=75", realPic},
	{"https://i0.wp.com/images.weserv.nl/?url=" + encPic + "&w=3", realPic},
	{"https://www.notion.so/image/" + encPic + "?table=block&id=1", realPic},
	{"https://static.wixstatic.com/media/a~mv2.jpg/v1/fill/w_49,h_33,blur_2/a.jpg", "https://static.wixstatic.com/media/a~mv2.jpg"},
	{"https://img.example.com/insecure/rs:fit:300:300/plain/" + realPic + "@webp", realPic},
	{"https://img.example.com/insecure/rs:fit:300:300/plain/" + encPic + "%3Fx%3D1@png", realPic + "?x=1"},
	{"https://site.example.com/_vercel/image?url=" + encPic + "&w=640&q=75", realPic},
	{"https://site.example.com/.netlify/images?url=" + encPic + "&w=640", realPic},
	{"https://site.example.com/_ipx/w_640,q_80/" + realPic, realPic},
	{"https://pic.example.com/_ipx/w_640,q_80/a/b.jpg", realPic},
	{"https://pic-example-com.cdn.ampproject.org/s/pic.example.com/a/b.jpg", realPic},
	{"https://pic-example-com.cdn.ampproject.org/i/s/pic.example.com/a/b.jpg", realPic},
	{"https://pic-example-com.cdn.ampproject.org/i/pic.example.com/a/b.jpg", "http://pic.example.com/a/b.jpg"},
	{"https://pic-example-com.cdn.ampproject.org/ii/w820/s/pic.example.com/a/b.jpg", realPic},
	{"https://img.example.net/thumbor/sig=/300x200/filters:quality(80)/" + realPic, realPic},
	{"https://img.example.net/unsafe/300x200/smart/" + realPic, realPic},
	{"https://img.example.net/unsafe/fit-in/300x200/filters:format(webp)/" + encPic, realPic},
	{"https://img.example.net/unsafe/300x200/smart/pic.example.com/a/b.jpg", "http://pic.example.com/a/b.jpg"},
	{"https://img.example.net/insecure/rs:fit:300/plain/" + realPic, realPic},
	{"https://ik.imagekit.io/demo/tr:w-400/" + realPic, realPic},
	{"https://site.example.com/cdn-cgi/image/width=800,quality=75/" + realPic, realPic},
	{"https://pic.example.com/cdn-cgi/image/width=800/a/b.jpg", realPic},
	{"https://sp-ao.shortpixel.ai/client/to_webp,q_glossy,w_800/" + realPic, realPic},
	{"https://abc123.i.optimole.com/w:800/h:600/q:80/" + realPic, realPic},
	{"https://cdn.statically.io/img/pic.example.com/w=400/a/b.jpg", realPic},
	{"https://images-ext-1.discordapp.net/external/sig123/https/pic.example.com/a/b.jpg", realPic},
	{"https://images-ext-2.discordapp.net/external/sig123/%3Fw%3D1/https/pic.example.com/a/b.jpg", realPic + "?w=1"},
	{"https://images-focus-opensocial.googleusercontent.com/gadgets/proxy?url=" + encPic + "&container=focus", realPic},
	{"https://www.google.com/imgres?imgurl=" + encPic + "&imgrefurl=x", realPic},
	{"https://www.google.co.uk/url?sa=i&url=" + encPic, realPic},
	{"https://board.example.com/proxy.php?image=" + encPic + "&hash=1", realPic},
	{"https://board.example.com/imageproxy.php?img=" + encPic, realPic},
	{"https://site.example.com/lib/phpThumb.php?src=" + encPic + "&w=200", realPic},
	{"https://site.example.com/timthumb.php?src=" + encPic + "&w=200", realPic},
	{"https://img1.daumcdn.net/thumb/R1280x0/?scode=mtistory2&fname=" + encPic, realPic},
	{"https://t1.daumcdn.net/cfile/tistory?fname=" + encPic, realPic},
	{"https://dthumb-phinf.pstatic.net/?src=%22https%3A%2F%2Fpic.example.com%2Fa%2Fb.jpg%22&type=w2", realPic},
	{"https://www.inoreader.com/camo/sig/b64/" + base64Pic, realPic},
	{"https://lh3.googleusercontent.com/proxy/abc?url=" + encPic, realPic},
	{"https://imageproxy.newsblur.com/?url=" + encPic, realPic},
	{"https://cdn.xuehuaimg.com/proxy/" + realPic, realPic},
	{"https://cdn.xuehuaimg.com/i?url=" + encPic, realPic},
	{"https://i.pixiv.cat/img-original/img/2020/01/01/1_p0.jpg", "https://i.pximg.net/img-original/img/2020/01/01/1_p0.jpg"},
	{"https://gimg2.baidu.com/image_search/src=x&app=1?src=" + encPic, realPic},
	{"https://img01.sogoucdn.com/net/a/04/link?appid=1&url=" + encPic, realPic},
	{"https://resize.yandex.net/mailservice?url=" + encPic + "&proxy=yes", realPic},
	{"https://web.archive.org/web/20150101000000im_/" + realPic, realPic},
}

var redirectorCases = []unwrapCase{
	{"https://link.zhihu.com/?target=" + encGoal, goal},
	{"https://link.juejin.cn/?target=" + encGoal, goal},
	{"https://link.csdn.net/?target=" + encGoal, goal},
	{"https://link.gitcode.com/?target=" + encGoal, goal},
	{"https://gitee.com/link?target=" + encGoal, goal},
	{"https://sspai.com/link?target=" + encGoal, goal},
	{"https://afdian.com/link?target=" + encGoal, goal},
	{"https://www.infoq.cn/link?target=" + encGoal, goal},
	{"https://leetcode.cn/link/?target=" + encGoal, goal},
	{"https://www.kdocs.cn/office/link?target=" + encGoal, goal},
	{"https://cloud.tencent.com/developer/tools/blog-entry?target=" + encGoal, goal},
	{"https://hd.nowcoder.com/link.html?target=" + encGoal, goal},
	{"https://gw-c.nowcoder.com/api/sparta/jump/link?link=" + encGoal, goal},
	{"https://links.jianshu.com/go?to=" + encGoal, goal},
	{"https://www.jianshu.com/go-wild?ac=2&url=" + encGoal, goal},
	{"https://link.jianshu.com?t=" + encGoal, goal},
	{"https://www.oschina.net/action/GoToLink?url=" + encGoal, goal},
	{"https://www.yuque.com/r/goto?url=" + encGoal, goal},
	{"https://shimo.im/outlink/gray?url=" + encGoal, goal},
	{"https://www.coolapk.com/link?url=" + encGoal, goal},
	{"https://www.douban.com/link2/?url=" + encGoal, goal},
	{"https://game.bilibili.com/linkfilter/?url=" + encGoal, goal},
	{"https://www.nodeseek.com/jump?to=" + encGoal, goal},
	{"https://ld246.com/forward?goto=" + encGoal, goal},
	{"https://weibo.cn/sinaurl?u=" + encGoal, goal},
	{"https://blog.51cto.com/transfer?" + goal, goal},
	{"https://www.pixiv.net/jump.php?url=" + encGoal, goal},
	{"https://www.pixiv.net/jump.php?" + encGoal, goal},
	{"https://acgbox.link/go/?url=" + base64Goal, goal},
	{"https://www.bing.com/ck/a?!&&p=1&u=a1" + base64Goal + "&ntb=1", goal},
	{"https://www.google.de/url?sa=t&q=" + encGoal + "&usg=1", goal},
	{"https://www.google.com/url?q=https://goal.example.org/page?a%3D1%26b%3D2&sa=D&source=editors&ust=1&usg=1", goal}, // as Google Docs writes it
	{"https://www.google.com/amp/s/goal.example.org/page", "https://goal.example.org/page"},
	{"https://www.youtube.com/redirect?event=x&q=" + encGoal, goal},
	{"https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3Dabc%26feature%3Dshare", "https://www.youtube.com/watch?v=abc&feature=share"},
	{"https://l.facebook.com/l.php?u=" + encGoal + "&h=AT0", goal},
	{"https://www.facebook.com/flx/warn/?u=" + encGoal, goal},
	{"https://l.messenger.com/l.php?u=" + encGoal, goal},
	{"https://l.instagram.com/?u=" + encGoal + "&e=1", goal},
	{"https://www.instagram.com/linkshim/?u=" + encGoal, goal},
	{"https://l.threads.net/?u=" + encGoal + "&e=1", goal},
	{"https://l.wl.co/l?u=" + encGoal, goal},
	{"https://out.reddit.com/t3_1?url=" + encGoal + "&token=1", goal},
	{"https://steamcommunity.com/linkfilter/?url=" + encGoal, goal},
	{"https://steamcommunity.com/linkfilter/?" + goal, goal},
	{"https://vk.com/away.php?to=" + encGoal, goal},
	{"https://t.umblr.com/redirect?z=" + encGoal + "&t=1", goal},
	{"https://duckduckgo.com/l/?uddg=" + encGoal, goal},
	{"https://www.deviantart.com/users/outgoing?" + goal, goal},
	{"https://www.deviantart.com/outgoing?" + goal, goal},
	{"https://href.li/?" + goal, goal},
	{"http://anonym.to/?" + goal, goal},
	{"https://disq.us/url?url=" + encGoal, goal},
	{"https://disq.us/url?url=" + encGoal + "%3A7LpYmFQFGQGPCW1zLbWpZ-zV6o4&cuid=1", goal},
	{"https://getpocket.com/redirect?url=" + encGoal, goal},
	{"https://gate.sc/?url=" + encGoal + "&token=1", goal},
	{"https://www.curseforge.com/linkout?remoteUrl=" + url.QueryEscape(encGoal), goal},
	{"https://medium.com/r/?url=" + encGoal, goal},
	{"https://www.linkedin.com/redir/redirect?url=" + encGoal, goal},
	{"https://www.linkedin.com/safety/go?url=" + encGoal, goal},
	{"https://www.pinterest.de/offsite/?url=" + encGoal, goal},
	{"https://eur01.safelinks.protection.outlook.com/?url=" + encGoal + "&data=1", goal},
	{"https://urldefense.com/v3/__https://goal.example.org/page__;!!abc$", "https://goal.example.org/page"},
	{"https://urldefense.com/v3/__https://goal.example.org/page?a=1&b=2__;!!abc$", goal},
	{"https://urldefense.com/v3/__https://goal.example.org/a*b*c__;KyM!!abc$", "https://goal.example.org/a+b#c"},
	{"https://urldefense.proofpoint.com/v2/url?u=https-3A__goal.example.org_page-3Fa-3D1-26b-3D2&d=DwMF", goal},
	{"https://go.skimresources.com/?id=1&url=" + encGoal, goal},
	{"https://redirect.viglink.com/?u=" + encGoal, goal},
	{"https://www.awin1.com/cread.php?awinmid=1&ued=" + encGoal, goal},
	{"https://click.linksynergy.com/deeplink?id=1&murl=" + encGoal, goal},
	{"https://www.dpbolvw.net/click-1-2?url=" + encGoal, goal},
	{"https://www.anrdoezrs.net/links/1/type/dlg/" + goal, goal},
	{"https://www.shareasale.com/r.cfm?b=1&urllink=goal.example.org%2Fpage", "https://goal.example.org/page"},
	{"https://prf.hn/click/camref:1/destination:" + encGoal, goal},
	{"https://www.googleadservices.com/pagead/aclk?sa=L&adurl=" + encGoal, goal},
	{"https://abc.r.eu-west-1.awstrack.me/L0/" + encGoal + "/1/0100/sig", goal},
	{"https://click.redditmail.com/CL0/https:%2F%2Fgoal.example.org%2Fpage/1/sig", "https://goal.example.org/page"},
	{"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=" + encGoal + "/RK=2/RS=sig", goal},
	{"http://jump.5ch.net/?" + goal, goal},
	{"http://ime.nu/goal.example.org/page", "http://goal.example.org/page"},
	{"https://ref.gamer.com.tw/redir.php?url=" + encGoal, goal},
	{"https://tieba.baidu.com/mo/q/checkurl?url=" + encGoal, goal},
	{"https://link.uisdc.com/?redirect=" + encGoal, goal},
	{"https://hellogithub.com/periodical/statistics/click?target=" + encGoal, goal},
	{"https://outgoing.prod.webservices.mozgcp.net/v1/hash/" + encGoal, goal},
	{"https://slack-redir.net/link?url=" + encGoal, goal},
	{"https://cr.naver.com/rd?u=" + encGoal, goal},
	{"https://c.pc.qq.com/middlem.html?pfurl=" + encGoal, goal},
	{"https://web.archive.org/web/20150101000000/" + goal, goal},
}

func testUnwraps(t *testing.T, rows []rules.Unwrap, cases []unwrapCase) {
	t.Helper()
	table := rules.NewUnwrapTable(rows)
	for _, test := range cases {
		got := test.in
		for range 4 {
			inner, _, ok := table.Unwrap(got, "", true)
			if !ok {
				break
			}
			got = inner
		}
		if got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.in, got, test.want)
		}
	}
	for i, row := range rows {
		reached := false
		for _, test := range cases {
			reached = reached || table.Reaches(test.in, i)
		}
		if !reached {
			t.Errorf("row %d (%s, %s %s) has no case", i, row.Name, row.Take, row.Path)
		}
	}
}

func TestProxies(t *testing.T) { testUnwraps(t, rules.Proxies, proxyCases) }

func TestRedirectors(t *testing.T) { testUnwraps(t, rules.Redirectors, redirectorCases) }

// TestNotUnwrapped: these look like wrapped addresses and are none, or cannot be
// opened.
func TestNotUnwrapped(t *testing.T) {
	for _, in := range []string{
		"https://www.baidu.com/link?url=0pQueYx", "https://t.co/abc", "https://www.google.com/search?q=https", "https://example.com/?url=notanaddress",
		"https://link.zhihu.com/?target=javascript%3Aalert(1)", "https://link.zhihu.com/", "https://i0.wp.com/", "https://camo.githubusercontent.com/abc/zz",
	} {
		if inner, name, ok := rules.BuiltinSet().Redirectors.Unwrap(in, "", false); ok {
			t.Errorf("redirector %s: %s became %s", name, in, inner)
		}
		if inner, name, ok := rules.BuiltinSet().Proxies.Unwrap(in, "", false); ok {
			t.Errorf("proxy %s: %s became %s", name, in, inner)
		}
	}
}

// TestLocalProxy: a generator's own proxy has addresses without a host, from
// which the image can still be told.
func TestLocalProxy(t *testing.T) {
	for _, test := range []unwrapCase{
		{"/_next/image?url=" + encPic + "&w=640&q=75", realPic},
		{"/_next/image?url=%2Fa%2Fb.jpg&w=640&q=75", "/a/b.jpg"},
		{"/_ipx/w_640/a/b.jpg", "/a/b.jpg"},
		{"/image/" + encPic + "?table=block&id=1", realPic},
		{"/a/b.jpg?url=x", "/a/b.jpg?url=x"},
	} {
		if got, _, _ := extract.ResolveImage(test.in, extract.Options{}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.in, got, test.want)
		}
	}
}

func TestGuessedProxy(t *testing.T) {
	for _, test := range []unwrapCase{
		{"https://proxy.unknown.example/?" + realPic, realPic},
		{"https://proxy.unknown.example/fetch?src=" + encPic + "&w=3", realPic},
		{"https://proxy.unknown.example/x/" + realPic, realPic},
		{"https://imgproxy.example.com/sig/rs:fit:300:300/" + base64Pic + ".jpg", realPic},
		{"https://proxy.unknown.example/?u=" + base64Pic, realPic},
		{"https://proxy.unknown.example/img/" + hexPic, realPic},
		{"https://proxy.unknown.example/w_3/" + encPic + "?w=3", realPic}, // the query is the proxy's
		{"https://proxy.unknown.example/" + realPic + "?v=3", realPic + "?v=3"},
		{"https://qr.example.com/create?data=" + encPic, ""}, // drawn of it
		{"https://badge.example.com/a.svg?logo=" + encPic, ""},
		{"https://avatar.example.com/abc?s=80&d=" + encPic, ""},
		{"https://s.wordpress.com/mshots/v1/" + encPic + "?w=300", ""},
		{"https://proxy.unknown.example/" + realPic + "?Expires=1&Signature=x", ""},
		{"https://proxy.unknown.example/aHR0cnonsense", ""},
		{"https://proxy.unknown.example/?u=" + encPic + "&sign=abc", ""},        // signed
		{"https://proxy.unknown.example/?u=https%3A%2F%2Fx.example%2Fpage", ""}, // no image
		{"https://web.archive.org/web/2015/" + realPic, ""},
		{"https://pic.example.com/http-guide/a.jpg", ""},
	} {
		if got, ok := rules.GuessInner(test.in); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%s: got %q, want %q", test.in, got, test.want)
		}
	}
}

// TestLazy gives an image each attribute beside a placeholder.
func TestLazy(t *testing.T) {
	for _, row := range rules.LazyAttributes {
		value := realPic
		if row.Kind == rules.LazySet {
			value = "https://pic.example.com/s.jpg 300w, " + realPic + " 900w"
		}
		if row.Member != "" {
			value = "{&quot;id&quot;:1,&quot;" + row.Member + "&quot;:&quot;" + strings.ReplaceAll(realPic, "/", `\/`) + "&quot;,&quot;height&quot;:5}"
		}
		_, a := cleanString(t, `<p>x<img src="/img/loading.gif" `+row.Attr+`="`+value+`"></p>`, extract.Options{})
		switch {
		case row.Kind == rules.LazyAlternate:
			if len(a.Images) != 0 {
				t.Errorf("%s: an alternate was taken for the image", row.Attr)
			}
			_, a = cleanString(t, `<img src="https://pic.example.com/still.jpg" `+row.Attr+`="`+value+`">`, extract.Options{})
			if len(a.Images) != 1 || len(a.Images[0].Alternates) != 1 || a.Images[0].Alternates[0] != realPic {
				t.Errorf("%s: %+v has no alternate", row.Attr, a.Images)
			}
			_, a = cleanString(t, `<img src="https://pic.example.com/still.jpg" `+row.Attr+`="`+value+`">`, extract.Options{Animated: true})
			if len(a.Images) != 1 || a.Images[0].URL != realPic {
				t.Errorf("%s: %+v is not the animated version", row.Attr, a.Images)
			}
		case len(a.Images) != 1 || a.Images[0].URL != realPic || a.Images[0].Via != row.Attr || a.Images[0].Original != "/img/loading.gif":
			t.Errorf("%s: %+v", row.Attr, a.Images)
		}
		// A good src stays where the attribute holds only another size.
		_, a = cleanString(t, `<img src="https://pic.example.com/good.jpg" `+row.Attr+`="`+value+`">`, extract.Options{})
		if stays := row.Kind == rules.LazyLarger || row.Kind == rules.LazySmaller || row.Kind == rules.LazyAlternate; len(a.Images) != 1 || (a.Images[0].URL == "https://pic.example.com/good.jpg") != stays {
			t.Errorf("%s with a good src: %+v", row.Attr, a.Images)
		}
	}
}

func TestBackground(t *testing.T) {
	for _, row := range rules.BackgroundAttributes {
		picture := realPic
		values := []string{realPic, "url(" + realPic + ")", "url('" + realPic + "') center", realPic + ",https://pic.example.com/second.jpg"}
		if row.Member != "" {
			picture = "a/b.jpg"
			values = []string{"{&quot;imageData&quot;:{&quot;" + row.Member + "&quot;:&quot;" + picture + "&quot;}}"}
			picture = row.Prefix + picture
		}
		for _, value := range values {
			got, a := cleanString(t, `<p>text</p><div `+row.Attr+`="`+value+`"></div>`, extract.Options{})
			if len(a.Images) != 1 || a.Images[0].URL != picture {
				t.Errorf("%s=%s: %s", row.Attr, value, got)
			}
		}
	}
}

func TestPixels(t *testing.T) {
	for _, row := range rules.Pixels {
		addr := "https://" + strings.Replace(row.Match, "*.", "sub.", 1) + "?id=1"
		_, a := cleanString(t, `<p>text <img src="`+addr+`"></p>`, extract.Options{})
		if len(a.Images) != 0 || len(a.Notes) != 1 || a.Notes[0].Code != "image.pixel" {
			t.Errorf("%s: %+v %v", addr, a.Images, a.Notes)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for _, stem := range rules.PlaceholderStems {
		if got := rules.JudgeImage("/img/" + stem + ".gif"); got != rules.LooksVoid {
			t.Errorf("%s.gif: %d", stem, got)
		}
	}
	for _, stem := range rules.VagueStems {
		if got := rules.JudgeImage("/img/" + stem + ".gif"); got != rules.LooksVoid {
			t.Errorf("%s.gif: %d", stem, got)
		}
		// A picture of that name stays where there is no other.
		if _, a := cleanString(t, `<img src="https://a.example/`+stem+`.png">`, extract.Options{}); len(a.Images) != 1 {
			t.Errorf("%s.png was dropped", stem)
		}
		if _, a := cleanString(t, `<img src="https://a.example/`+stem+`.png" data-src="`+realPic+`">`, extract.Options{}); len(a.Images) != 1 || a.Images[0].URL != realPic {
			t.Errorf("%s.png: %+v", stem, a.Images)
		}
	}
	for _, host := range rules.PlaceholderHosts {
		if got := rules.JudgeImage("https://" + host + "400/300"); got != rules.LooksPoor {
			t.Errorf("%s: %d", host, got)
		}
	}
	for _, addr := range []string{"https://a.example/photo.jpg", "loading-dock.jpg", "https://a.example/white-house.png", "moon.jpg", "/url", "train.jpg", "https://a.example/blanket.gif", "https://a.example/1.gif", "https://a.example/img?id=3", "https://a.example/123.png", "t1.png", "t1.gif"} {
		if got := rules.JudgeImage(addr); got != rules.LooksReal {
			t.Errorf("%s: %d, want a real image", addr, got)
		}
	}
}

func TestTrackers(t *testing.T) {
	for _, name := range rules.Trackers {
		name = strings.Replace(name, "*", "source", 1)
		_, a := cleanString(t, `<a href="https://a.example/p?id=1&amp;`+name+`=x#top">t</a>`, extract.Options{CleanLinks: true})
		if len(a.Links) != 1 || a.Links[0].URL != "https://a.example/p?id=1#top" {
			t.Errorf("%s: %+v", name, a.Links)
		}
	}
	for in, want := range map[string]string{
		"https://a.example/?UTM_Source=x&amp;id=1": "https://a.example/?id=1",
		"/p?utm_source=x#top":                      "/p#top",
		"mailto:a@a.example?utm_source=x":          "mailto:a@a.example?utm_source=x",
		"https://a.example/p#utm_source=x":         "https://a.example/p#utm_source=x",
	} {
		if _, a := cleanString(t, `<a href="`+in+`">t</a>`, extract.Options{CleanLinks: true}); len(a.Links) != 1 || a.Links[0].URL != want {
			t.Errorf("%s: %+v", in, a.Links)
		}
	}
	_, a := cleanString(t, `<a href="https://a.example/p?utm_source=x">t</a>`, extract.Options{})
	if a.Links[0].URL != "https://a.example/p?utm_source=x" {
		t.Error("removed without being asked")
	}
}

// TestNoise puts an element for each rule into an article.
func TestNoise(t *testing.T) {
	const text = "<p>The article itself, with enough words to outweigh whatever stands beside it, and then a few more.</p>"
	for _, row := range rules.NoiseRows {
		c, err := rules.ParseCompound(row.Select)
		if err != nil {
			t.Fatal(err)
		}
		open, tag := rules.StartTag(c)
		inner := "Junk"
		switch row.Guard {
		case rules.GuardListing:
			open, tag = "<div><pre>x</pre>"+open, tag+"></div"
		case rules.GuardLinks, rules.GuardButtons:
			inner = `<a href="/junk">Junk</a>`
		case rules.GuardTags:
			inner = `<a href="/junk" rel="tag">Junk</a>`
		case rules.GuardEmpty:
			inner = "<br>"
		case rules.GuardMark:
			inner = "#"
		}
		got, a := cleanString(t, text+open+">"+inner+"</"+tag+">", extract.Options{})
		if strings.Contains(got, inner) || len(a.Notes) == 0 || a.Notes[0].Code != "noise."+row.Rule {
			t.Errorf("%s is left: %s %v", row.Select, got, a.Notes)
		}
		keep, _ := cleanString(t, text+open+">"+inner+"</"+tag+">", extract.Options{Keep: []string{row.Select}})
		if row.Guard != rules.GuardEmpty && !strings.Contains(keep, inner) {
			t.Errorf("%s was not kept: %s", row.Select, keep)
		}
		// Where it is most of the article, it is the article.
		most, _ := cleanString(t, "<p>Hi</p>"+open+">The article itself, with enough words.</"+tag+">", extract.Options{})
		if !strings.Contains(most, "with enough words") {
			t.Errorf("%s took the article away", row.Select)
		}
	}
}

// TestProviders: each player has a name to stand in a link.
func TestProviders(t *testing.T) {
	names := rules.BuiltinSet().Providers
	for _, p := range rules.Players {
		if names[p.Provider] == nil {
			t.Errorf("%s has no name", p.Provider)
		}
	}
}

// TestFacades puts an element for each rule between two paragraphs.
func TestFacades(t *testing.T) {
	for _, row := range rules.Facades {
		c, err := rules.ParseCompound(row.Select)
		if err != nil {
			t.Fatal(err)
		}
		open, tag := rules.StartTag(c)
		for _, name := range rules.Placeholders(row.To) {
			value := "123"
			if name == "data-telegram-post" {
				value = "channel/123"
			}
			if row.To == "{"+name+"}" {
				value = "https://www.youtube.com/watch?v=123"
			}
			if key, member, ok := strings.Cut(name, "."); ok {
				name, value = key, "{&quot;"+member+"&quot;:&quot;"+value+"&quot;}"
			}
			open = strings.Replace(open, " "+name+`=""`, "", 1) + " " + name + `="` + value + `"`
		}
		quoted := `A remark, <a href="https://www.youtube.com/watch?v=123">5 March</a>`
		if row.To != "" {
			_, a := cleanString(t, "<p>Before.</p>"+open+"></"+tag+"><p>After.</p>", extract.Options{})
			if len(a.Embeds) != 1 || !strings.Contains(a.Embeds[0].URL, "123") || a.Embeds[0].Provider == "" {
				t.Errorf("%s: %+v", row.Select, a.Embeds)
			}
		}
		if row.Quote {
			got, a := cleanString(t, "<p>Before.</p>"+open+">"+quoted+"</"+tag+"><p>After.</p>", extract.Options{})
			if len(a.Embeds) != 1 || !strings.Contains(a.Embeds[0].URL, "123") || !strings.Contains(got, "A remark") {
				t.Errorf("%s, quoting: %+v %s", row.Select, a.Embeds, got)
			}
		}
	}
}

func TestAdFrames(t *testing.T) {
	for _, row := range rules.AdFrames {
		addr := "https://" + strings.Replace(row.Match, "*.", "sub.", 1) + "?id=1"
		got, a := cleanString(t, `<p>The article itself</p><iframe src="`+addr+`"></iframe>`, extract.Options{})
		if len(a.Embeds) != 0 || len(a.Notes) != 1 || a.Notes[0].Code != "noise.ad" {
			t.Errorf("%s: %s %v", addr, got, a.Notes)
		}
	}
}

// TestSizes has an address for each row.
func TestSizes(t *testing.T) {
	cases := []struct{ in, want string }{
		{"https://1.bp.blogspot.com/-a/b/c/s320/p.jpg", "https://1.bp.blogspot.com/-a/b/c/s0/p.jpg"},
		{"https://lh3.googleusercontent.com/abc=w300-h200", "https://lh3.googleusercontent.com/abc=s0"},
		{"https://lh3.googleusercontent.com/abc=s320", "https://lh3.googleusercontent.com/abc=s0"},
		{"https://a.example/wp-content/uploads/2020/01/p-300x200.jpg", "https://a.example/wp-content/uploads/2020/01/p.jpg"},
		{"https://a.example/wp-content/uploads/p.jpg?w=300&ssl=1", "https://a.example/wp-content/uploads/p.jpg"},
		{"https://a.files.wordpress.com/2010/p.jpg?w=300&h=200", "https://a.files.wordpress.com/2010/p.jpg"},
		{"https://a.example/p.jpg?x-oss-process=image/resize,w_300", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg?imageView2/2/w/300", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg?x-image-process=style/s", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg!thumb", "https://a.example/p.jpg"},
		{"https://wx1.sinaimg.cn/mw690/abc.jpg", "https://wx1.sinaimg.cn/large/abc.jpg"},
		{"https://miro.medium.com/v2/resize:fit:1400/1*abc.png", "https://miro.medium.com/1*abc.png"},
		{"https://miro.medium.com/max/800/1*abc.png", "https://miro.medium.com/1*abc.png"},
		{"https://images.squarespace-cdn.com/content/v1/a/p.jpg?format=500w", "https://images.squarespace-cdn.com/content/v1/a/p.jpg"},
		{"https://cdn.shopify.com/s/files/1/p_300x300.jpg?v=1&width=300", "https://cdn.shopify.com/s/files/1/p.jpg?v=1"},
		{"https://a.example/content/images/size/w600/2020/p.jpg", "https://a.example/content/images/2020/p.jpg"},
		{"https://cdn.shopify.com/s/files/1/p_300x.jpg", "https://cdn.shopify.com/s/files/1/p.jpg"},
		{"https://cdn.shopify.com/s/files/1/p_2x.jpg", "https://cdn.shopify.com/s/files/1/p_2x.jpg"}, // a density
		{"https://a.example/p.jpg!/fw/600", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg@1192w.webp", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg!thumb@2x", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg@!thumb", "https://a.example/p.jpg"},
		{"https://a.example/u.jpg@v1/real/photo.jpg", "https://a.example/u.jpg@v1/real/photo.jpg"}, // a folder
		{"https://a.example/u.jpg!/real/photo.jpg", "https://a.example/u.jpg!/real/photo.jpg"},
		{"https://a.example/a@b/p.jpg@1192w", "https://a.example/a@b/p.jpg"},
		{"https://a.example/p.jpg?w=537", "https://a.example/p.jpg"},
		{"https://a.example/p.jpg?w=537&s=sig", "https://a.example/p.jpg?w=537&s=sig"}, // signed
		{"https://a.example/chart.php?w=537", "https://a.example/chart.php?w=537"},     // drawn in that size
		{"https://a.example/p-300x200.jpg", "https://a.example/p-300x200.jpg"},         // nobody knows what this host means by it
	}
	used := make([]bool, len(rules.Sizes))
	for _, test := range cases {
		if got := rules.BuiltinSet().Sizes.Original(test.in); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.in, got, test.want)
		}
		for i := range rules.Sizes {
			one := rules.NewSizeTable(rules.Sizes[i : i+1])
			used[i] = used[i] || one.Original(test.in) != test.in
		}
	}
	for i, row := range rules.Sizes {
		if !used[i] {
			t.Errorf("no case for %+v", row)
		}
	}
}

// TestRulesDocsExample runs the example of docs/rules.md.
func TestRulesDocsExample(t *testing.T) {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "rules.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, article, _ := strings.Cut(string(doc), "```html\n")
	article, rest, _ := strings.Cut(article, "```\n")
	_, rows, _ := strings.Cut(rest, "```yaml\n")
	rows, _, _ = strings.Cut(rows, "```\n")
	rules, err := rules.Load([]byte(rows), "rules.md")
	if err != nil {
		t.Fatal(err)
	}
	_, a := cleanString(t, article, extract.Options{Rules: rules, BaseURL: "https://paper.example/1", OriginalSize: true})
	if len(a.Images) != 1 || a.Images[0].URL != "https://pic.example/1.jpg" {
		t.Errorf("images: %+v", a.Images)
	}
	if len(a.Embeds) != 2 || a.Embeds[0].URL != "https://tube.paper.example/watch/42" || a.Embeds[1].URL != "https://tube.paper.example/watch/43" {
		t.Errorf("embeds: %+v", a.Embeds)
	}
	if len(a.Links) != 1 || a.Links[0].URL != "https://goal.example/" {
		t.Errorf("links: %+v", a.Links)
	}
	removed := map[string]bool{}
	for _, note := range a.Notes {
		removed[note.Code] = true
	}
	if !removed["noise.support"] || !removed["noise.ad"] {
		t.Errorf("notes: %+v", a.Notes)
	}
}

// cleanString is the HTML that cleaning src gives, and its account.
func cleanString(t testing.TB, src string, opt extract.Options) (string, *extract.Article) {
	t.Helper()
	root, _, err := body.ParseHTML([]byte(src))
	if err != nil {
		t.Fatal(err)
	}
	a, err := extract.Clean(root, opt)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := root.FirstChild; n != nil; n = n.NextSibling {
		if err := html.Render(&b, n); err != nil {
			t.Fatal(err)
		}
	}
	return b.String(), a
}
