package page

import (
	"strings"
	"testing"
)

// pageOf puts the parts of an article into a page of a kind of [around].
func pageOf(frame, parts string) string {
	return `<html><head><title>The village kiln</title><meta property="og:site_name" content="The Reed Post"><meta name="author" content="Ada Reed"></head>` + strings.Replace(around[frame], "%%", parts, 1) + "</html>"
}

// TestPleas: what a site asks for itself is none of the article, wherever it
// stands; what the article tells of such things is.
func TestPleas(t *testing.T) {
	for _, c := range []struct {
		text string
		kept bool
	}{
		{"Please consider donating to keep this site alive.", false},
		{`If you found this useful, please consider <a href="https://coffee.example/reed">buying me a coffee</a>.`, false},
		{`<em>Like this post? Support us on <a href="https://www.patreon.com/reed">Patreon</a>!</em>`, false},
		{`<strong>Support independent journalism. <a href="/donate">Donate today</a>.</strong>`, false},
		{"The Reed Post is a nonprofit newsroom. Make a tax-deductible donation today to support our work.", false},
		{"<i>We depend on readers like you. Become a member for as little as $5 a month.</i>", false},
		{"Unterstützen Sie uns mit einer Spende!", false},
		{"Soutenez-nous en faisant un don.", false},
		{`Apoya nuestro trabajo con una <a href="/donar">donación</a>.`, false},
		{"Download our app on the App Store or Google Play.", false},
		{`Get the Clay Map app: <a href="https://apps.apple.com/app/id1">iOS</a>, <a href="https://play.google.com/store/apps/details?id=x">Android</a>`, true},
		{`Get The Reed Post app: <a href="https://apps.apple.com/app/id1">iOS</a>, <a href="https://play.google.com/store/apps/details?id=x">Android</a>`, false},
		{"Laden Sie unsere App im App Store oder bei Google Play herunter.", false},
		{`Follow us on <a href="https://twitter.com/reed">Twitter</a> and <a href="https://facebook.com/reed">Facebook</a>.`, false},
		{`Follow Ada Reed on Twitter: <a href="https://twitter.com/ada">@ada</a>`, false},
		{`Join our <a href="https://whatsapp.com/channel/00">WhatsApp channel</a> for the latest updates.`, false},
		{`Подписывайтесь на наш <a href="https://t.me/reed">Telegram-канал</a>`, false},
		{"扫描二维码关注我们的公众号", false},
		{"🚀 Sign up for The Crumb newsletter, once a week.", false},
		{"Don’t miss a loaf: have them in your inbox every Friday.", false},
		{"Abonnieren Sie unseren Newsletter und bleiben Sie informiert.", false},
		{"Schrijf je in voor onze nieuwsbrief.", false},
		{"Zapisz się do naszego newslettera!", false},

		{"Please consider donating blood this winter, the village nurse writes, because the stock is low.", true},
		{"She gave a kiln to the school and asked others to support the work with a donation of bricks.", true},
		{"They asked us for a donation.", true},
		{"Donations: the kiln takes tips by post and by hand.", true},
		{"“Please support us with a donation,” she said.", true},
		{"“Download our app,” he said.", true},
		{"Try to keep users in your app by what it offers them.", true},
		{"She follows us on Twitter.", true},
		{"Get your own newsletter printed by a friend.", true},
		{"We signed up for a newsletter about bread.", true},
	} {
		for frame := range around {
			got, _ := findIn(t, pageOf(frame, para(0)+para(1)+"<p>"+c.text+"</p>"+para(2)))
			if strings.Contains(got, c.text) != c.kept {
				t.Errorf("%s: %q: want kept %v", frame, c.text, c.kept)
			}
			got, res := findIn(t, pageOf(frame, para(0)+para(1)+para(2)+"<p>"+c.text+"</p>"))
			if strings.Contains(got, c.text) != c.kept {
				t.Errorf("%s, at the end: %q: want kept %v", frame, c.text, c.kept)
			}
			if noted := noteOf(res, "page.cut"); !c.kept && !strings.Contains(noted, "call") {
				t.Errorf("%s: %q: no note, but %q", frame, c.text, noted)
			}
		}
	}
}

// noteOf is what the notes with a code say.
func noteOf(res *Result, code string) string {
	var all []string
	for _, n := range res.Notes {
		if n.Code == code {
			all = append(all, n.Message)
		}
	}
	return strings.Join(all, "; ")
}

// TestPleaIsSubject: an article about what others ask for is an article.
func TestPleaIsSubject(t *testing.T) {
	page := strings.ReplaceAll(pageOf("semantic", para(0)+"<p>Subscribe to a newsletter that you like.</p>"+para(1)), "The village kiln", "How a newsletter grows")
	if got, _ := findIn(t, page); !strings.Contains(got, "that you like") {
		t.Error(got)
	}
}

// TestPleaSections: a heading that asks goes with the one text below it, and only with that.
func TestPleaSections(t *testing.T) {
	got, _ := findIn(t, pageOf("semantic", para(0)+para(1)+"<h2>Sign up for our newsletter</h2><p>News of fires, in short, each month.</p><h2>Ash</h2>"+para(2)))
	if strings.Contains(got, "Sign up") || strings.Contains(got, "News of fires") || !strings.Contains(got, prose[2]) {
		t.Error(got)
	}
}

// TestCompany: what companies say of themselves below their announcements.
func TestCompany(t *testing.T) {
	const news = `<p>BOSTON, March 3, 2021 — Acme Corp today said that it has fired a kiln of ninety cubic metres, the largest of its kind in any town.</p>`
	for _, c := range []struct {
		name, parts string
		cut         []string
	}{
		{"a heading", `<h3>About Acme Corp</h3><p>Acme Corp (NYSE: ACM) is a leading provider of kilns. Founded in 1971, the company serves customers in 40 countries.</p>`, []string{"About Acme", "leading provider"}},
		{"bold, and whom to ask", `<p><strong>About Acme Corp</strong></p><p>Acme Corp is a global leader in kilns with customers in 40 countries. For more information, visit www.acme.example.</p>` +
			`<p><strong>Media contact</strong></p><p>Ada Reed, ada@acme.example</p>`, []string{"About Acme", "global leader", "Media contact", "ada@acme"}},
		{"in one paragraph", `<p><strong>About Acme Corp</strong><br>Acme is a global leader in kilns with customers in 40 countries. For more information, visit www.acme.example.</p>`, []string{"About Acme", "global leader"}},
		{"two of them", `<h3>About Acme</h3><p>Acme is a leading provider of kilns, founded in 1971, with customers worldwide.</p><h3>About the Mill Group</h3><p>The Mill Group is a leading provider of flour, headquartered in Bath, with 90 employees.</p>`,
			[]string{"About Acme", "flour"}},
		{"German", `<h3>Über die Acme AG</h3><p>Die Acme AG ist ein führender Anbieter von Öfen mit Sitz in Köln. Das Unternehmen hat 300 Mitarbeiter.</p>`, []string{"Über die Acme", "führender"}},
		{"French", `<p><strong>À propos d’Acme</strong></p><p>Acme est un leader mondial des fours. Fondée en 1971, la société compte 300 collaborateurs.</p>`, []string{"propos", "leader mondial"}},
		{"no company", `<h2>About the village</h2><p>It lies on the river. The mill was built in 1820, and the ferry came later. For more, ask at the inn.</p>`, nil},
		{"a contact alone", `<h2>Contact</h2><p>Ask at the mill, which is open until six.</p>`, nil},
		{"not at the end", `<h2>About Acme Corp</h2><p>Acme Corp is a leading provider of kilns, founded in 1971, with customers worldwide.</p><h2>The fire</h2>` + para(3), nil},
	} {
		for frame := range around {
			page := pageOf(frame, news+para(0)+para(1)+c.parts)
			got, res := findIn(t, page)
			for _, s := range c.cut {
				if strings.Contains(got, s) {
					t.Errorf("%s, %s: %q came in\n%s", c.name, frame, s, got)
				}
			}
			if noted := noteOf(res, "page.cut"); (c.cut != nil) != strings.Contains(noted, ruleCompany) {
				t.Errorf("%s, %s: notes %q\n%s", c.name, frame, noted, got)
			}
		}
	}
}

// TestEmbeddedDates: of a post of another site, its page says when it was written.
func TestEmbeddedDates(t *testing.T) {
	for name, c := range map[string][2]string{
		"X":              {`<blockquote class="twitter-tweet"><p>The kiln is hot.</p>&mdash; Ada (@ada) <a href="https://x.com/ada/status/1">March 3, 2020</a></blockquote>`, `— <a href="https://x.com/ada/status/1">Ada (@ada)</a>`},
		"X, German":      {`<blockquote class="twitter-tweet"><p>Der Ofen ist heiß.</p>— Ada (@ada) <a href="https://x.com/ada/status/1">3. März 2020</a></blockquote>`, `— <a href="https://x.com/ada/status/1">Ada (@ada)</a>`},
		"X, a paragraph": {`<blockquote class="twitter-tweet"><p>The kiln is hot.</p><p>— Ada (@ada) <a href="https://x.com/ada/status/1">March 3, 2020</a></p></blockquote>`, `— <a href="https://x.com/ada/status/1">Ada (@ada)</a>`},
		"Instagram":      {`<blockquote class="instagram-media"><p><a href="https://ig.example/p/1">A post shared by Ada (@ada)</a> on <time>Mar 3, 2020 at 2:00am PST</time></p></blockquote>`, `<a href="https://ig.example/p/1">A post shared by Ada (@ada)</a></p>`},
		"Facebook":       {`<div class="fb-post"><blockquote><p>The kiln is hot.</p>Posted by <a href="https://fb.example/ada">Ada</a> on <a href="https://fb.example/p/1">Monday, February 7, 2022</a></blockquote></div>`, `Posted by <a href="https://fb.example/p/1">Ada</a></blockquote>`},
		"no name":        {`<blockquote class="twitter-tweet"><p>The kiln is hot.</p><a href="https://x.com/ada/status/1">March 3, 2020</a></blockquote>`, `March 3, 2020`},
		"a quotation":    {`<blockquote><p>The kiln is hot.</p>— Ada, <a href="https://letters.example/1">March 3, 2020</a></blockquote>`, `March 3, 2020`},
	} {
		got, _ := findIn(t, pageOf("semantic", para(0)+c[0]+para(1)+para(2)))
		if !strings.Contains(got, c[1]) {
			t.Errorf("%s: %s", name, got)
		}
	}
}
