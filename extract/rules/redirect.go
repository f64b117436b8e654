package rules

import (
	"strings"

	"github.com/artx-cli/artx/extract/internal/weburl"
)

// CleanQuery removes tracking parameters from an http(s) or relative address.
func (r *Set) CleanQuery(s string) string {
	if scheme := weburl.Scheme(s); scheme != "" && scheme != "http" && scheme != "https" {
		return s
	}
	before, fragment := s, ""
	if i := strings.IndexByte(s, '#'); i >= 0 {
		before, fragment = s[:i], s[i:]
	}
	before, query, ok := strings.Cut(before, "?")
	if !ok {
		return s
	}
	var kept []string
	changed := false
	for pair := range strings.SplitSeq(query, "&") {
		key, _, _ := strings.Cut(pair, "=")
		if r.isTracker(strings.ToLower(key)) {
			changed = true
			continue
		}
		kept = append(kept, pair)
	}
	if !changed {
		return s
	}
	if len(kept) > 0 {
		before += "?" + strings.Join(kept, "&")
	}
	return before + fragment
}

// isTracker tells whether a parameter, in lower case, only counts clicks.
func (r *Set) isTracker(key string) bool {
	if r.trackers[key] {
		return true
	}
	for _, stem := range r.trackStems {
		if strings.HasPrefix(key, stem) {
			return true
		}
	}
	return false
}

// redirectors are pages that lead on to the address they carry.
var redirectors = []Unwrap{
	{Name: "zhihu", Hosts: []string{"link.zhihu.com"}, Take: "query:target", Origin: "Zhihu"},
	{Name: "juejin", Hosts: []string{"link.juejin.cn", "link.juejin.im"}, Take: "query:target", Origin: "Juejin"},
	{Name: "csdn", Hosts: []string{"link.csdn.net"}, Take: "query:target", Origin: "CSDN"},
	{Name: "gitcode", Hosts: []string{"link.gitcode.com"}, Take: "query:target", Origin: "GitCode"},
	{Name: "gitee", Hosts: []string{"gitee.com"}, Path: "/link", Take: "query:target", Origin: "Gitee"},
	{Name: "sspai", Hosts: []string{"sspai.com"}, Path: "/link", Take: "query:target", Origin: "sspai"},
	{Name: "afdian", Hosts: []string{"afdian.com", "afdian.net"}, Path: "/link", Take: "query:target", Origin: "Afdian"},
	{Name: "infoq", Hosts: []string{"infoq.cn", "xie.infoq.cn"}, Path: "/link", Take: "query:target", Origin: "InfoQ China"},
	{Name: "leetcode", Hosts: []string{"leetcode.cn", "leetcode-cn.com"}, Path: "/link", Take: "query:target", Origin: "LeetCode China"},
	{Name: "kdocs", Hosts: []string{"kdocs.cn"}, Path: "/office/link", Take: "query:target", Origin: "Kingsoft Docs"},
	{Name: "tencent", Hosts: []string{"cloud.tencent.com"}, Path: "/developer/tools/blog-entry", Take: "query:target", Origin: "Tencent Cloud"},
	{Name: "nowcoder", Hosts: []string{"hd.nowcoder.com"}, Path: "/link.html", Take: "query:target", Origin: "Nowcoder"},
	{Name: "nowcoder", Hosts: []string{"gw-c.nowcoder.com"}, Path: "/api/sparta/jump/link", Take: "query:link", Origin: "Nowcoder"},
	{Name: "jianshu", Hosts: []string{"links.jianshu.com"}, Path: "/go", Take: "query:to", Origin: "Jianshu"},
	{Name: "jianshu", Hosts: []string{"jianshu.com"}, Path: "/go-wild", Take: "query:url", Origin: "Jianshu"},
	{Name: "jianshu", Hosts: []string{"link.jianshu.com"}, Take: "query:t", Origin: "Jianshu, older form"},
	{Name: "oschina", Hosts: []string{"oschina.net", "my.oschina.net"}, Path: "/action/GoToLink", Take: "query:url", Origin: "OSChina"},
	{Name: "yuque", Hosts: []string{"yuque.com"}, Path: "/r/goto", Take: "query:url", Origin: "Yuque"},
	{Name: "shimo", Hosts: []string{"shimo.im"}, Path: "/outlink/gray", Take: "query:url", Origin: "Shimo"},
	{Name: "coolapk", Hosts: []string{"coolapk.com"}, Path: "/link", Take: "query:url", Origin: "Coolapk"},
	{Name: "douban", Hosts: []string{"douban.com"}, Path: "/link2", Take: "query:url", Origin: "Douban"},
	{Name: "bilibili", Hosts: []string{"game.bilibili.com"}, Path: "/linkfilter", Take: "query:url", Origin: "Bilibili games"},
	{Name: "nodeseek", Hosts: []string{"nodeseek.com"}, Path: "/jump", Take: "query:to", Origin: "NodeSeek"},
	{Name: "ld246", Hosts: []string{"ld246.com", "link.ld246.com", "hacpai.com"}, Path: "/forward", Take: "query:goto", Origin: "Liandi"},
	{Name: "weibo", Hosts: []string{"weibo.cn"}, Path: "/sinaurl", Take: "query:u,toasturl", Origin: "Weibo"},
	{Name: "51cto", Hosts: []string{"blog.51cto.com"}, Path: "/transfer", Take: "query", Origin: "51CTO"},
	{Name: "pixiv", Hosts: []string{"pixiv.net"}, Path: "/jump.php", Take: "query:url", Origin: "pixiv"},
	{Name: "pixiv", Hosts: []string{"pixiv.net"}, Path: "/jump.php", Take: "query", Origin: "pixiv"},
	{Name: "acgbox", Hosts: []string{"acgbox.link"}, Path: "/go", Take: "query:url", Decode: "base64", Origin: "acgbox"},
	{Name: "bing", Hosts: []string{"bing.com"}, Path: "/ck/a", Take: "query:u", Decode: "base64", Origin: "Bing"},
	{Name: "google", Hosts: []string{"google.*"}, Path: "/url", Take: "query:q,url", Origin: "Google"},
	{Name: "google-amp", Hosts: []string{"google.*"}, Path: "/amp/s/", Take: "path", Scheme: "https", Origin: "Google AMP viewer"},
	{Name: "youtube", Hosts: []string{"youtube.com"}, Path: "/redirect", Take: "query:q", Origin: "YouTube"},
	{Name: "youtube", Hosts: []string{"youtube.com"}, Path: "/attribution_link", Take: "query:u", Local: true, Origin: "YouTube"},
	{Name: "facebook", Hosts: []string{"l.facebook.com", "lm.facebook.com", "facebook.com"}, Path: "/l.php", Take: "query:u", Origin: "Facebook"},
	{Name: "facebook", Hosts: []string{"facebook.com"}, Path: "/flx/warn", Take: "query:u", Origin: "Facebook"},
	{Name: "messenger", Hosts: []string{"l.messenger.com"}, Path: "/l.php", Take: "query:u", Origin: "Messenger"},
	{Name: "instagram", Hosts: []string{"l.instagram.com"}, Take: "query:u", Origin: "Instagram"},
	{Name: "instagram", Hosts: []string{"instagram.com"}, Path: "/linkshim", Take: "query:u", Origin: "Instagram"},
	{Name: "threads", Hosts: []string{"l.threads.net", "l.threads.com"}, Take: "query:u", Origin: "Threads"},
	{Name: "whatsapp", Hosts: []string{"l.wl.co"}, Path: "/l", Take: "query:u", Origin: "WhatsApp"},
	{Name: "reddit", Hosts: []string{"out.reddit.com"}, Take: "query:url", Origin: "Reddit"},
	{Name: "steam", Hosts: []string{"steamcommunity.com"}, Path: "/linkfilter", Take: "query:url,u", Origin: "Steam"},
	{Name: "steam", Hosts: []string{"steamcommunity.com"}, Path: "/linkfilter", Take: "query", Origin: "Steam, older form"},
	{Name: "vk", Hosts: []string{"vk.com", "m.vk.com", "away.vk.com"}, Path: "/away", Take: "query:to", Origin: "VK"},
	{Name: "tumblr", Hosts: []string{"t.umblr.com"}, Path: "/redirect", Take: "query:z", Origin: "Tumblr"},
	{Name: "duckduckgo", Hosts: []string{"duckduckgo.com"}, Path: "/l/", Take: "query:uddg", Origin: "DuckDuckGo"},
	{Name: "deviantart", Hosts: []string{"deviantart.com"}, Path: "/users/outgoing", Take: "query", Origin: "DeviantArt"},
	{Name: "deviantart", Hosts: []string{"deviantart.com"}, Path: "/outgoing", Take: "query", Origin: "DeviantArt"},
	{Name: "href.li", Hosts: []string{"href.li"}, Take: "query", Origin: "WordPress.com"},
	{Name: "anonym", Hosts: []string{"anonym.to", "anon.to", "nullrefer.com"}, Take: "query", Origin: "anonymizers"},
	{Name: "disqus", Hosts: []string{"disq.us"}, Take: "disqus", Origin: "Disqus"},
	{Name: "pocket", Hosts: []string{"getpocket.com"}, Path: "/redirect", Take: "query:url", Origin: "Pocket"},
	{Name: "soundcloud", Hosts: []string{"gate.sc", "exit.sc"}, Take: "query:url", Origin: "SoundCloud"},
	{Name: "curseforge", Hosts: []string{"curseforge.com"}, Path: "/linkout", Take: "query:remoteUrl", Origin: "CurseForge"},
	{Name: "medium", Hosts: []string{"medium.com"}, Path: "/r/", Take: "query:url", Origin: "Medium"},
	{Name: "linkedin", Hosts: []string{"linkedin.com"}, Path: "/redir/redirect", Take: "query:url", Origin: "LinkedIn"},
	{Name: "linkedin", Hosts: []string{"linkedin.com"}, Path: "/safety/go", Take: "query:url", Origin: "LinkedIn"},
	{Name: "pinterest", Hosts: []string{"pinterest.*"}, Path: "/offsite", Take: "query:url", Origin: "Pinterest"},
	{Name: "safelinks", Hosts: []string{"*.safelinks.protection.outlook.com"}, Take: "query:url", Origin: "Outlook Safe Links"},
	{Name: "proofpoint", Hosts: []string{"urldefense.com"}, Path: "/v3/__", Take: "proofpoint", Origin: "Proofpoint v3"},
	{Name: "proofpoint", Hosts: []string{"urldefense.proofpoint.com", "urldefense.com"}, Path: "/v2/url", Take: "proofpoint-v2", Origin: "Proofpoint v2"},
	{Name: "skimlinks", Hosts: []string{"go.skimresources.com", "go.redirectingat.com"}, Take: "query:url", Origin: "Skimlinks"},
	{Name: "viglink", Hosts: []string{"redirect.viglink.com"}, Take: "query:u", Origin: "VigLink"},
	{Name: "awin", Hosts: []string{"awin1.com"}, Take: "query:ued,p", Origin: "Awin"},
	{Name: "linksynergy", Hosts: []string{"click.linksynergy.com"}, Take: "query:murl", Origin: "Rakuten"},
	{Name: "cj", Hosts: []string{"anrdoezrs.net", "jdoqocy.com", "dpbolvw.net", "tkqlhce.com", "kqzyfj.com"}, Path: "/click-", Take: "query:url", Origin: "CJ Affiliate"},
	{Name: "cj", Hosts: []string{"anrdoezrs.net", "jdoqocy.com", "dpbolvw.net", "tkqlhce.com", "kqzyfj.com"}, Path: "/links/", Take: "path", Origin: "CJ Affiliate, deep links"},
	{Name: "shareasale", Hosts: []string{"shareasale.com"}, Path: "/r.cfm", Take: "query:urllink", Scheme: "https", Origin: "ShareASale"},
	{Name: "partnerize", Hosts: []string{"prf.hn"}, Path: "/click", Take: "partnerize", Origin: "Partnerize"},
	{Name: "google-ads", Hosts: []string{"googleadservices.com"}, Path: "/pagead/aclk", Take: "query:adurl", Origin: "Google Ads"},
	{Name: "awstrack", Hosts: []string{"*.awstrack.me"}, Path: "/L0/", Take: "awstrack", Origin: "Amazon SES"},
	{Name: "reddit", Hosts: []string{"click.redditmail.com"}, Path: "/CL0/", Take: "awstrack", Origin: "Reddit mail"},
	{Name: "yahoo", Hosts: []string{"r.search.yahoo.com"}, Take: "yahoo", Origin: "Yahoo"},
	{Name: "5ch", Hosts: []string{"jump.5ch.net", "jump.2ch.net"}, Take: "query", Origin: "5channel"},
	{Name: "5ch", Hosts: []string{"ime.nu"}, Path: "/", Take: "path", Scheme: "http", Origin: "2channel"},
	{Name: "gamer", Hosts: []string{"ref.gamer.com.tw"}, Path: "/redir.php", Take: "query:url", Origin: "Bahamut"},
	{Name: "tieba", Hosts: []string{"tieba.baidu.com"}, Path: "/mo/q/checkurl", Take: "query:url", Origin: "Baidu Tieba"},
	{Name: "uisdc", Hosts: []string{"link.uisdc.com"}, Take: "query:redirect", Origin: "UISDC"},
	{Name: "hellogithub", Hosts: []string{"hellogithub.com"}, Path: "/periodical/statistics/click", Take: "query:target", Origin: "HelloGitHub"},
	{Name: "mozilla", Hosts: []string{"outgoing.prod.webservices.mozgcp.net"}, Take: "path", Origin: "Mozilla Add-ons"},
	{Name: "slack", Hosts: []string{"slack-redir.net"}, Path: "/link", Take: "query:url", Origin: "Slack"},
	{Name: "naver", Hosts: []string{"cr.naver.com", "cr2.naver.com"}, Path: "/rd", Take: "query:u", Origin: "Naver"},
	{Name: "qq", Hosts: []string{"c.pc.qq.com", "mail.qq.com", "docs.qq.com"}, Take: "query:url,pfurl,gourl", Origin: "QQ"},
	{Name: "wayback", Hosts: []string{"web.archive.org"}, Path: "/web/", Take: "path", Off: true, Origin: "Internet Archive; off, since the original may be gone"},
}

// trackers are query parameters that only count clicks. A trailing * stands
// for any ending.
var trackers = []string{
	"utm_*", "mtm_*", "pk_campaign", "pk_kwd", "pk_source", "pk_medium", "fbclid", "gclid", "gclsrc", "dclid", "gbraid",
	"wbraid", "msclkid", "twclid", "yclid", "ysclid", "igshid", "igsh", "ttclid", "li_fat_id", "mc_cid", "mc_eid", "_hsenc",
	"_hsmi", "mkt_tok", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "spm", "scm", "spm_id_from", "vd_source", "share_source",
	"share_medium", "share_plat", "share_session_id", "share_tag", "share_from", "from_spmid", "ref_src", "ref_url", "s_kwcid", "wickedid",
	"__s", "ncid", "cmpid", "at_medium", "at_campaign", "_openstat", "hss_channel", "sc_cid", "guce_referrer", "guce_referrer_sig",
}
