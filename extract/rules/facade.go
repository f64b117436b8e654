package rules

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"github.com/artx-cli/artx/extract/internal/dom"
)

// Facade is a rule for an element that a script turns into a player: a picture
// to click on, an AMP element, the quote that stands for a post of a social
// network.
//
// To is the address of the player or its page, made of the element's
// attributes: {data-id}, or {data-attrs.url} of a member of JSON. What stands in [brackets] is left out unless the
// element has all attributes in it. An empty To is the last link in the element
// that leads to a player.
type Facade struct {
	Select string   `yaml:"select"`          // one compound selector, as in Noise
	To     string   `yaml:"to,omitempty"`    // is looked up among the players
	Quote  bool     `yaml:"quote,omitempty"` // what the element holds is kept if it is text
	Site   []string `yaml:"site,omitempty"`  // only in articles of these sites
	Origin string   `yaml:"-"`               // who writes it
}

var facades = []Facade{
	{Select: "lite-youtube[videoid]", To: "https://www.youtube.com/watch?v={videoid}", Origin: "lite-youtube-embed, lite-youtube"},
	{Select: "lite-youtube[playlistid]", To: "https://www.youtube.com/playlist?list={playlistid}", Origin: "lite-youtube"},
	{Select: "lite-vimeo[videoid]", To: "https://vimeo.com/{videoid}", Origin: "lite-vimeo-embed"},
	{Select: "youtube-video[src]", To: "{src}", Origin: "media elements"},
	{Select: "vimeo-video[src]", To: "{src}", Origin: "media elements"},
	{Select: "mpvoice[voice_encode_fileid]", To: "https://res.wx.qq.com/voice/getvoice?mediaid={voice_encode_fileid}", Origin: "WeChat"},
	{Select: "mp-common-mpaudio[voice_encode_fileid]", To: "https://res.wx.qq.com/voice/getvoice?mediaid={voice_encode_fileid}", Origin: "WeChat"},
	{Select: "qqmusic[mid]", To: "https://y.qq.com/n/ryqq/songDetail/{mid}", Origin: "WeChat"},
	{Select: "mp-common-qqmusic[mid]", To: "https://y.qq.com/n/ryqq/songDetail/{mid}", Origin: "WeChat"},
	{Select: ".rll-youtube-player[data-src]", To: "{data-src}", Origin: "WP Rocket"},
	{Select: ".rll-youtube-player[data-id]", To: "https://www.youtube.com/watch?v={data-id}", Origin: "WP Rocket"},
	{Select: ".perfmatters-lazy-youtube[data-src]", To: "{data-src}", Origin: "Perfmatters"},
	{Select: ".epyt-facade[data-facadesrc]", To: "{data-facadesrc}", Origin: "EmbedPlus"},
	{Select: ".youtube-player[data-id]", To: "https://www.youtube.com/watch?v={data-id}", Origin: "light YouTube embeds"},
	{Select: ".youtube[data-embed]", To: "https://www.youtube.com/watch?v={data-embed}", Origin: "light YouTube embeds"},
	{Select: ".lazyYT[data-youtube-id]", To: "https://www.youtube.com/watch?v={data-youtube-id}", Origin: "lazyYT"},
	{Select: ".js-lazyYT[data-youtube-id]", To: "https://www.youtube.com/watch?v={data-youtube-id}", Origin: "lazyYT"},
	{Select: "[data-plyr-provider=youtube][data-plyr-embed-id]", To: "https://www.youtube.com/watch?v={data-plyr-embed-id}", Origin: "Plyr"},
	{Select: "[data-plyr-provider=vimeo][data-plyr-embed-id]", To: "https://vimeo.com/{data-plyr-embed-id}", Origin: "Plyr"},
	{Select: "oembed[url]", To: "{url}", Origin: "CKEditor 5"},
	{Select: "[data-oembed-url]", To: "{data-oembed-url}", Origin: "CKEditor"},
	{Select: "meting-js[server=netease][type=song]", To: "https://music.163.com/outchain/player?type=2&id={id}", Origin: "MetingJS"},
	{Select: "meting-js[server=netease][type=playlist]", To: "https://music.163.com/outchain/player?type=0&id={id}", Origin: "MetingJS"},
	{Select: "meting-js[server=netease][type=album]", To: "https://music.163.com/outchain/player?type=1&id={id}", Origin: "MetingJS"},
	{Select: ".aplayer[data-server=netease][data-type=song]", To: "https://music.163.com/outchain/player?type=2&id={data-id}", Origin: "MetingJS 1, hexo-tag-aplayer"},
	{Select: ".aplayer[data-server=netease][data-type=playlist]", To: "https://music.163.com/outchain/player?type=0&id={data-id}", Origin: "MetingJS 1, hexo-tag-aplayer"},
	{Select: ".speakerdeck-embed[data-id]", To: "https://speakerdeck.com/player/{data-id}", Origin: "Speaker Deck"},
	{Select: ".codepen[data-slug-hash]", To: "https://codepen.io/{data-user}/pen/{data-slug-hash}", Quote: true, Origin: "CodePen"},
	{Select: ".twitter-tweet", Quote: true, Origin: "X"},
	{Select: ".twitter-video", Quote: true, Origin: "X"},
	{Select: "twitter-widget[data-tweet-id]", To: "https://x.com/i/status/{data-tweet-id}", Origin: "X, after its script ran"},
	{Select: ".tweet[data-attrs]", To: "{data-attrs.url}", Quote: true, Origin: "Substack"},
	{Select: ".twitter-embed[data-attrs]", To: "{data-attrs.url}", Quote: true, Origin: "Substack"},
	{Select: "[data-gist-id]", To: "https://gist.github.com/{data-gist-id}.pibb", Origin: "gist-embed"},
	{Select: ".instagram-media[data-instgrm-permalink]", To: "{data-instgrm-permalink}", Quote: true, Origin: "Instagram"},
	{Select: ".instagram-media", Quote: true, Origin: "Instagram, older form"},
	{Select: ".tiktok-embed[cite]", To: "{cite}", Quote: true, Origin: "TikTok"},
	{Select: ".fb-post[data-href]", To: "{data-href}", Quote: true, Origin: "Facebook"},
	{Select: ".fb-video[data-href]", To: "{data-href}", Quote: true, Origin: "Facebook"},
	{Select: ".reddit-card", Quote: true, Origin: "Reddit, older form"},
	{Select: ".reddit-embed-bq", Quote: true, Origin: "Reddit"},
	{Select: ".imgur-embed-pub[data-id]", To: "https://imgur.com/{data-id}", Quote: true, Origin: "Imgur"},
	{Select: ".bluesky-embed", Quote: true, Origin: "Bluesky"},
	{Select: "script[data-telegram-post]", To: "https://t.me/{data-telegram-post}", Origin: "Telegram"},
	{Select: "script.speakerdeck-embed[data-id]", To: "https://speakerdeck.com/player/{data-id}", Origin: "Speaker Deck"},
	{Select: "amp-youtube[data-videoid]", To: "https://www.youtube.com/watch?v={data-videoid}", Origin: "AMP"},
	{Select: "amp-vimeo[data-videoid]", To: "https://vimeo.com/{data-videoid}", Origin: "AMP"},
	{Select: "amp-dailymotion[data-videoid]", To: "https://www.dailymotion.com/video/{data-videoid}", Origin: "AMP"},
	{Select: "amp-twitter[data-tweetid]", To: "https://x.com/i/status/{data-tweetid}", Quote: true, Origin: "AMP"},
	{Select: "amp-instagram[data-shortcode]", To: "https://www.instagram.com/p/{data-shortcode}/", Quote: true, Origin: "AMP"},
	{Select: "amp-tiktok[data-src]", To: "https://www.tiktok.com/embed/{data-src}", Quote: true, Origin: "AMP"},
	{Select: "amp-gist[data-gistid]", To: "https://gist.github.com/{data-gistid}", Origin: "AMP"},
	{Select: "amp-facebook[data-href]", To: "{data-href}", Quote: true, Origin: "AMP"},
	{Select: "amp-facebook-video[data-href]", To: "{data-href}", Quote: true, Origin: "AMP"},
	{Select: "amp-pinterest[data-url]", To: "{data-url}", Origin: "AMP"},
	{Select: "amp-brightcove[data-account][data-video-id]", To: "https://players.brightcove.net/{data-account}/default_default/index.html?videoId={data-video-id}", Origin: "AMP"},
	{Select: "amp-jwplayer[data-media-id]", To: "https://cdn.jwplayer.com/players/{data-media-id}[-{data-player-id}].html", Origin: "AMP"},
	{Select: "amp-wistia-player[data-media-hashed-id]", To: "https://fast.wistia.net/embed/iframe/{data-media-hashed-id}", Origin: "AMP"},
	{Select: "amp-vine[data-vineid]", To: "https://vine.co/v/{data-vineid}", Origin: "AMP"},
	{Select: "amp-gfycat[data-gfyid]", To: "https://gfycat.com/{data-gfyid}", Origin: "AMP"},
	{Select: "amp-embedly-card[data-url]", To: "{data-url}", Origin: "AMP"},
	{Select: "amp-google-document-embed[src]", To: "{src}", Origin: "AMP"},
	{Select: "amp-soundcloud[data-playlistid]", To: "https://api.soundcloud.com/playlists/{data-playlistid}", Origin: "AMP"},
	{Select: "amp-soundcloud[data-trackid]", To: "https://api.soundcloud.com/tracks/{data-trackid}", Origin: "AMP"},
	{Select: "amp-reddit[data-src]", To: "{data-src}", Quote: true, Origin: "AMP"},
	{Select: "amp-imgur[data-imgur-id]", To: "https://imgur.com/{data-imgur-id}", Origin: "AMP"},
	{Select: "amp-iframe[src]", To: "{src}", Origin: "AMP"},
	{Select: "amp-video-iframe[src]", To: "{src}", Origin: "AMP"},
}

// check tells what is wrong with a row.
func (row *Facade) check() error {
	if row.To == "" && !row.Quote {
		return fmt.Errorf("%q: needs to, unless it is a quote", row.Select)
	}
	if strings.Count(row.To, "[") != strings.Count(row.To, "]") || strings.Count(row.To, "{") != strings.Count(row.To, "}") {
		return fmt.Errorf("%q: to %q has a bracket without its pair", row.Select, row.To)
	}
	return nil
}

// Player returns the address that a row makes of an element's attributes.
func (row *Facade) Player(n *html.Node) (string, bool) {
	var values []variable
	for rest := row.To; ; {
		_, name, after := variableIn(rest)
		if name == "" {
			return fillTemplate(row.To, values)
		}
		value := ""
		if key, member, ok := strings.Cut(name, "."); ok {
			value = jsonMember(dom.Attr(n, key), member)
		} else {
			value = dom.Attr(n, name)
		}
		values = append(values, variable{name, value})
		rest = after
	}
}
