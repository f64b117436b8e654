package extract

import "testing"

// TestPlayers are players as they stand in articles.
func TestPlayers(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"no scheme", `<iframe src="//v.qq.com/iframe/player.html?vid=z33&auto=0"></iframe>`, `<p><a href="https://v.qq.com/x/page/z33.html">Tencent Video</a></p>`},
		{"in Chinese", `<p>一段视频</p><iframe src="//v.qq.com/iframe/player.html?vid=z33"></iframe>`, `<p>一段视频</p><p><a href="https://v.qq.com/x/page/z33.html">腾讯视频</a></p>`},
		{"in Japanese", `<p>きょうの動画です</p><iframe src="https://embed.nicovideo.jp/watch/sm9"></iframe>`, `<p>きょうの動画です</p><p><a href="https://www.nicovideo.jp/watch/sm9">ニコニコ動画</a></p>`},
		{"in Korean", `<p>오늘의 영상입니다</p><iframe src="https://tv.naver.com/embed/12"></iframe>`, `<p>오늘의 영상입니다</p><p><a href="https://tv.naver.com/v/12">네이버 TV</a></p>`},
		{"title", `<iframe title="A song" src="https://www.youtube.com/embed/abc?rel=0"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=abc">A song</a></p>`},
		{"dull title", `<iframe title="YouTube video player" src="https://www.youtube-nocookie.com/embed/abc?start=30"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=abc&amp;t=30">YouTube</a></p>`},
		{"caption", `<figure><iframe src="https://player.vimeo.com/video/76"></iframe><figcaption>The sea</figcaption></figure>`, `<figure><p><a href="https://vimeo.com/76">The sea</a></p></figure>`},
		{"caption with a link", `<figure><iframe src="https://player.vimeo.com/video/76"></iframe><figcaption>By <a href="https://a.example/">A</a></figcaption></figure>`, `<figure><p><a href="https://vimeo.com/76">Vimeo</a></p><figcaption>By <a href="https://a.example/">A</a></figcaption></figure>`},
		{"first part", `<iframe src="https://player.bilibili.com/player.html?aid=17&page=1"></iframe>`, `<p><a href="https://www.bilibili.com/video/av17">Bilibili</a></p>`},
		{"second part", `<iframe src="//player.bilibili.com/player.html?bvid=BV1x&p=2"></iframe>`, `<p><a href="https://www.bilibili.com/video/BV1x?p=2">Bilibili</a></p>`},
		{"in a line", `<p>See<iframe src="https://youtu.be/abc"></iframe>now</p>`, `<p>See <a href="https://www.youtube.com/watch?v=abc">YouTube</a> now</p>`},
		{"lazy", `<iframe src="about:blank" data-src="https://www.youtube.com/embed/abc"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a></p>`},
		{"bare address", "<p>https://youtu.be/abc</p>", `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a></p>`},
		{"bare address in a line of its own", "<p>Look:<br>https://vimeo.com/76<br>Nice.</p>", `<p>Look:<br/><a href="https://vimeo.com/76">Vimeo</a><br/>Nice.</p>`},
		{"address in a sentence", "<p>Look at https://youtu.be/abc</p>", `<p>Look at https://youtu.be/abc</p>`},
		{"address of no player", "<p>https://a.example/abc</p>", `<p>https://a.example/abc</p>`},
		{"facade with a poster", `<lite-youtube videoid="abc" playlabel="Talk" style="background-image: url('https://i.ytimg.com/vi/abc/hqdefault.jpg')"><a>Play</a></lite-youtube>`, `<p><a href="https://www.youtube.com/watch?v=abc"><img src="https://i.ytimg.com/vi/abc/hqdefault.jpg" alt="Talk"/></a></p>`},
		{"facade and its twin", `<div class="rll-youtube-player" data-src="https://www.youtube.com/embed/abc" data-id="abc"></div><noscript><iframe src="https://www.youtube.com/embed/abc?feature=oembed"></iframe></noscript>`, `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a></p>`},
		{"quoted post", `<blockquote class="twitter-tweet"><p>Hello</p>A (@a) <a href="https://twitter.com/a/status/20">5 March</a></blockquote><script src="https://platform.twitter.com/widgets.js"></script>`, `<blockquote class="twitter-tweet"><p>Hello</p>A (@a) <a href="https://twitter.com/a/status/20">5 March</a></blockquote>`},
		{"quoted post without a link", `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/7"><p>Dance</p></blockquote>`, `<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@a/video/7"><p>Dance</p><p><a href="https://www.tiktok.com/@a/video/7">TikTok</a></p></blockquote>`},
		{"WordPress post in a frame", `<blockquote class="wp-embedded-content"><a href="https://a.example/p/">A post</a></blockquote><iframe class="wp-embedded-content" src="https://a.example/p/embed/"></iframe>`, `<blockquote class="wp-embedded-content"><a href="https://a.example/p/">A post</a></blockquote>`},
		{"unknown", `<iframe src="https://widget.example.net/5"></iframe>`, `<p><a href="https://widget.example.net/5">widget.example.net</a></p>`},
		{"dangerous", `<p>a</p><iframe src="javascript:alert(1)"></iframe>`, `<p>a</p>`},
		{"srcdoc", `<p>a</p><iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<p>a</p>`},
		{"advertisement", `<p>The article</p><iframe src="https://googleads.g.doubleclick.net/ad"></iframe>`, `<p>The article</p>`},
		{"Flash", `<object><param name="movie" value="http://www.youtube.com/v/abc&hl=en"><embed src="http://www.youtube.com/v/abc&hl=en"></object>`, `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a></p>`},
		{"object with a picture", `<object data="https://a.example/x.png" type="image/png">A map</object>`, `<img src="https://a.example/x.png" alt="A map"/>`},
		{"object with a fall-back", `<object data="https://a.example/x.swf">Get <b>Flash</b></object>`, `Get <b>Flash</b>`},
		{"video", `<video controls><source src="https://a.example/v/sea.mp4" type="video/mp4">No video</video>`, `<p><a href="https://a.example/v/sea.mp4">sea.mp4</a></p>`},
		{"poster", `<video src="https://a.example/sea.mp4" poster="https://a.example/sea.jpg" title="Sea"></video>`, `<p><a href="https://a.example/sea.mp4"><img src="https://a.example/sea.jpg" alt="Sea"/></a></p>`},
		{"blob", `<video src="blob:https://a.example/1" poster="https://a.example/sea.jpg"></video>`, `<img src="https://a.example/sea.jpg" alt=""/>`},
		{"audio", `<audio src="https://a.example/s.mp3"></audio>`, `<p><a href="https://a.example/s.mp3">s.mp3</a></p>`},
		{"gist", `<p>Code:</p><script src="https://gist.github.com/octo/12.js"></script>`, `<p>Code:</p><p><a href="https://gist.github.com/octo/12">Gist</a></p>`},
		{"gist in front", `<script src="https://gist.github.com/octo/12.js"></script><p>Code</p>`, `<p><a href="https://gist.github.com/octo/12">Gist</a></p><p>Code</p>`},
		{"Speaker Deck", `<script async class="speakerdeck-embed" data-id="50" src="//speakerdeck.com/assets/embed.js"></script>`, `<p><a href="https://speakerdeck.com/player/50">Speaker Deck</a></p>`},
		{"tweet", `<blockquote class="twitter-tweet"><p>Hi</p><a href="https://twitter.com/a/status/20">2006</a></blockquote><script src="//platform.twitter.com/widgets.js"></script>`, `<blockquote class="twitter-tweet"><p>Hi</p><a href="https://twitter.com/a/status/20">2006</a></blockquote>`},
		{"in a link", `<a href="https://a.example/"><iframe src="https://youtu.be/abc"></iframe></a>`, `<a href="https://a.example/"><span>YouTube</span></a> <a href="https://www.youtube.com/watch?v=abc">YouTube</a>`},
		{"two in a link", `<a href="https://a.example/"><iframe src="https://youtu.be/abc"></iframe><iframe src="https://youtu.be/def"></iframe></a> end`,
			`<a href="https://a.example/"><span>YouTube</span><span>YouTube</span></a> <a href="https://www.youtube.com/watch?v=abc">YouTube</a> <a href="https://www.youtube.com/watch?v=def">YouTube</a> end`},
		{"in a dead link", `<a href="javascript:play()"><iframe src="https://youtu.be/abc"></iframe></a>`, `<a href="https://www.youtube.com/watch?v=abc"><span>YouTube</span></a>`},
		{"in a link to its page", `<a href="https://www.youtube.com/watch?v=abc"><iframe src="https://youtu.be/abc"></iframe></a>`, `<a href="https://www.youtube.com/watch?v=abc"><span>YouTube</span></a>`},
		{"SoundCloud", `<iframe src="https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/a/b&color=x"></iframe>`, `<p><a href="https://soundcloud.com/a/b">SoundCloud</a></p>`},
		{"a value that breaks out", `<iframe src="https://player.vimeo.com/video/7%22%3E%3Cscript"></iframe>`, `<p><a href="https://vimeo.com/7%22%3E%3Cscript">Vimeo</a></p>`},
		{"Flash with parameters in its path", `<embed src="http://www.tudou.com/v/abc/&resourceId=0_05/v.swf">`, `<p><a href="https://video.tudou.com/v/abc">Tudou</a></p>`},
		{"Flash with the number there", `<embed src="http://share.vrs.sohu.com/my/v.swf&topBar=1&id=12&autoplay=false">`, `<p><a href="https://my.tv.sohu.com/us/0/12.shtml">Sohu Video</a></p>`},
		{"number in the fragment", `<iframe src="https://tv.sohu.com/upload/static/share/share_play.html#12_34_0_9001_0"></iframe>`, `<p><a href="https://my.tv.sohu.com/us/34/12.shtml">Sohu Video</a></p>`},
		{"question mark encoded", `<iframe src="https://www.youtube.com/embed/abc%3Frel%3D0"></iframe>`, `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a></p>`},
		{"ampersand in the rest of a path", `<iframe src="https://archive.org/embed/item/R&B.mp3"></iframe>`, `<p><a href="https://archive.org/details/item/R%26B.mp3">Internet Archive</a></p>`},
		{"encoded question mark in the rest of a path", `<iframe src="https://embed.podcasts.apple.com/us/podcast/rock%3F/id1?i=2"></iframe>`, `<p><a href="https://podcasts.apple.com/us/podcast/rock%3F/id1?i=2">Apple Podcasts</a></p>`},
		{"ampersand in a folder of the rest", `<iframe src="https://embed.reddit.com/r/a%20b/c&d/x"></iframe>`, `<p><a href="https://www.reddit.com/r/a%20b/c%26d/x">Reddit</a></p>`},
		{"letters beyond ASCII in the rest", `<iframe src="https://embed.podcasts.apple.com/jp/podcast/駅/id1"></iframe>`, `<p><a href="https://podcasts.apple.com/jp/podcast/%E9%A7%85/id1">Apple Podcasts</a></p>`},
		{"ampersand before the last name", `<p>https://podcasts.apple.com/us/podcast/a-&-b/id1?i=2</p>`, `<p><a href="https://podcasts.apple.com/us/podcast/a-%26-b/id1?i=2">Apple Podcasts</a></p>`},
		{"pieces of a parameter", `<iframe src="https://embed.spotify.com/?uri=spotify%3Aalbum%3A12"></iframe>`, `<p><a href="https://open.spotify.com/album/12">Spotify</a></p>`},
		{"title with a prefix", `<iframe title="Spotify Embed: A song" src="https://open.spotify.com/embed/track/12"></iframe>`, `<p><a href="https://open.spotify.com/track/12">A song</a></p>`},
		{"place on a map", `<iframe src="https://www.google.de/maps/embed?pb=!1m18!1m12!1m3!1d31!2d-122.4!3d37.7!2m3!1f0!3m3!1m2!1s0x0%3A0x0!2sOld%20Bridge!5e0!3m2!1sen!2sus!4v1"></iframe>`, `<p><a href="https://www.google.com/maps/search/Old+Bridge/@37.7,-122.4,15z">Old Bridge</a></p>`},
		{"map without a place", `<iframe src="https://www.google.com/maps/embed?pb=!1m14!1m12!1m3!1d31!2d-122.4!3d37.7!2m3!5e0!3m2!1sen!2sus!4v1"></iframe>`, `<p><a href="https://www.google.com/maps/@37.7,-122.4,15z">Google Maps</a></p>`},
		{"place that was looked for", `<iframe src="https://maps.google.co.jp/maps?q=old+town&output=embed"></iframe>`, `<p><a href="https://maps.google.com/maps?q=old+town">old town</a></p>`},
		{"file of a gist", `<script src="https://gist.github.com/octo/12.js?file=a_b.go"></script>`, `<p><a href="https://gist.github.com/octo/12">a_b.go</a></p>`},
		{"form", `<iframe src="https://docs.google.com/forms/d/e/1F/viewform?embedded=true">Loading</iframe>`, `<p><a href="https://docs.google.com/forms/d/e/1F/viewform">Google Docs</a></p>`},
		{"poster of a frame", `<p>一段视频</p><iframe data-cover="http%3A%2F%2Fa.example%2Fp.png" data-src="https://v.qq.com/iframe/preview.html?width=500&amp;vid=z33"></iframe>`, `<p>一段视频</p><p><a href="https://v.qq.com/x/page/z33.html"><img src="http://a.example/p.png" alt="腾讯视频"/></a></p>`},
		{"caption beside a poster", `<figure><video src="https://a.example/v.mp4" poster="https://a.example/p.jpg"></video><figcaption>The sea</figcaption></figure>`, `<figure><p><a href="https://a.example/v.mp4"><img src="https://a.example/p.jpg" alt="v.mp4"/></a></p><figcaption>The sea</figcaption></figure>`},
		{"WeChat's sound", `<mpvoice name="第一集" src="/cgi-bin/readtemplate?t=x" voice_encode_fileid="Mz1"></mpvoice>`, `<p><a href="https://res.wx.qq.com/voice/getvoice?mediaid=Mz1">第一集</a></p>`},
		{"WeChat's music", `<qqmusic mid="03a" music_name="一首歌" singer="x"></qqmusic>`, `<p><a href="https://y.qq.com/n/ryqq/songDetail/03a">一首歌</a></p>`},
		{"tweet in Substack's feed", `<div class="tweet" data-attrs="{&quot;url&quot;:&quot;https://twitter.com/a/status/20&quot;,&quot;full_text&quot;:&quot;Hi&quot;}"></div>`, `<p><a href="https://x.com/a/status/20">X</a></p>`},
		{"script and its twin", `<p>一</p><script src="https://embed.nicovideo.jp/watch/sm9/script?w=640"></script><noscript><a href="https://www.nicovideo.jp/watch/sm9">A song</a></noscript><p>b</p>`, `<p>一</p><p><a href="https://www.nicovideo.jp/watch/sm9">A song</a></p><p>b</p>`},
		{"script and its twin behind a comment", `<p>一</p><script src="https://embed.nicovideo.jp/watch/sm9/script?w=640"></script><!-- x --> <noscript><a href="https://www.nicovideo.jp/watch/sm9">A song</a></noscript><p>b</p>`, `<p>一</p><p><a href="https://www.nicovideo.jp/watch/sm9">A song</a></p> <p>b</p>`},
		{"before a link", `<iframe src="https://youtu.be/abc"></iframe><a href="https://a.example/">more</a>`, `<a href="https://www.youtube.com/watch?v=abc">YouTube</a> <a href="https://a.example/">more</a>`},
		{"two in a line", `<p><iframe src="https://youtu.be/abc"></iframe><iframe src="https://youtu.be/def"></iframe></p>`, `<p><a href="https://www.youtube.com/watch?v=abc">YouTube</a> <a href="https://www.youtube.com/watch?v=def">YouTube</a></p>`},
		{"AMP frame with a placeholder", `<amp-iframe src="https://a.example/w"><amp-img layout="fill" src="https://a.example/p.jpg" placeholder></amp-img></amp-iframe>`, `<p><a href="https://a.example/w"><img src="https://a.example/p.jpg" alt="a.example"/></a></p>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got, _ := cleanString(t, test.src, Options{}); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

// TestScriptFilled: what only a script can fill is never lost in silence.
func TestScriptFilled(t *testing.T) {
	for html, want := range map[string]string{
		`<amp-brid-player data-partner="1" data-video="2"></amp-brid-player>`: "embed.dropped",
		`<mp-miniprogram data-miniprogram-path="x"></mp-miniprogram>`:         "embed.dropped",
		`<amp-analytics type="x"></amp-analytics>`:                            "",
		`<amp-carousel width="4"><p>Text</p></amp-carousel>`:                  "",
	} {
		_, a := cleanString(t, "<p>Before</p>"+html, Options{})
		got := ""
		for _, n := range a.Notes {
			got += n.Code
		}
		if got != want {
			t.Errorf("%s: %q", html, got)
		}
	}
}
