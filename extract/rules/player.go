package rules

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/artx-cli/artx/extract/internal/dom"
	"github.com/artx-cli/artx/extract/internal/weburl"
)

// Player is a rule that turns the address of a player into the page where a
// person can watch, hear or read the same.
//
// Match is the address without its scheme and "www.", with {name} for a part to
// remember: a path segment or a piece of one, one that is a number ({#name}),
// the rest of the path ({name*}), the value of a query parameter (optional with
// {name?}; {name?1} leaves out the value 1) or a piece of it, a piece of the
// fragment. {_} is not remembered; {title} is the title if there is no better. A
// leading "*." stands for any subdomain, ".*" for any ending of the host. To is
// the page; what stands in [brackets] is left out unless all names in it are
// known. A To of only {name} is an address that Match held.
type Player struct {
	Provider string   `yaml:"provider"`
	Match    string   `yaml:"match"`
	To       string   `yaml:"to"`
	Script   bool     `yaml:"script,omitempty"` // Match is the address of a script that writes the player
	Site     []string `yaml:"site,omitempty"`   // only in articles of these sites
}

// Provider names a service in links to it.
type Provider struct {
	ID    string            `yaml:"id"`
	Name  string            `yaml:"name"`
	Local map[string]string `yaml:"local,omitempty"` // by language: "zh", "ja", …
}

var players = []Player{
	{Provider: "youtube", Match: "*.youtube.com/embed/videoseries?list={list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "youtube", Match: "*.youtube.com/embed/live_stream?channel={id}", To: "https://www.youtube.com/channel/{id}/live"},
	{Provider: "youtube", Match: "*.youtube.com/embed/{id}?start={start?0}&list={list?}&t={t?}", To: "https://www.youtube.com/watch?v={id}[&list={list}][&t={start}][&t={t}]"},
	{Provider: "youtube", Match: "*.youtube.com/embed?listType=user_uploads&list={id}", To: "https://www.youtube.com/user/{id}"},
	{Provider: "youtube", Match: "*.youtube.com/embed?list={list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "youtube", Match: "*.youtube.com/embed/p/{list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "youtube", Match: "*.youtube-nocookie.com/embed/videoseries?list={list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "youtube", Match: "*.youtube-nocookie.com/embed/{id}?start={start?0}&list={list?}", To: "https://www.youtube.com/watch?v={id}[&list={list}][&t={start}]"},
	{Provider: "youtube", Match: "youtube.googleapis.com/v/{id}", To: "https://www.youtube.com/watch?v={id}"},
	{Provider: "youtube", Match: "youtube.googleapis.com/embed/{id}?start={start?0}", To: "https://www.youtube.com/watch?v={id}[&t={start}]"},
	{Provider: "youtube", Match: "*.youtube.com/v/{id}?start={start?0}", To: "https://www.youtube.com/watch?v={id}[&t={start}]"},
	{Provider: "youtube", Match: "*.youtube-nocookie.com/v/{id}", To: "https://www.youtube.com/watch?v={id}"},
	{Provider: "youtube", Match: "*.youtube.com/shorts/{id}", To: "https://www.youtube.com/shorts/{id}"},
	{Provider: "youtube", Match: "*.youtube.com/live/{id}", To: "https://www.youtube.com/watch?v={id}"},
	{Provider: "youtube", Match: "*.youtube.com/watch?v={id}&t={t?}", To: "https://www.youtube.com/watch?v={id}[&t={t}]"},
	{Provider: "youtube", Match: "youtu.be/{id}?t={t?}", To: "https://www.youtube.com/watch?v={id}[&t={t}]"},
	{Provider: "youtube", Match: "*.youtube.com/p/{list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "vimeo", Match: "player.vimeo.com/video/{id}?h={h?}", To: "https://vimeo.com/{id}[/{h}]"},
	{Provider: "vimeo", Match: "vimeo.com/event/{id}/embed/{rest*}", To: "https://vimeo.com/event/{id}"},
	{Provider: "vimeo", Match: "vimeo.com/showcase/{id}/embed/{rest*}", To: "https://vimeo.com/showcase/{id}"},
	{Provider: "vimeo", Match: "vimeo.com/moogaloop.swf?clip_id={id}", To: "https://vimeo.com/{id}"},
	{Provider: "bilibili", Match: "player.bilibili.com/player.html?bvid={id}&page={p?1}&p={p?1}", To: "https://www.bilibili.com/video/{id}[?p={p}]"},
	{Provider: "bilibili", Match: "player.bilibili.com/player.html?aid={id}&page={p?1}&p={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "bilibili", Match: "player.bilibili.com/player.html?season_id={id}", To: "https://www.bilibili.com/bangumi/play/ss{id}"},
	{Provider: "bilibili", Match: "bilibili.com/blackboard/html5mobileplayer.html?bvid={id}&page={p?1}&p={p?1}", To: "https://www.bilibili.com/video/{id}[?p={p}]"},
	{Provider: "bilibili", Match: "bilibili.com/blackboard/html5mobileplayer.html?aid={id}&page={p?1}&p={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "bilibili", Match: "bilibili.com/blackboard/player.html?aid={id}&page={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "bilibili", Match: "player.bilibili.com/player.html?episodeId={id}", To: "https://www.bilibili.com/bangumi/play/ep{id}"},
	{Provider: "bilibili", Match: "player.bilibili.com/player.html?ep_id={id}", To: "https://www.bilibili.com/bangumi/play/ep{id}"},
	{Provider: "bilibili", Match: "share.acg.tv/flash.swf?aid={id}&page={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "bilibili", Match: "static-s.bilibili.com/miniloader.swf?aid={id}&page={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "bilibili", Match: "static.hdslb.com/miniloader.swf?aid={id}&page={p?1}", To: "https://www.bilibili.com/video/av{id}[?p={p}]"},
	{Provider: "youku", Match: "player.youku.com/embed/{id}", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "youku", Match: "player.youku.com/player.php/sid/{id}/{rest*}", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "youku", Match: "player.youku.com/player.php/*/*/*/*/*/*/sid/{id}/{rest*}", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "youku", Match: "static.youku.com/*/v/swf/loader.swf?VideoIDS={id}", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "youku", Match: "static.youku.com/v/swf/loader.swf?VideoIDS={id}", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/iframe/player.html?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/iframe/preview.html?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/txp/iframe/player.html?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "imgcache.qq.com/tencentvideo_v1/playerv3/TPout.swf?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "static.video.qq.com/TPout.swf?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "cache.tv.qq.com/qqplayerout.swf?vid={id}", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/page/*/*/*/{id}.html", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "wechat", Match: "mp.weixin.qq.com/mp/readtemplate?action=mpvideo&vid={id}", To: "https://mp.weixin.qq.com/mp/readtemplate?t=pages/video_player_tmpl&action=mpvideo&vid={id}"},
	{Provider: "wechat", Match: "res.wx.qq.com/voice/getvoice?mediaid={id}", To: "https://res.wx.qq.com/voice/getvoice?mediaid={id}"},
	{Provider: "qq-music", Match: "y.qq.com/n/ryqq/songDetail/{id}", To: "https://y.qq.com/n/ryqq/songDetail/{id}"},
	{Provider: "qq-music", Match: "i.y.qq.com/n2/m/outchain/player/index.html?songmid={id}", To: "https://y.qq.com/n/ryqq/songDetail/{id}"},
	{Provider: "qq-music", Match: "i.y.qq.com/n2/m/outchain/player/index.html?songid={id}", To: "https://i.y.qq.com/v8/playsong.html?songid={id}"},
	{Provider: "tudou", Match: "*.tudou.com/v/{id}", To: "https://video.tudou.com/v/{id}"},
	{Provider: "tudou", Match: "tudou.com/v/{id}/v.swf", To: "https://video.tudou.com/v/{id}"},
	{Provider: "tudou", Match: "tudou.com/l/{id}", To: "https://www.tudou.com/listplay/{id}"},
	{Provider: "tudou", Match: "tudou.com/a/{id}", To: "https://www.tudou.com/albumplay/{id}"},
	{Provider: "tudou", Match: "tudou.com/programs/view/html5embed.action?code={id}", To: "https://www.tudou.com/programs/view/{id}"},
	{Provider: "iqiyi", Match: "open.iqiyi.com/developer/player_js/coopPlayerIndex.html?vid={id}&tvId={tv?}", To: "https://m.iqiyi.com/shareplay.html?vid={id}[&tvid={tv}]"},
	{Provider: "iqiyi", Match: "player.video.qiyi.com/*/*/*/v_{id}.swf-{_}", To: "https://www.iqiyi.com/v_{id}.html"},
	{Provider: "iqiyi", Match: "player.video.qiyi.com/*/*/*/v_{id}.swf", To: "https://www.iqiyi.com/v_{id}.html"},
	{Provider: "iqiyi", Match: "m.iqiyi.com/shareplay.html?vid={id}&tvid={tv?}", To: "https://m.iqiyi.com/shareplay.html?vid={id}[&tvid={tv}]"},
	{Provider: "iqiyi", Match: "iqiyi.com/v_{id}.html", To: "https://www.iqiyi.com/v_{id}.html"},
	{Provider: "sohu", Match: "tv.sohu.com/upload/static/share/share_play.html?id={id}", To: "https://my.tv.sohu.com/us/0/{id}.shtml"},
	{Provider: "sohu", Match: "tv.sohu.com/upload/static/share/share_play.html#{id}_{user}_{_}", To: "https://my.tv.sohu.com/us/{user}/{id}.shtml"},
	{Provider: "sohu", Match: "tv.sohu.com/s/sohuplayer/iplay.html?bid={id}", To: "https://my.tv.sohu.com/us/0/{id}.shtml"},
	{Provider: "sohu", Match: "tv.sohu.com/s/sohuplayer/iplay.html?vid={id}", To: "https://tv.sohu.com/s/sohuplayer/iplay.html?vid={id}"},
	{Provider: "sohu", Match: "share.vrs.sohu.com/my/v.swf?id={id}", To: "https://my.tv.sohu.com/us/0/{id}.shtml"},
	{Provider: "sohu", Match: "share.vrs.sohu.com/{id}/v.swf", To: "https://tv.sohu.com/s/sohuplayer/iplay.html?vid={id}"},
	{Provider: "sohu", Match: "tv.sohu.com/v/{id}", To: "https://tv.sohu.com/v/{id}"},
	{Provider: "ixigua", Match: "ixigua.com/iframe/{id}", To: "https://www.ixigua.com/{id}"},
	{Provider: "douyin", Match: "open.douyin.com/player/video?vid={id}", To: "https://www.douyin.com/video/{id}"},
	{Provider: "acfun", Match: "acfun.cn/player/{id}", To: "https://www.acfun.cn/v/{id}"},
	{Provider: "dailymotion", Match: "*.dailymotion.com/embed/video/{id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "dailymotion", Match: "*.dailymotion.com/player.html?video={id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "dailymotion", Match: "geo.dailymotion.com/player/*?video={id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "dailymotion", Match: "dailymotion.com/swf/video/{id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "dailymotion", Match: "dailymotion.com/swf/{id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "ted", Match: "embed.ted.com/talks/lang/{lang}/{id}.html", To: "https://www.ted.com/talks/{id}?language={lang}"},
	{Provider: "ted", Match: "embed.ted.com/talks/lang/{lang}/{id}", To: "https://www.ted.com/talks/{id}?language={lang}"},
	{Provider: "ted", Match: "embed.ted.com/talks/{id}.html", To: "https://www.ted.com/talks/{id}"},
	{Provider: "ted", Match: "embed.ted.com/talks/{id*}", To: "https://www.ted.com/talks/{id}"},
	{Provider: "ted", Match: "embed-ssl.ted.com/talks/{id*}", To: "https://www.ted.com/talks/{id}"},
	{Provider: "soundcloud", Match: "w.soundcloud.com/player?url={url}", To: "{url}"},
	{Provider: "spotify", Match: "open.spotify.com/embed/{type}/{id}", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "spotify", Match: "open.spotify.com/embed-podcast/{type}/{id}", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "spotify", Match: "open.spotify.com/embed?uri=spotify:{type}:{id}", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "spotify", Match: "embed.spotify.com?uri=spotify:{type}:{id}", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "spotify", Match: "open.spotify.com/embed/user/{user}/playlist/{id}", To: "https://open.spotify.com/playlist/{id}"},
	{Provider: "spotify", Match: "open.spotify.com/embed/{type}/{id}/video", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "spotify", Match: "*.spotify.com/pod/show/{show}/embed/episodes/{id}", To: "https://creators.spotify.com/pod/show/{show}/episodes/{id}"},
	{Provider: "spotify", Match: "*.spotify.com/pod/show/{show}/embed", To: "https://creators.spotify.com/pod/show/{show}"},
	{Provider: "anchor", Match: "anchor.fm/{show}/embed/episodes/{id}", To: "https://anchor.fm/{show}/episodes/{id}"},
	{Provider: "anchor", Match: "anchor.fm/{show}/embed", To: "https://anchor.fm/{show}"},
	{Provider: "apple-podcasts", Match: "embed.podcasts.apple.com/{id*}?i={i?}", To: "https://podcasts.apple.com/{id}[?i={i}]"},
	{Provider: "apple-music", Match: "embed.music.apple.com/{id*}?i={i?}", To: "https://music.apple.com/{id}[?i={i}]"},
	{Provider: "twitter", Match: "platform.twitter.com/embed/Tweet.html?id={id}", To: "https://x.com/i/status/{id}"},
	{Provider: "twitter", Match: "platform.x.com/embed/Tweet.html?id={id}", To: "https://x.com/i/status/{id}"},
	{Provider: "instagram", Match: "instagram.com/{type}/{id}/embed", To: "https://www.instagram.com/{type}/{id}/"},
	{Provider: "instagram", Match: "instagram.com/{type}/{id}/embed/captioned", To: "https://www.instagram.com/{type}/{id}/"},
	{Provider: "tiktok", Match: "tiktok.com/embed/{id}", To: "https://www.tiktok.com/@/video/{id}"},
	{Provider: "tiktok", Match: "tiktok.com/embed/v2/{id}", To: "https://www.tiktok.com/@/video/{id}"},
	{Provider: "tiktok", Match: "tiktok.com/player/v1/{id}", To: "https://www.tiktok.com/@/video/{id}"},
	{Provider: "facebook", Match: "facebook.com/plugins/video.php?href={url}", To: "{url}"},
	{Provider: "facebook", Match: "facebook.com/plugins/post.php?href={url}", To: "{url}"},
	{Provider: "facebook", Match: "facebook.com/video/embed?video_id={id}", To: "https://www.facebook.com/watch/?v={id}"},
	{Provider: "facebook", Match: "facebook.com/plugins/comment_embed.php?href={url}", To: "{url}"},
	{Provider: "facebook", Match: "facebook.com/plugins/page.php?href={url}", To: "{url}"},
	{Provider: "codepen", Match: "codepen.io/team/{user}/embed/{id}", To: "https://codepen.io/team/{user}/pen/{id}"},
	{Provider: "codepen", Match: "codepen.io/team/{user}/embed/preview/{id}", To: "https://codepen.io/team/{user}/pen/{id}"},
	{Provider: "codepen", Match: "codepen.io/{user}/embed/{id}", To: "https://codepen.io/{user}/pen/{id}"},
	{Provider: "codepen", Match: "codepen.io/{user}/embed/preview/{id}", To: "https://codepen.io/{user}/pen/{id}"},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{user}/{id}/embedded/{tabs*}", To: "https://jsfiddle.net/{user}/{id}/"},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{user}/{id}/embed/{tabs*}", To: "https://jsfiddle.net/{user}/{id}/", Script: true},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{user}/{id}/{#version}/embedded/{tabs*}", To: "https://jsfiddle.net/{user}/{id}/{version}/"},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{user}/{id}/{#version}/embed/{tabs*}", To: "https://jsfiddle.net/{user}/{id}/{version}/", Script: true},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{id}/embed/{tabs*}", To: "https://jsfiddle.net/{id}/", Script: true},
	{Provider: "jsfiddle", Match: "jsfiddle.net/{id}/embedded/{tabs*}", To: "https://jsfiddle.net/{id}/"},
	{Provider: "codesandbox", Match: "codesandbox.io/embed/{id}", To: "https://codesandbox.io/s/{id}"},
	{Provider: "stackblitz", Match: "stackblitz.com/edit/{id}", To: "https://stackblitz.com/edit/{id}"},
	{Provider: "gist", Match: "gist.github.com/{user}/{id}.js?file={title?}", To: "https://gist.github.com/{user}/{id}", Script: true},
	{Provider: "gist", Match: "gist.github.com/{id}.js?file={title?}", To: "https://gist.github.com/{id}", Script: true},
	{Provider: "gist", Match: "gist.github.com/{id}.pibb", To: "https://gist.github.com/{id}"},
	{Provider: "gist", Match: "gist.github.com/{user}/{id}.pibb", To: "https://gist.github.com/{user}/{id}"},
	{Provider: "gist", Match: "gist.github.com/{user}/{id}", To: "https://gist.github.com/{user}/{id}"},
	{Provider: "asciinema", Match: "asciinema.org/a/{id}.js", To: "https://asciinema.org/a/{id}", Script: true},
	{Provider: "asciinema", Match: "asciinema.org/a/{id}/{kind}", To: "https://asciinema.org/a/{id}"},
	{Provider: "giphy", Match: "giphy.com/embed/{id}/{rest*}", To: "https://giphy.com/gifs/{id}"},
	{Provider: "tenor", Match: "tenor.com/embed/{id}", To: "https://tenor.com/view/{id}"},
	{Provider: "imgur", Match: "imgur.com/{id}/embed", To: "https://imgur.com/{id}"},
	{Provider: "imgur", Match: "imgur.com/a/{id}/embed", To: "https://imgur.com/a/{id}"},
	{Provider: "gfycat", Match: "gfycat.com/ifr/{id}", To: "https://gfycat.com/{id}"},
	{Provider: "slideshare", Match: "slideshare.net/slideshow/embed_code/key/{id}", To: "https://www.slideshare.net/slideshow/embed_code/key/{id}"},
	{Provider: "slideshare", Match: "slideshare.net/slideshow/embed_code/{id}", To: "https://www.slideshare.net/slideshow/embed_code/{id}"},
	{Provider: "slideshare", Match: "static.slidesharecdn.com/swf/{_}.swf?stripped_title={id}&userName={user}", To: "https://www.slideshare.net/{user}/{id}"},
	{Provider: "speakerdeck", Match: "speakerdeck.com/player/{id}", To: "https://speakerdeck.com/player/{id}"},
	{Provider: "speakerdeck", Match: "speakerdeck.com/embed/{id}.js", To: "https://speakerdeck.com/player/{id}", Script: true},
	{Provider: "google-maps", Match: "google.*/maps/embed?pb={_}!2d{lng}!3d{lat}!{_}!1s0x{_}!2s{title}!{_}", To: "https://www.google.com/maps/search/{title}/@{lat},{lng},15z"},
	{Provider: "google-maps", Match: "google.*/maps/embed?pb={_}!2d{lng}!3d{lat}!{_}", To: "https://www.google.com/maps/@{lat},{lng},15z"},
	{Provider: "google-maps", Match: "google.*/maps/embed?pb={pb}", To: "https://www.google.com/maps/embed?pb={pb}"},
	{Provider: "google-maps", Match: "google.*/maps/embed/v1/{mode}?q={title}", To: "https://www.google.com/maps/search/?api=1&query={title}"},
	{Provider: "google-maps", Match: "google.*/maps/embed/v1/directions?origin={from}&destination={to}", To: "https://www.google.com/maps/dir/?api=1&origin={from}&destination={to}"},
	{Provider: "google-maps", Match: "google.*/maps?q={title}&ll={ll?}", To: "https://maps.google.com/maps?q={title}[&ll={ll}]"},
	{Provider: "google-maps", Match: "google.com/maps/d/embed?mid={id}", To: "https://www.google.com/maps/d/viewer?mid={id}"},
	{Provider: "google-maps", Match: "google.com/maps/d/u/*/embed?mid={id}", To: "https://www.google.com/maps/d/viewer?mid={id}"},
	{Provider: "google-maps", Match: "maps.google.*/maps?q={title}&ll={ll?}", To: "https://maps.google.com/maps?q={title}[&ll={ll}]"},
	{Provider: "google-maps", Match: "maps.google.*/maps/ms?msid={id}", To: "https://maps.google.com/maps/ms?msid={id}"},
	{Provider: "google-maps", Match: "maps.google.*/maps?msid={id}", To: "https://maps.google.com/maps/ms?msid={id}"},
	{Provider: "google-maps", Match: "maps.google.*/maps?ll={ll}&z={z?}", To: "https://maps.google.com/maps?ll={ll}[&z={z}]"},
	{Provider: "google-docs", Match: "docs.google.com/forms/d/e/{id}/{mode}", To: "https://docs.google.com/forms/d/e/{id}/viewform"},
	{Provider: "google-docs", Match: "docs.google.com/forms/d/{id}/{mode}", To: "https://docs.google.com/forms/d/{id}/viewform"},
	{Provider: "google-docs", Match: "docs.google.com/spreadsheets/d/e/{id}/{mode}", To: "https://docs.google.com/spreadsheets/d/e/{id}/pubhtml"},
	{Provider: "google-docs", Match: "docs.google.com/spreadsheets/d/{id}/pubhtml", To: "https://docs.google.com/spreadsheets/d/{id}/pubhtml"},
	{Provider: "google-docs", Match: "docs.google.com/{type}/d/{id}/pub", To: "https://docs.google.com/{type}/d/{id}/pub"},
	{Provider: "google-docs", Match: "docs.google.com/presentation/embed?id={id}", To: "https://docs.google.com/presentation/d/{id}"},
	{Provider: "google-docs", Match: "docs.google.com/file/d/{id}/{mode}", To: "https://drive.google.com/file/d/{id}/view"},
	{Provider: "google-docs", Match: "spreadsheets.google.com/embeddedform?key={id}", To: "https://spreadsheets.google.com/viewform?key={id}"},
	{Provider: "google-docs", Match: "spreadsheets.google.com/pub?key={id}", To: "https://spreadsheets.google.com/pub?key={id}"},
	{Provider: "google-docs", Match: "docs.google.com/{type}/d/e/{id}/{mode}", To: "https://docs.google.com/{type}/d/e/{id}/pub"},
	{Provider: "google-docs", Match: "docs.google.com/{type}/d/{id}/{mode}", To: "https://docs.google.com/{type}/d/{id}"},
	{Provider: "google-docs", Match: "docs.google.com/viewer?url={url}", To: "{url}"},
	{Provider: "google-docs", Match: "docs.google.com/gview?url={url}", To: "{url}"},
	{Provider: "google-drive", Match: "drive.google.com/file/d/{id}/{mode}", To: "https://drive.google.com/file/d/{id}/view"},
	{Provider: "google-calendar", Match: "google.com/calendar/embed?src={id}", To: "https://calendar.google.com/calendar/embed?src={id}"},
	{Provider: "google-calendar", Match: "calendar.google.com/calendar/embed?src={id}", To: "https://calendar.google.com/calendar/embed?src={id}"},
	{Provider: "office", Match: "view.officeapps.live.com/op/{mode}?src={url}", To: "{url}"},
	{Provider: "netease-music", Match: "music.163.com/outchain/player?type=0&id={id}", To: "https://music.163.com/#/playlist?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/outchain/player?type=1&id={id}", To: "https://music.163.com/#/album?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/outchain/player?type=2&id={id}", To: "https://music.163.com/#/song?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/outchain/player?type=3&id={id}", To: "https://music.163.com/#/program?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/outchain/player?type=4&id={id}", To: "https://music.163.com/#/djradio?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/style/swf/widget.swf?type=2&sid={id}", To: "https://music.163.com/#/song?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/style/swf/widget.swf?type=0&sid={id}", To: "https://music.163.com/#/playlist?id={id}"},
	{Provider: "netease-music", Match: "music.163.com/#/song?id={id}", To: "https://music.163.com/#/song?id={id}"},
	{Provider: "niconico", Match: "embed.nicovideo.jp/watch/{id}/script", To: "https://www.nicovideo.jp/watch/{id}", Script: true},
	{Provider: "niconico", Match: "ext.nicovideo.jp/thumb_live/{id}", To: "https://live.nicovideo.jp/watch/{id}"},
	{Provider: "niconico", Match: "ext.seiga.nicovideo.jp/thumb/{id}", To: "https://seiga.nicovideo.jp/seiga/{id}"},
	{Provider: "niconico", Match: "embed.nicovideo.jp/watch/{id}", To: "https://www.nicovideo.jp/watch/{id}"},
	{Provider: "niconico", Match: "ext.nicovideo.jp/thumb/{id}", To: "https://www.nicovideo.jp/watch/{id}"},
	{Provider: "niconico", Match: "ext.nicovideo.jp/thumb_watch/{id}", To: "https://www.nicovideo.jp/watch/{id}", Script: true},
	{Provider: "hatena", Match: "hatenablog-parts.com/embed?url={url}", To: "{url}"},
	{Provider: "naver-tv", Match: "tv.naver.com/embed/{id}", To: "https://tv.naver.com/v/{id}"},
	{Provider: "kakao-tv", Match: "tv.kakao.com/embed/player/cliplink/{id}", To: "https://tv.kakao.com/v/{id}"},
	{Provider: "kakao-tv", Match: "play-tv.kakao.com/embed/player/cliplink/{id}", To: "https://tv.kakao.com/v/{id}"},
	{Provider: "kakao-tv", Match: "videofarm.daum.net/controller/video/viewer/Video.html?vid={id}", To: "https://videofarm.daum.net/controller/video/viewer/Video.html?vid={id}"},
	{Provider: "leetcode", Match: "leetcode.com/playground/{id}/shared", To: "https://leetcode.com/playground/{id}/shared"},
	{Provider: "leetcode", Match: "leetcode.cn/playground/{id}/shared", To: "https://leetcode.cn/playground/{id}/shared"},
	{Provider: "leetcode", Match: "leetcode-cn.com/playground/{id}/shared", To: "https://leetcode.cn/playground/{id}/shared"},
	{Provider: "archive", Match: "archive.org/embed/{id}", To: "https://archive.org/details/{id}"},
	{Provider: "archive", Match: "archive.org/embed/{id}/{file*}", To: "https://archive.org/details/{id}/{file}"},
	{Provider: "archive", Match: "archive.org/stream/{id}?ui=embed", To: "https://archive.org/details/{id}"},
	{Provider: "rutube", Match: "rutube.ru/play/embed/{id}", To: "https://rutube.ru/video/{id}/"},
	{Provider: "rutube", Match: "rutube.ru/embed/{id}", To: "https://rutube.ru/video/{id}/"},
	{Provider: "vk", Match: "vk.com/video_ext.php?oid={oid}&id={id}", To: "https://vk.com/video{oid}_{id}"},
	{Provider: "loom", Match: "loom.com/embed/{id}", To: "https://www.loom.com/share/{id}"},
	{Provider: "streamable", Match: "streamable.com/e/{id}", To: "https://streamable.com/{id}"},
	{Provider: "streamable", Match: "streamable.com/s/{id}", To: "https://streamable.com/{id}"},
	{Provider: "twitch", Match: "player.twitch.tv?video={id}", To: "https://www.twitch.tv/videos/{id}"},
	{Provider: "twitch", Match: "player.twitch.tv?channel={id}", To: "https://www.twitch.tv/{id}"},
	{Provider: "twitch", Match: "clips.twitch.tv/embed?clip={id}", To: "https://clips.twitch.tv/{id}"},
	{Provider: "mixcloud", Match: "mixcloud.com/widget/iframe?feed={url}", To: "{url}"},
	{Provider: "bandcamp", Match: "bandcamp.com/EmbeddedPlayer/{id*}", To: "https://bandcamp.com/EmbeddedPlayer/{id}"},
	{Provider: "brightcove", Match: "players.brightcove.net/{account}/{player}/index.html?videoId={id}", To: "https://players.brightcove.net/{account}/{player}/index.html?videoId={id}"},
	{Provider: "jwplayer", Match: "cdn.jwplayer.com/players/{id}.html", To: "https://cdn.jwplayer.com/players/{id}.html"},
	{Provider: "jwplayer", Match: "content.jwplatform.com/players/{id}.html", To: "https://cdn.jwplayer.com/players/{id}.html"},
	{Provider: "pinterest", Match: "assets.pinterest.com/ext/embed.html?id={id}", To: "https://www.pinterest.com/pin/{id}/"},
	{Provider: "vine", Match: "vine.co/v/{id}", To: "https://vine.co/v/{id}"},
	{Provider: "vine", Match: "vine.co/v/{id}/embed/{rest*}", To: "https://vine.co/v/{id}"},
	{Provider: "gfycat", Match: "gfycat.com/{id}", To: "https://gfycat.com/{id}"},
	{Provider: "wistia", Match: "fast.wistia.net/embed/iframe/{id}", To: "https://fast.wistia.net/embed/iframe/{id}"},
	{Provider: "reddit", Match: "embed.reddit.com/{id*}", To: "https://www.reddit.com/{id}"},
	{Provider: "telegram", Match: "t.me/{channel}/{id}?embed={e}", To: "https://t.me/{channel}/{id}"},
	{Provider: "openstreetmap", Match: "openstreetmap.org/export/embed.html?bbox={bbox}", To: "https://www.openstreetmap.org/export/embed.html?bbox={bbox}"},
	// The pages themselves: addresses that stand alone, links in quotes.
	{Provider: "youtube", Match: "*.youtube.com/playlist?list={list}", To: "https://www.youtube.com/playlist?list={list}"},
	{Provider: "vimeo", Match: "vimeo.com/{#id}", To: "https://vimeo.com/{id}"},
	{Provider: "vimeo", Match: "vimeo.com/{#id}/{h}", To: "https://vimeo.com/{id}/{h}"},
	{Provider: "bilibili", Match: "*.bilibili.com/video/{id}?p={p?1}", To: "https://www.bilibili.com/video/{id}[?p={p}]"},
	{Provider: "bilibili", Match: "bilibili.com/bangumi/play/{id}", To: "https://www.bilibili.com/bangumi/play/{id}"},
	{Provider: "pinterest", Match: "pinterest.*/pin/{id}", To: "https://www.pinterest.com/pin/{id}/"},
	{Provider: "youku", Match: "v.youku.com/v_show/id_{id}.html", To: "https://v.youku.com/v_show/id_{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/x/page/{id}.html", To: "https://v.qq.com/x/page/{id}.html"},
	{Provider: "v.qq", Match: "v.qq.com/x/cover/{cover}/{id}.html", To: "https://v.qq.com/x/cover/{cover}/{id}.html"},
	{Provider: "tudou", Match: "tudou.com/programs/view/{id}", To: "https://www.tudou.com/programs/view/{id}"},
	{Provider: "ixigua", Match: "ixigua.com/{#id}", To: "https://www.ixigua.com/{id}"},
	{Provider: "douyin", Match: "douyin.com/video/{id}", To: "https://www.douyin.com/video/{id}"},
	{Provider: "acfun", Match: "acfun.cn/v/{id}", To: "https://www.acfun.cn/v/{id}"},
	{Provider: "dailymotion", Match: "dailymotion.com/video/{id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "dailymotion", Match: "dai.ly/{id}", To: "https://www.dailymotion.com/video/{id}"},
	{Provider: "ted", Match: "ted.com/talks/{id}", To: "https://www.ted.com/talks/{id}"},
	{Provider: "soundcloud", Match: "soundcloud.com/{user}/{id}", To: "https://soundcloud.com/{user}/{id}"},
	{Provider: "soundcloud", Match: "soundcloud.com/{user}/sets/{id}", To: "https://soundcloud.com/{user}/sets/{id}"},
	{Provider: "soundcloud", Match: "api.soundcloud.com/playlists/{id}", To: "https://api.soundcloud.com/playlists/{id}"},
	{Provider: "soundcloud", Match: "api.soundcloud.com/tracks/{id}", To: "https://api.soundcloud.com/tracks/{id}"},
	{Provider: "spotify", Match: "open.spotify.com/{type}/{id}", To: "https://open.spotify.com/{type}/{id}"},
	{Provider: "apple-podcasts", Match: "podcasts.apple.com/{country}/podcast/{name}/{id}?i={i?}", To: "https://podcasts.apple.com/{country}/podcast/{name}/{id}[?i={i}]"},
	{Provider: "twitter", Match: "*.twitter.com/{user}/status/{id}", To: "https://x.com/{user}/status/{id}"},
	{Provider: "twitter", Match: "*.twitter.com/{user}/statuses/{id}", To: "https://x.com/{user}/status/{id}"},
	{Provider: "twitter", Match: "*.x.com/{user}/status/{id}", To: "https://x.com/{user}/status/{id}"},
	{Provider: "instagram", Match: "instagram.com/p/{id}", To: "https://www.instagram.com/p/{id}/"},
	{Provider: "instagram", Match: "instagram.com/reel/{id}", To: "https://www.instagram.com/reel/{id}/"},
	{Provider: "instagram", Match: "instagram.com/tv/{id}", To: "https://www.instagram.com/tv/{id}/"},
	{Provider: "instagram", Match: "instagram.com/{user}/p/{id}", To: "https://www.instagram.com/p/{id}/"},
	{Provider: "tiktok", Match: "tiktok.com/{user}/video/{id}", To: "https://www.tiktok.com/{user}/video/{id}"},
	{Provider: "facebook", Match: "*.facebook.com/{user}/posts/{id}", To: "https://www.facebook.com/{user}/posts/{id}"},
	{Provider: "facebook", Match: "*.facebook.com/{user}/videos/{id}", To: "https://www.facebook.com/{user}/videos/{id}"},
	{Provider: "facebook", Match: "*.facebook.com/watch?v={id}", To: "https://www.facebook.com/watch/?v={id}"},
	{Provider: "codepen", Match: "codepen.io/{user}/pen/{id}", To: "https://codepen.io/{user}/pen/{id}"},
	{Provider: "gist", Match: "gist.github.com/{#id}", To: "https://gist.github.com/{id}"},
	{Provider: "giphy", Match: "giphy.com/gifs/{id}", To: "https://giphy.com/gifs/{id}"},
	{Provider: "imgur", Match: "imgur.com/{id}", To: "https://imgur.com/{id}"},
	{Provider: "imgur", Match: "imgur.com/a/{id}", To: "https://imgur.com/a/{id}"},
	{Provider: "imgur", Match: "imgur.com/gallery/{id}", To: "https://imgur.com/gallery/{id}"},
	{Provider: "netease-music", Match: "music.163.com/song?id={id}", To: "https://music.163.com/#/song?id={id}"},
	{Provider: "niconico", Match: "nicovideo.jp/watch/{id}", To: "https://www.nicovideo.jp/watch/{id}"},
	{Provider: "naver-tv", Match: "tv.naver.com/v/{id}", To: "https://tv.naver.com/v/{id}"},
	{Provider: "kakao-tv", Match: "tv.kakao.com/v/{id}", To: "https://tv.kakao.com/v/{id}"},
	{Provider: "archive", Match: "archive.org/details/{id}", To: "https://archive.org/details/{id}"},
	{Provider: "rutube", Match: "rutube.ru/video/{id}", To: "https://rutube.ru/video/{id}/"},
	{Provider: "twitch", Match: "twitch.tv/videos/{id}", To: "https://www.twitch.tv/videos/{id}"},
	{Provider: "twitch", Match: "clips.twitch.tv/{id}", To: "https://clips.twitch.tv/{id}"},
	{Provider: "loom", Match: "loom.com/share/{id}", To: "https://www.loom.com/share/{id}"},
	{Provider: "reddit", Match: "*.reddit.com/r/{sub}/comments/{id}", To: "https://www.reddit.com/r/{sub}/comments/{id}/"},
	{Provider: "reddit", Match: "*.reddit.com/r/{sub}/comments/{id}/{slug}", To: "https://www.reddit.com/r/{sub}/comments/{id}/{slug}/"},
	{Provider: "reddit", Match: "*.reddit.com/r/{sub}/comments/{id}/{slug}/{comment}", To: "https://www.reddit.com/r/{sub}/comments/{id}/{slug}/{comment}/"},
	{Provider: "telegram", Match: "t.me/{channel}/{#id}", To: "https://t.me/{channel}/{id}"},
	{Provider: "bluesky", Match: "bsky.app/profile/{user}/post/{id}", To: "https://bsky.app/profile/{user}/post/{id}"},
	{Provider: "bluesky", Match: "embed.bsky.app/embed/{did}/app.bsky.feed.post/{id}", To: "https://bsky.app/profile/{did}/post/{id}"},
}

// providers gives the names that stand in a link without a title. Local names
// are only listed where they differ from the international one.
var providers = []Provider{
	{ID: "youtube", Name: "YouTube"},
	{ID: "vimeo", Name: "Vimeo"},
	{ID: "bilibili", Name: "Bilibili", Local: map[string]string{"zh": "哔哩哔哩", "ja": "ビリビリ"}},
	{ID: "youku", Name: "Youku", Local: map[string]string{"zh": "优酷"}},
	{ID: "v.qq", Name: "Tencent Video", Local: map[string]string{"zh": "腾讯视频"}},
	{ID: "wechat", Name: "WeChat", Local: map[string]string{"zh": "微信"}},
	{ID: "qq-music", Name: "QQ Music", Local: map[string]string{"zh": "QQ音乐"}},
	{ID: "tudou", Name: "Tudou", Local: map[string]string{"zh": "土豆"}},
	{ID: "iqiyi", Name: "iQIYI", Local: map[string]string{"zh": "爱奇艺"}},
	{ID: "sohu", Name: "Sohu Video", Local: map[string]string{"zh": "搜狐视频"}},
	{ID: "ixigua", Name: "Xigua Video", Local: map[string]string{"zh": "西瓜视频"}},
	{ID: "douyin", Name: "Douyin", Local: map[string]string{"zh": "抖音"}},
	{ID: "acfun", Name: "AcFun"},
	{ID: "dailymotion", Name: "Dailymotion"},
	{ID: "ted", Name: "TED"},
	{ID: "soundcloud", Name: "SoundCloud"},
	{ID: "spotify", Name: "Spotify"},
	{ID: "apple-podcasts", Name: "Apple Podcasts"},
	{ID: "apple-music", Name: "Apple Music"},
	{ID: "twitter", Name: "X"},
	{ID: "instagram", Name: "Instagram"},
	{ID: "tiktok", Name: "TikTok"},
	{ID: "facebook", Name: "Facebook"},
	{ID: "codepen", Name: "CodePen"},
	{ID: "jsfiddle", Name: "JSFiddle"},
	{ID: "codesandbox", Name: "CodeSandbox"},
	{ID: "stackblitz", Name: "StackBlitz"},
	{ID: "gist", Name: "Gist"},
	{ID: "asciinema", Name: "asciinema"},
	{ID: "giphy", Name: "GIPHY"},
	{ID: "imgur", Name: "Imgur"},
	{ID: "gfycat", Name: "Gfycat"},
	{ID: "slideshare", Name: "SlideShare"},
	{ID: "speakerdeck", Name: "Speaker Deck"},
	{ID: "google-maps", Name: "Google Maps", Local: map[string]string{"zh": "谷歌地图", "ja": "Google マップ", "ko": "Google 지도"}},
	{ID: "google-docs", Name: "Google Docs"},
	{ID: "google-drive", Name: "Google Drive"},
	{ID: "office", Name: "Office"},
	{ID: "netease-music", Name: "NetEase Music", Local: map[string]string{"zh": "网易云音乐"}},
	{ID: "niconico", Name: "Niconico", Local: map[string]string{"ja": "ニコニコ動画"}},
	{ID: "hatena", Name: "Hatena Blog", Local: map[string]string{"ja": "はてなブログ"}},
	{ID: "naver-tv", Name: "Naver TV", Local: map[string]string{"ko": "네이버 TV"}},
	{ID: "kakao-tv", Name: "Kakao TV", Local: map[string]string{"ko": "카카오TV"}},
	{ID: "leetcode", Name: "LeetCode", Local: map[string]string{"zh": "力扣"}},
	{ID: "archive", Name: "Internet Archive"},
	{ID: "rutube", Name: "Rutube"},
	{ID: "vk", Name: "VK"},
	{ID: "loom", Name: "Loom"},
	{ID: "streamable", Name: "Streamable"},
	{ID: "twitch", Name: "Twitch"},
	{ID: "mixcloud", Name: "Mixcloud"},
	{ID: "bandcamp", Name: "Bandcamp"},
	{ID: "wistia", Name: "Wistia"},
	{ID: "reddit", Name: "Reddit"},
	{ID: "telegram", Name: "Telegram"},
	{ID: "bluesky", Name: "Bluesky"},
	{ID: "anchor", Name: "Anchor"},
	{ID: "tenor", Name: "Tenor"},
	{ID: "brightcove", Name: "Brightcove"},
	{ID: "jwplayer", Name: "JW Player"},
	{ID: "vine", Name: "Vine"},
	{ID: "pinterest", Name: "Pinterest"},
	{ID: "google-calendar", Name: "Google Calendar"},
	{ID: "openstreetmap", Name: "OpenStreetMap"},
}

// playerTable is a compiled table of [Player] rows.
type playerTable struct {
	rows  []playerRow
	index hostIndex
}

type playerRow struct {
	Player
	segments []string // of the path to match
	query    []playerParam
	fragment string
}

// playerParam is a query parameter that must be equal to want, or is remembered.
type playerParam struct {
	name, want, key string
	dull            string // a value that is as good as none
	optional        bool
	pieces          string // a pattern for the value
}

func newPlayerTable(rows []Player) (*playerTable, error) {
	t := &playerTable{index: newHostIndex()}
	for i, p := range rows {
		row, host, err := compilePlayer(p)
		if err != nil {
			return nil, fmt.Errorf("player %q: %w", p.Match, err)
		}
		t.rows = append(t.rows, row)
		t.index.add(host, i)
	}
	return t, nil
}

func compilePlayer(p Player) (row playerRow, host string, err error) {
	row.Player = p
	if strings.Contains(p.Match, "://") {
		return row, "", fmt.Errorf("match must not have a scheme")
	}
	if strings.Count(p.Match, "{") != strings.Count(p.Match, "}") || strings.Contains(p.Match, "}{") {
		return row, "", fmt.Errorf("names stand in braces, with text between them")
	}
	location, fragment := cutFragment(p.Match)
	location, query, _ := strings.Cut(location, "?")
	host, path, _ := strings.Cut(location, "/")
	if host == "" || strings.ContainsAny(host, "{}") {
		return row, "", fmt.Errorf("match must begin with a host")
	}
	known := map[string]bool{}
	row.fragment = fragment
	learn(fragment, known)
	if path != "" {
		row.segments = strings.Split(path, "/")
		for i, seg := range row.segments {
			if _, key, _ := variableIn(seg); strings.HasSuffix(key, "*") && i != len(row.segments)-1 {
				return row, "", fmt.Errorf("{%s} must be the last segment", key)
			}
			learn(seg, known)
		}
	}
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		name, value, _ := strings.Cut(pair, "=")
		param := playerParam{name: name, want: value}
		learn(value, known)
		switch before, key, after := variableIn(value); {
		case key == "":
		case before == "" && after == "":
			param.want = ""
			param.key, param.dull, param.optional = strings.Cut(key, "?")
		default:
			param.pieces = value
		}
		row.query = append(row.query, param)
	}
	for rest := p.To; ; {
		_, key, after := variableIn(rest)
		if key == "" {
			break
		}
		if !known[key] {
			return row, "", fmt.Errorf("to has {%s}, which match does not", key)
		}
		rest = after
	}
	return row, host, nil
}

// cutFragment cuts a pattern at the number sign that no brace stands before.
func cutFragment(s string) (before, fragment string) {
	for i := 1; i < len(s); i++ {
		if s[i] == '#' && s[i-1] != '{' {
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// learn adds the names in a pattern to those that are known.
func learn(pattern string, known map[string]bool) {
	for _, key, rest := variableIn(pattern); key != ""; _, key, rest = variableIn(rest) {
		key, _, _ = strings.Cut(strings.Trim(key, "#*"), "?")
		known[key] = true
	}
}

// variableIn splits s around its first {name}.
func variableIn(s string) (before, name, after string) {
	i := strings.IndexByte(s, '{')
	if i < 0 {
		return s, "", ""
	}
	j := strings.IndexByte(s[i:], '}')
	if j < 0 {
		return s, "", ""
	}
	return s[:i], s[i+1 : i+j], s[i+j+1:]
}

// Find returns the page for the address of a player.
func (t *playerTable) Find(addr, site string, script bool) (Embed, bool) {
	a, ok := weburl.Split(addr)
	if !ok {
		return Embed{}, false
	}
	cut, isCut := a.CutParams()
	var found Embed
	try := func(i int) bool {
		row := &t.rows[i]
		if row.Script != script || len(row.Site) > 0 && !MatchesSite(row.Site, site) {
			return false
		}
		b := a
		if isCut && !row.takesRest() {
			b = cut
		}
		values, ok := row.match(b)
		if !ok {
			return false
		}
		page, ok := fillTemplate(row.To, values)
		if ok {
			found = Embed{Provider: row.Provider, ID: firstValue(values), URL: page, Original: addr,
				Title: dom.Collapse(strings.ReplaceAll(weburl.PercentDecode(lookup(values, "title")), "+", " "))}
		}
		return ok
	}
	ok = t.index.find(a.Host, try)
	if !ok && isCut {
		isCut = false // the mark is part of a name after all
		ok = t.index.find(a.Host, try)
	}
	return found, ok
}

// takesRest tells whether the pattern ends in a {name*}, to which any mark in
// the path may belong.
func (r *playerRow) takesRest() bool {
	return len(r.segments) > 0 && strings.HasSuffix(r.segments[len(r.segments)-1], "*}")
}

// variable is a part of an address that a pattern remembered, as it was written.
type variable struct{ name, value string }

func firstValue(values []variable) string {
	for _, name := range []string{"id", "list"} {
		for _, v := range values {
			if v.name == name {
				return weburl.PercentDecode(v.value)
			}
		}
	}
	return ""
}

func (r *playerRow) match(a weburl.Address) ([]variable, bool) {
	values, ok := r.matchPath(a.Path)
	if !ok {
		return nil, false
	}
	for _, q := range r.query {
		got := a.Param(q.name)
		switch {
		case q.pieces != "":
			if values, ok = matchPieces(q.pieces, weburl.PercentDecode(got), values); !ok {
				return nil, false
			}
		case q.key == "":
			if got != q.want {
				return nil, false
			}
		case got != "" && got == q.dull:
		case got != "":
			values = append(values, variable{q.key, got})
		case !q.optional:
			return nil, false
		}
	}
	if r.fragment == "" {
		return values, true
	}
	fragment, _, _ := strings.Cut(strings.TrimPrefix(a.Fragment, "#"), "&")
	return matchPieces(r.fragment, fragment, values)
}

func (r *playerRow) matchPath(path string) (values []variable, ok bool) {
	path = strings.Trim(path, "/")
	for _, want := range r.segments {
		_, key, _ := variableIn(want)
		if name, rest := strings.CutSuffix(key, "*"); rest {
			return append(values, variable{name, safePath(path)}), true
		}
		var seg string
		seg, path, _ = strings.Cut(path, "/")
		switch {
		case want == "*" || seg == want:
		case key == "":
			return nil, false
		default:
			if values, ok = matchPieces(want, seg, values); !ok {
				return nil, false
			}
		}
	}
	return values, path == ""
}

// matchPieces matches s with a pattern of text and {names}, and adds what they
// stand for to values.
func matchPieces(pattern, s string, values []variable) ([]variable, bool) {
	before, key, after := variableIn(pattern)
	s, ok := strings.CutPrefix(s, before)
	if !ok || key == "" {
		return values, ok && s == ""
	}
	end := len(s)
	switch next, another, _ := variableIn(after); {
	case another == "":
		end -= len(next)
	case next == "":
		return nil, false
	default:
		end = strings.Index(s, next)
	}
	if end <= 0 {
		return nil, false
	}
	name, number := strings.CutPrefix(key, "#")
	if number && strings.Trim(s[:end], "0123456789") != "" {
		return nil, false
	}
	if name != "_" {
		values = append(values, variable{name, s[:end]})
	}
	return matchPieces(after, s[end:], values)
}

// fillTemplate puts values into a To.
func fillTemplate(to string, values []variable) (string, bool) {
	if _, key, after := variableIn(to); after == "" && to == "{"+key+"}" {
		inner := (&Unwrap{Scheme: "https"}).absolute(lookup(values, key))
		return inner, inner != ""
	}
	var b strings.Builder
	for to != "" {
		group := to
		if to[0] == '[' {
			end := strings.IndexByte(to, ']')
			group, to = to[1:end], to[end+1:]
			if s, ok := fillGroup(group, values); ok {
				b.WriteString(s)
			}
			continue
		}
		if i := strings.IndexByte(to, '['); i >= 0 {
			group, to = to[:i], to[i:]
		} else {
			to = ""
		}
		s, ok := fillGroup(group, values)
		if !ok {
			return "", false
		}
		b.WriteString(s)
	}
	return b.String(), true
}

func fillGroup(s string, values []variable) (string, bool) {
	var b strings.Builder
	for {
		before, key, after := variableIn(s)
		b.WriteString(before)
		if key == "" {
			return b.String(), true
		}
		v := lookup(values, key)
		if v == "" {
			return "", false
		}
		b.WriteString(safeValue(v))
		s = after
	}
}

func lookup(values []variable, name string) string {
	for _, v := range values {
		if v.name == name {
			return v.value
		}
	}
	return ""
}

// unsafeInAddress are the ASCII signs that may not stand in a value.
const unsafeInAddress = `"'<>#?&\` + "`{}|^"

func isUnsafe(c byte) bool {
	return c <= ' ' || c >= 0x7f || strings.IndexByte(unsafeInAddress, c) >= 0
}

// safeValue keeps a value from leaving its place in an address.
func safeValue(s string) string {
	for i := range len(s) {
		if isUnsafe(s[i]) {
			return url.QueryEscape(weburl.PercentDecode(s))
		}
	}
	return s
}

// safePath is the same for the rest of a path, whose slashes stay.
func safePath(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if isUnsafe(s[i]) {
			fmt.Fprintf(&b, "%%%02X", s[i])
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// Embed is a player or other embedded document, reduced to the page where a
// person can watch or read it.
type Embed struct {
	Provider string `json:"provider,omitempty"` // such as "youtube"; "" if unknown
	ID       string `json:"id,omitempty"`
	URL      string `json:"url"`
	Title    string `json:"title,omitempty"`
	Original string `json:"original,omitempty"` // the address of the player
	Shown    string `json:"-"`                  // the text of the link in its place: Title, or the name of the service; "" if it shows a picture
}

// adFrames show advertisements, buttons or a count of readers.
var adFrames = []AddressPattern{
	{Match: "*.doubleclick.net", Origin: "Google"},
	{Match: "*.googlesyndication.com", Origin: "Google"},
	{Match: "*.googletagmanager.com", Origin: "Google"},
	{Match: "apis.google.com/_/+1", Origin: "Google+"},
	{Match: "apis.google.com/u/0/_/+1", Origin: "Google+"},
	{Match: "plusone.google.com", Origin: "Google+"},
	{Match: "*.amazon-adsystem.com", Origin: "Amazon"},
	{Match: "rcm.amazon.com", Origin: "Amazon"},
	{Match: "*.atdmt.com", Origin: "Atlas"},
	{Match: "*.adnxs.com", Origin: "Xandr"},
	{Match: "*.taboola.com", Origin: "Taboola"},
	{Match: "*.outbrain.com", Origin: "Outbrain"},
	{Match: "facebook.com/plugins/like", Origin: "Facebook"},
	{Match: "facebook.com/plugins/share_button", Origin: "Facebook"},
	{Match: "facebook.com/plugins/follow", Origin: "Facebook"},
	{Match: "platform.twitter.com/widgets/tweet_button", Origin: "X"},
	{Match: "platform.twitter.com/widgets/follow_button", Origin: "X"},
	{Match: "b.hatena.ne.jp/entry/button", Origin: "Hatena Bookmark"},
	{Match: "widgets.getpocket.com", Origin: "Pocket"},
	{Match: "*.tumblr.com/assistant_iframe", Origin: "Tumblr"},
	{Match: "*.addthis.com", Origin: "AddThis"},
	{Match: "ghbtns.com", Origin: "GitHub Buttons"},
	{Match: "*.ghbtns.com", Origin: "GitHub Buttons"},
	{Match: "buttons.github.io", Origin: "GitHub Buttons"},
}
