package media

import (
	"net/url"
	"slices"
	"strings"
)

// referers are what servers that refuse pictures to strangers want to hear;
// "" is to say nothing. A row is for a host and those below it.
var referers = map[string]string{
	"qpic.cn":           "",                           // WeChat, Qzone: any other site gets a picture that forbids it; userChromeJS RefererChange (@BLOCK)
	"qlogo.cn":          "",                           // their avatars; the same
	"sinaimg.cn":        "https://weibo.com/",         // miniflux referer_override.go; RSSNext/Follow packages/shared/src/image.ts
	"weibocdn.com":      "https://weibo.com/",         // miniflux referer_override.go
	"pximg.net":         "https://www.pixiv.net/",     // miniflux referer_override.go; Follow image.ts
	"zhimg.com":         "https://www.zhihu.com/",     // izzyleung/ZhihuDailyPurify#24: a site of Zhihu's; yatessss/zhihudaily-vue#3: nothing does too
	"sspai.com":         "https://sspai.com/",         // l0ng-ai/papr#21: 403 without any
	"cdninstagram.com":  "https://www.instagram.com/", // miniflux referer_override.go; Follow image.ts
	"hdslb.com":         "",                           // Bilibili: DIYgod/RSSHub#1297: 403 for others, fine for none
	"csdnimg.cn":        "",                           // halo-dev/halo#4077: refused with one; CodingDocs/springboot-guide#48
	"img-blog.csdn.net": "",                           // star7th/showdoc#1121: refused with one
	"cnblogs.com":       "https://www.cnblogs.com/",   // halo-dev/halo#70: refused to others
	"doubanio.com":      "https://www.douban.com/",    // userChromeJS RefererChange
	"moyu.im":           "https://i.jandan.net/",      // miniflux referer_override.go
	"126.net":           "https://www.163.com/",       // userChromeJS RefererChange (@FORGE for img.ph.126.net): its own site
	"baidu.com":         "https://www.baidu.com/",     // userChromeJS RefererChange (imgsrc, hiphotos): its own site
	"ruguoapp.com":      "",                           // Jike: DIYgod/RSSHub#1897: denied with one
}

// refererOf is the row for a host.
func refererOf(host string) (referer string, ok bool) {
	for host = strings.ToLower(host); host != ""; _, host, _ = strings.Cut(host, ".") {
		if referer, ok = referers[host]; ok {
			return referer, true
		}
	}
	return "", false
}

// refererChain is what to tell a server, in the order of attempts: what its row
// says or else the article's address, the server's own, nothing. Some refuse
// strangers, some refuse whoever says nothing, and most do not care.
func refererChain(u *url.URL, article string) []string {
	first, known := refererOf(u.Hostname())
	if !known {
		first = pageAddress(article)
	}
	own := (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: "/"}).String()
	chain := []string{first}
	for _, next := range []string{own, ""} {
		if !slices.Contains(chain, next) {
			chain = append(chain, next)
		}
	}
	return chain
}

// pageAddress is an address as a browser would tell it to a server.
func pageAddress(article string) string {
	u, err := url.Parse(article)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	return u.String()
}
