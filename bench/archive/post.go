package main

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"path"
	"strings"
	"time"
)

// A writer makes one post: the shapes below call each other's parts.
type writer struct {
	*bytes.Buffer
	rng   *rand.Rand
	words []string
	join  string // between words
	stop  string // at the end of a sentence
}

// languages are the scripts of posts, the first the most frequent.
var languages = []struct {
	words, join, stop string
}{
	{"river stone winter market old house letter quiet morning train harbour garden small engine paper light road story table north bridge window salt copper early rain field answer pocket number summer glass colour voice empty bread", " ", ". "},
	{"我们 昨天 看到 一座 城市 里 的 旧 车站 时间 很 慢 人们 说话 灯光 下雨 之后 河边 新的 消息 工程师 写下 代码 数据 市场 今年 增长 比较 简单 问题 因为 所以 但是 朋友", "", "。"},
	{"古い 駅 の 前 で 雨 が 静かに 降る 本 を 読む 人 と 海 へ 行く 朝 ごはん 新しい 機械 を 試す 写真 は 遠い 町 から 届く", "", "。"},
	{"시장 아침 오래된 다리 편지 작은 기차 비가 내린다 바다 이야기 새로운 소식 사람들 천천히 걷는다 창문 불빛", " ", ". "},
	{"البحر المدينة القديمة رسالة صباح هادئ قطار صغير مطر نافذة ضوء كتاب طريق قصة سوق جديد الناس يمشون ببطء", " ", ". "},
}

// shapes are the kinds of posts, each with its extension and its share of ten.
var shapes = []struct {
	ext   string
	share int
	write func(*writer, int)
}{
	{".md", 4, (*writer).feedPost},
	{".html", 3, (*writer).importedPost},
	{".md", 2, (*writer).technicalPost},
	{".html", 1, (*writer).page},
}

// post writes post i and returns its path in the archive.
func post(b *bytes.Buffer, i int) string {
	rng := rand.New(rand.NewPCG(uint64(i), 20220704))
	lang := languages[max(0, rng.IntN(len(languages)+4)-4)]
	w := &writer{Buffer: b, rng: rng, words: strings.Fields(lang.words), join: lang.join, stop: lang.stop}
	pick := rng.IntN(10)
	for _, s := range shapes {
		if pick -= s.share; pick < 0 {
			s.write(w, i)
			return path.Join(folderOf(i), fmt.Sprintf("%05d-%s%s", i, w.slug(), s.ext))
		}
	}
	panic("the shares of the shapes do not add up to ten")
}

func folderOf(i int) string { return fmt.Sprintf("%04d", i/perFolder) }

// largePost writes one article of paragraphs until it has n bytes.
func largePost(b *bytes.Buffer, n int64) {
	w := &writer{Buffer: b, rng: rand.New(rand.NewPCG(1, 2)), words: strings.Fields(languages[0].words), join: " ", stop: ". "}
	w.header(0)
	for int64(b.Len()) < n {
		w.paragraph()
	}
}

func (w *writer) slug() string { return fmt.Sprintf("post-%x", w.rng.Uint32()) }

func (w *writer) sentence() string {
	n := 6 + w.rng.IntN(14)
	words := make([]string, n)
	for i := range words {
		words[i] = w.words[w.rng.IntN(len(w.words))]
	}
	return strings.Join(words, w.join)
}

func (w *writer) text() string {
	var b strings.Builder
	for range 1 + w.rng.IntN(6) {
		b.WriteString(w.sentence())
		b.WriteString(w.stop)
	}
	return strings.TrimSpace(b.String())
}

func (w *writer) date(i int) time.Time {
	return time.Date(2008, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(i%60_000) * 97 * time.Minute)
}

// length is how many blocks a post has: many short ones, few long ones.
func (w *writer) length() int { return 3 + int(math.Exp(w.rng.NormFloat64()*0.8+2)) }

func (w *writer) header(i int) {
	fmt.Fprintf(w, "---\ntitle: '%s'\ncategories: \n    - %s\nauthor: %s\ncomments: false\ndate: %s\nthumbnail: 'https://img.example.net/%d/cover.jpg'\n---\n\n",
		w.sentence(), w.words[0], w.words[1], w.date(i).Format(time.RFC3339), i)
}

func (w *writer) paragraph() {
	fmt.Fprintf(w, "<p>%s <a href=\"https://example.org/%d?utm_source=feed&amp;id=%d\"><strong>%s</strong></a> <em>%s</em></p>\n",
		w.text(), w.rng.IntN(1e6), w.rng.IntN(1e6), w.sentence(), w.sentence())
}

func (w *writer) lazyImage(i int) {
	fmt.Fprintf(w, "<div class=\"img_box\"><div class=\"content_img_div\"><img class=\"lazy opacity_0 \" src=\"https://proxy.example.com/?http://img.example.net/%d/%d.jpg\" data-original=\"http://img.example.net/%d/%d.jpg\" data-height=\"%d\"></div></div>\n",
		i, w.Len(), i, w.Len(), 200+w.rng.IntN(900))
}

// feedPost is what a feed reader archived: nested boxes, lazy images, players.
func (w *writer) feedPost(i int) {
	w.header(i)
	w.WriteString("<div>   \n<div class=\"article_body\">\n")
	for k := range w.length() {
		switch {
		case k%4 == 2:
			w.lazyImage(i)
		case k%7 == 3:
			fmt.Fprintf(w, "%s<p></p>\n", w.text())
		case k%9 == 5:
			fmt.Fprintf(w, "<iframe src=\"https://v.qq.com/txp/iframe/player.html?vid=%x\" allowfullscreen></iframe>\n", w.rng.Uint32())
		default:
			w.paragraph()
		}
	}
	w.WriteString("<div id=\"recommend_bottom\"></div></div>  \n</div>\n            ")
}

// importedPost is what blog importers leave: line breaks instead of paragraphs,
// linked thumbnails, a header in its own style.
func (w *writer) importedPost(i int) {
	fmt.Fprintf(w, "---\nlayout: post\ntitle: %q\ndate: %s\ntags: [%s, %s]\n---\n",
		w.sentence(), w.date(i).Format("2006-01-02 15:04:05 -0700"), w.words[2], w.words[3])
	for k := range w.length() {
		switch k % 5 {
		case 1:
			fmt.Fprintf(w, "<a href=\"http://img.example.net/s1600/%d.jpg\"><img border=\"0\" src=\"http://img.example.net/s320/%d.jpg\" width=\"320\" alt=\"\"></a><br><br>\n", i, i)
		case 3:
			fmt.Fprintf(w, "<ul><li>%s</li><li>%s<ul><li>%s</li></ul></li></ul>\n", w.sentence(), w.sentence(), w.sentence())
		default:
			fmt.Fprintf(w, "%s&nbsp;<b>%s</b><br />\n<br />\n", w.text(), w.sentence())
		}
	}
}

// technicalPost has headings, code with coloured words, and a table.
func (w *writer) technicalPost(i int) {
	w.header(i)
	for k := range w.length() {
		switch k % 5 {
		case 0:
			fmt.Fprintf(w, "<h2 id=\"s%d\">%s</h2>\n", k, w.sentence())
		case 2:
			fmt.Fprintf(w, "<pre class=\"brush: go\"><code class=\"language-go\"><span class=\"k\">func</span> <span class=\"nf\">step%d</span>() <span class=\"kt\">error</span> {\n\t<span class=\"k\">if</span> n &lt; %d {\n\t\t<span class=\"k\">return</span> <span class=\"kc\">nil</span>\n\t}\n}\n</code></pre>\n", k, w.rng.IntN(100))
		case 4:
			fmt.Fprintf(w, "<table><thead><tr><th>%s</th><th>n</th></tr></thead><tbody><tr><td>%s</td><td>%d</td></tr><tr><td>a | b</td><td>%d</td></tr></tbody></table>\n",
				w.words[4], w.sentence(), w.rng.IntN(1000), w.rng.IntN(1000))
		default:
			w.paragraph()
		}
	}
}

// page is a whole saved page, with what stands around the article.
func (w *writer) page(i int) {
	title := w.sentence()
	fmt.Fprintf(w, "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%s | Example</title><meta property=\"article:published_time\" content=\"%s\">"+
		"<script>var tracker = %d;</script><style>body { margin: 0 }</style></head>\n<body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/about\">About</a></li></ul></nav>\n<article><h1>%s</h1>\n",
		title, w.date(i).Format(time.RFC3339), i, title)
	for range w.length() {
		w.paragraph()
	}
	fmt.Fprintf(w, "</article>\n<aside class=\"related\"><ul><li><a href=\"/%d\">%s</a></li></ul></aside><footer>© Example</footer></body></html>\n", i+1, w.sentence())
}
