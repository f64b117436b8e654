package extract

import (
	"slices"
	"strings"
	"testing"
)

// Images as platforms and libraries really write them: several elements and
// attributes for one picture.
var platformCases = []struct {
	name, html string
	images     []string
	notes      []string // codes; relative addresses and noise aside
}{
	{"lazysizes picture", `<picture><!--[if IE 9]><video style="display: none"><![endif]--><source data-srcset="https://e.com/s.jpg 500w" media="(max-width: 500px)">
<source data-srcset="https://e.com/big.jpg 1400w" media="(min-width: 501px)"><!--[if IE 9]></video><![endif]-->
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-src="https://e.com/mid.jpg" class="lazyload"></picture>`,
		[]string{"https://e.com/big.jpg"}, nil},
	{"picture for phones first", `<picture><source media="(max-width: 600px)" srcset="https://e.com/crop.jpg"><source media="(min-width: 601px)" srcset="https://e.com/wide.jpg"><img src="/spacer.gif"></picture>`,
		[]string{"https://e.com/wide.jpg"}, nil},
	{"Medium picture", `<figure><picture><source srcset="https://miro.medium.com/v2/resize:fit:640/format:webp/1*q.png 640w, https://miro.medium.com/v2/resize:fit:1400/format:webp/1*q.png 1400w" type="image/webp">
<source srcset="https://miro.medium.com/v2/resize:fit:640/1*q.png 640w, https://miro.medium.com/v2/resize:fit:1400/1*q.png 1400w"><img alt="" width="700"></picture></figure>`,
		[]string{"https://miro.medium.com/v2/resize:fit:1400/1*q.png"}, nil},
	{"Medium blur-up", `<figure><div><div class="progressiveMedia"><img src="https://cdn-images-1.medium.com/freeze/max/30/1*a.png?q=20" class="progressiveMedia-thumbnail"><canvas></canvas>
<img class="progressiveMedia-image" data-src="https://cdn-images-1.medium.com/max/800/1*a.png"><noscript><img src="https://cdn-images-1.medium.com/max/800/1*a.png"></noscript></div></div><figcaption>cap</figcaption></figure>`,
		[]string{"https://cdn-images-1.medium.com/max/800/1*a.png"}, []string{"image.preview"}},
	{"Medium before 2022", `<figure><div><img alt="Image for post" src="https://miro.medium.com/max/60/1*x.png?q=20" width="700"><img alt="Image for post" width="700" role="presentation">
<noscript><img alt="Image for post" src="https://miro.medium.com/max/1400/1*x.png" width="700"></noscript></div></figure>`,
		[]string{"https://miro.medium.com/max/1400/1*x.png"}, []string{"image.preview"}},
	{"Next.js before 13", `<div><img alt="n" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7" decoding="async"><noscript><img alt="n" srcset="/_next/image?url=%2Fimg%2Fa.png&amp;w=1920&amp;q=75 1x, /_next/image?url=%2Fimg%2Fa.png&amp;w=3840&amp;q=75 2x" src="/_next/image?url=%2Fimg%2Fa.png&amp;w=3840&amp;q=75"></noscript></div>`,
		[]string{"/img/a.png"}, []string{"image.preview"}},
	{"Gatsby 2", `<div class="gatsby-image-wrapper"><div aria-hidden="true"></div><img aria-hidden="true" src="data:image/jpeg;base64,` + strings.Repeat("abcd", 250) + `" alt=""><noscript><picture><source srcset="/s/200.jpg 200w, /s/800.jpg 800w"><img srcset="/s/200.jpg 200w, /s/800.jpg 800w" src="/s/800.jpg" alt="g"></picture></noscript></div>`,
		[]string{"/s/800.jpg"}, []string{"image.preview"}},
	{"Gatsby 3", `<div class="gatsby-image-wrapper"><div><img alt="" role="presentation" aria-hidden="true" src="data:image/svg+xml;charset=utf-8,%3Csvg height='5' width='8' xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E"></div><picture><source type="image/webp" data-srcset="/s/w8.webp 800w">
<img data-main-image="" data-src="/s/m.jpg" data-srcset="/s/m2.jpg 200w,/s/m.jpg 800w" alt="gp"></picture><noscript><picture><source type="image/webp" srcset="/s/w8.webp 800w"><img src="/s/m.jpg" srcset="/s/m.jpg 800w" alt="gp"></picture></noscript></div>`,
		[]string{"/s/m.jpg"}, []string{"image.preview"}},
	{"Zhihu", `<figure><noscript><img src="https://pic1.zhimg.com/v2-a_b.jpg" data-original="https://pic1.zhimg.com/v2-a_r.jpg"></noscript><img src="data:image/svg+xml;utf8,&lt;svg xmlns='http://www.w3.org/2000/svg'&gt;&lt;/svg&gt;" class="lazy" data-original="https://pic1.zhimg.com/v2-a_r.jpg" data-actualsrc="https://pic1.zhimg.com/v2-a_b.jpg"></figure>`,
		[]string{"https://pic1.zhimg.com/v2-a_r.jpg"}, nil},
	{"WeChat", `<p><img data-ratio="0.66" data-src="https://mmbiz.qpic.cn/mmbiz_png/abc/640?wx_fmt=png&amp;from=appmsg" data-type="png" data-w="1080" style="visibility: hidden !important;" src="data:image/svg+xml,%3Csvg width='1px' height='1px'%3E%3Crect x='249'/%3E%3C/svg%3E"></p>`,
		[]string{"https://mmbiz.qpic.cn/mmbiz_png/abc/640?wx_fmt=png&from=appmsg"}, nil},
	{"WeChat background", `<p>text</p><section style="background-image: url(&quot;https://mmbiz.qpic.cn/mmbiz_png/bg/640?wx_fmt=png&quot;);"><br></section>`,
		[]string{"https://mmbiz.qpic.cn/mmbiz_png/bg/640?wx_fmt=png"}, nil},
	{"Substack", `<figure><a class="image-link" href="https://substackcdn.com/image/fetch/$s_!abc!,f_auto/https%3A%2F%2Fe.com%2Fb_2461x997.png"><div><picture><source type="image/webp" srcset="https://substackcdn.com/image/fetch/$s_!abc!,w_1456,c_limit,f_webp/https%3A%2F%2Fe.com%2Fb_2461x997.png 1456w">
<img src="https://substackcdn.com/image/fetch/$s_!abc!,w_1456,c_limit/https%3A%2F%2Fe.com%2Fb_2461x997.png" data-attrs="{&quot;src&quot;:&quot;https://e.com/b_2461x997.png&quot;,&quot;height&quot;:590}"></picture></div></a></figure>`,
		[]string{"https://e.com/b_2461x997.png"}, nil},
	{"Wix", `<wow-image data-image-info="{&quot;imageData&quot;:{&quot;width&quot;:1920,&quot;uri&quot;:&quot;ab_c~mv2.jpg&quot;}}"><img src="https://static.wixstatic.com/media/ab_c~mv2.jpg/v1/fill/w_49,h_33,al_c,blur_2/ab_c~mv2.jpg" alt="w"></wow-image>`,
		[]string{"https://static.wixstatic.com/media/ab_c~mv2.jpg"}, nil},
	{"Wix before its script", `<p>text</p><wix-image data-image-info="{&quot;imageData&quot;:{&quot;uri&quot;:&quot;ab_c~mv2.jpg&quot;}}"></wix-image>`,
		[]string{"https://static.wixstatic.com/media/ab_c~mv2.jpg"}, nil},
	{"Naver", `<div class="se-module-image"><a href="#" class="se-module-image-link"><img src="https://postfiles.pstatic.net/a.jpg?type=w80_blur" data-lazy-src="https://postfiles.pstatic.net/a.jpg?type=w966" alt=""></a></div>`,
		[]string{"https://postfiles.pstatic.net/a.jpg?type=w966"}, nil},
	{"Next.js without a size", `<img width="0" height="0" sizes="100vw" style="color:transparent;width:100%;height:auto" src="https://e.com/a.png">`, []string{"https://e.com/a.png"}, nil},
	{"an address that is no image", `<img src="https://e.com/a.jpg" data-url="https://e.com/post/5" data-source="https://e.com/credits" data-original="1" data-lazy="true">`, []string{"https://e.com/a.jpg"}, nil},
	{"an address that is one after all", `<img src="/loading.gif" data-url="https://e.com/image/5">`, []string{"https://e.com/image/5"}, nil},
	{"two pictures of one box", `<div><img src="/a.gif" alt="a"><img src="" alt=""><img src="https://e.com/b.jpg" alt="b"></div>`,
		[]string{"/a.gif", "https://e.com/b.jpg"}, []string{"image.placeholder"}},
	{"a preview beside another picture", `<figure><img src="https://res.cloudinary.com/d/e_blur:5/art.jpg"><img src="https://res.cloudinary.com/d/real2.jpg"></figure>`,
		[]string{"https://res.cloudinary.com/d/e_blur:5/art.jpg", "https://res.cloudinary.com/d/real2.jpg"}, nil},
	{"a preview of another format", `<figure><img src="https://res.cloudinary.com/d/e_blur:5/art.jpg"><img src="https://res.cloudinary.com/d/art.webp"></figure>`,
		[]string{"https://res.cloudinary.com/d/art.webp"}, []string{"image.preview"}},
	{"Bloomberg", `<figure><img src="https://assets.bwbx.io/images/i2/v0/60x-1.jpg"><img src="https://assets.bwbx.io/images/i2/v0/1200x-1.jpg"></figure>`,
		[]string{"https://assets.bwbx.io/images/i2/v0/1200x-1.jpg"}, []string{"image.preview"}},
	{"a preview through a proxy", `<figure><img src="https://images.weserv.nl/?url=https%3A%2F%2Fe.com%2Fa.jpg%3Fblur%3D9"><img src="https://e.com/a.jpg"></figure>`,
		[]string{"https://e.com/a.jpg"}, []string{"image.preview"}},
	{"a placeholder beside another picture", `<figure><div><img src="/img/loading.gif"></div><img src="https://e.com/b.jpg"></figure>`,
		[]string{"https://e.com/b.jpg"}, []string{"image.placeholder"}},
	{"a placeholder for want of scripts", `<div><img src="/img/loading.gif"><noscript><img src="https://e.com/b.jpg"></noscript></div>`,
		[]string{"https://e.com/b.jpg"}, []string{"image.preview"}},
	{"embedded pictures are no previews", `<p><img src="data:image/png;base64,` + strings.Repeat("abcd", 2000) + `"><img src="https://e.com/b.jpg"></p>`,
		[]string{"data:image/png;base64," + strings.Repeat("abcd", 2000), "https://e.com/b.jpg"}, nil},
}

func TestPlatforms(t *testing.T) {
	for _, test := range platformCases {
		_, a := cleanString(t, test.html, Options{Explain: true})
		var images, notes []string
		for _, img := range a.Images {
			images = append(images, img.URL)
		}
		for _, n := range a.Notes {
			if n.Code != "image.relative" && !strings.HasPrefix(n.Code, "noise.") {
				notes = append(notes, n.Code)
			}
		}
		if !slices.Equal(images, test.images) || !slices.Equal(notes, test.notes) {
			t.Errorf("%s:\ngot  %.300q %q\nwant %.300q %q", test.name, images, notes, test.images, test.notes)
		}
		for _, s := range a.Sources {
			if s.Image >= len(a.Images) {
				t.Errorf("%s: an account of image %d of %d", test.name, s.Image, len(a.Images))
			}
		}
	}
}

func TestEmoji(t *testing.T) {
	for _, test := range []struct{ html, want string }{
		{`<img src="https://s.w.org/images/core/emoji/14.0.0/72x72/1f642.png" alt="🙂" class="wp-smiley">`, "🙂"},
		{`<img src="https://s.w.org/images/core/emoji/2/svg/a9.svg">`, "©"},
		{`<img src="https://s.w.org/images/core/emoji/2/svg/31-20e3.svg">`, "1\u20e3"},
		{`<img class="emoji" alt=":+1:" src="https://github.githubassets.com/images/icons/emoji/unicode/1f44d.png">`, "👍"},
		{`<img class="emoji" alt=":octocat:" src="https://github.githubassets.com/images/icons/emoji/octocat.png">`, ":octocat:"},
		{`<img alt="😂" src="https://static.xx.fbcdn.net/images/emoji.php/v9/t4c/1/16/1f602.png">`, "😂"},
		{`<img alt="👨‍🍳" src="https://abs.twimg.com/emoji/v2/72x72/1f468-200d-1f373.png">`, "👨‍🍳"},
		{`<img src="https://fonts.gstatic.com/s/e/notoemoji/15.1/1f680/72.png">`, "🚀"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/00a9.png">`, "\u00a9"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/ae.png">`, "\u00ae"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/203c.png">`, "\u203c"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/2049.png">`, "\u2049"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/2122.png">`, "\u2122"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/2139.png">`, "\u2139"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/3030.png">`, "\u3030"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/303d.png">`, "\u303d"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/3297.png">`, "\u3297"},
		{`<img src="https://s.w.org/images/core/emoji/13/72x72/3299.png">`, "\u3299"},
		{`<img class="emoji" src="https://s.w.org/images/core/emoji/13/72x72/2122.png" alt="™">`, "™"},
		{`<img src="https://e.com/noto-emoji/emoji_u1f468_200d_1f373.png">`, "👨‍🍳"},
	} {
		got, a := cleanString(t, "<p>a "+test.html+"</p>", Options{})
		if want := "<p>a " + test.want + "</p>"; got != want || len(a.Images) != 0 || len(a.Notes) != 1 || a.Notes[0].Code != "image.emoji" {
			t.Errorf("%s: %s %v", test.html, got, a.Notes)
		}
	}
	for _, html := range []string{
		`<img class="emoji-picker-screenshot" src="https://e.com/a.png" alt="How the emoji picker looks">`,
		`<img src="https://e.com/blog/twemoji/article-cafe.png" alt="a picture">`,
		`<img src="https://e.com/twemoji/2024-12.png">`,
		`<img src="https://e.com/twemoji/32.png" alt="2">`,
		`<img src="https://e.com/photo.jpg" alt="❤️" width="600">`,
	} {
		if _, a := cleanString(t, "<p>a "+html+"</p>", Options{}); len(a.Images) != 1 {
			t.Errorf("%s was taken for an emoji", html)
		}
	}
}
