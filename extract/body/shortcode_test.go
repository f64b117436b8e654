package body

import (
	"strings"
	"testing"
)

func TestShortcode(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{`[caption id="a" caption="The <b>mill</b>"]<a href="b.jpg"><img src="s.jpg"></a>[/caption]`,
			`<figure><a href="b.jpg"><img src="s.jpg"></a><figcaption>The <b>mill</b></figcaption></figure>`},
		{`[caption width="300"]<img src="s.jpg" /> The mill[/caption]`,
			`<figure><img src="s.jpg" /><figcaption>The mill</figcaption></figure>`},
		{`[caption]<img src="s.jpg">[/caption]`, `<img src="s.jpg">`},
		{"[sourcecode language=\"java\"]\na &lt; b\n[/sourcecode]", `<pre><code class="language-java">a &lt; b</code></pre>`},
		{"[code lang=js]if (a < b) {}[/code]", `<pre><code class="language-js">if (a &lt; b) {}</code></pre>`},
		{"[python]x[/python]", `<pre><code class="language-python">x</code></pre>`},
		{"[youtube=http://www.youtube.com/watch?v=abc&w=3]",
			`<p>http://www.youtube.com/watch?v=abc&amp;w=3</p>`},
		{"[vimeo https://vimeo.com/1 w=500]", `<p>https://vimeo.com/1</p>`},
		{"[vimeo 12]", `<p>https://vimeo.com/12</p>`},
		{"[youtube id='a-b_c']", `<p>https://www.youtube.com/watch?v=a-b_c</p>`},
		{"[embed width=\"3\"] https://v.example/1 [/embed]", `<p>https://v.example/1</p>`},
		{"[gist]https://gist.github.com/u/1a[/gist]", `<p>https://gist.github.com/u/1a</p>`},
		{"[gist id=1a]", `<p>https://gist.github.com/1a</p>`},
		{"[soundcloud url=\"https://s.example/1\" params=\"\"]", `<p>https://s.example/1</p>`},
		{"[audio mp3=\"/a.mp3\"][/audio]", `<p><audio src="/a.mp3"></audio></p>`},
		{"[video mp4=\"/v.mp4\" poster=\"/p.png\"]", `<p><video src="/v.mp4" poster="/p.png"></video></p>`},
		{"[caption]<a href='/x'><img src='s.jpg'></a> The <em>mill</em>.[/caption]", `<figure><a href='/x'><img src='s.jpg'></a><figcaption>The <em>mill</em>.</figcaption></figure>`},
		{"[youtube](http://e.example/)", ""},
		{"[video]", ""},
		{"[embed]no address[/embed]", ""},
		{"[youtube <b>]", ""},
		{"[gallery ids=\"1\"]", ""},
		{"[code]never closed", ""},
		{"[caption", ""},
		{"[1]", ""},
	} {
		got, n := shortcode([]byte(tc.in), new(missing))
		if got != tc.want || tc.want != "" && n != len(tc.in) {
			t.Errorf("shortcode(%q)\n got %q (%d bytes of %d)\nwant %q", tc.in, got, n, len(tc.in), tc.want)
		}
	}
}

func TestTemplateTag(t *testing.T) {
	for in, want := range map[string]string{
		"{{ site.url }}/x":                              "{{ site.url }}",
		"{{- page.title -}} x":                          "{{- page.title -}}",
		"{% include a.html b=\"{{c}}\" %}":              "{% include a.html b=\"{{c}}\" %}",
		"{%- endif -%}":                                 "{%- endif -%}",
		"{% highlight java %}\n<b>{% endhighlight %} y": "{% highlight java %}\n<b>{% endhighlight %}",
		"{% raw %}{{ a }}{% endraw %}":                  "{% raw %}{{ a }}{% endraw %}",
		`{{< figure src="a.png" >}} x`:                  `{{< figure src="a.png" >}}`,
		`{{% notice %}}`:                                `{{% notice %}}`,
		"{{< /tabs >}}":                                 "{{< /tabs >}}",
		`{:align="center"} x`:                           `{:align="center"}`,
		"{: .class #id}":                                "{: .class #id}",
		"{:toc}":                                        "",
		"{{ 1 }}":                                       "",
		"{{}}":                                          "",
		"{ a: 1 }":                                      "",
		"{% never":                                      "",
		"{{ x\n} }":                                     "",
	} {
		n := templateTag([]byte(in), new(missing))
		if got := in[:n]; got != want {
			t.Errorf("templateTag(%q) takes %q, want %q", in, got, want)
		}
	}
}

// TestInFormula: the braces of TeX are no tags, wherever a tag could stand.
func TestInFormula(t *testing.T) {
	for in, want := range map[string]bool{
		`\frac{{a}}{b}`:                 false,
		`$x^{{ab}}$`:                    false,
		`$x_{{ij}}$`:                    false,
		`$$x^{a}{{b}}$$`:                false,
		`a ${{x}}$`:                     false,
		`\({{x}}\)`:                     false,
		`\[x_{{ij}}\]`:                  false,
		`Price: ${{ page.price }}`:      true,
		`Price: ${{ price }} or ${{b}}`: true,
		`Price: ${{price}}`:             true,
		`an _{{ site.title }}_`:         true,
		`an _{{title}}_`:                true,
		`{a}{{ site.b }}`:               true,
		`{a}{% include b.html %}`:       true,
		`cost ${% if a %}1{% endif %}`:  true,
		`$5 and _{{ "a" | upcase }}_`:   true,
		`$5 and _{{ name | upcase }}_`:  true,
	} {
		at := strings.Index(in, "{{")
		if at < 0 {
			at = strings.Index(in, "{%")
		}
		n := templateTag([]byte(in[at:]), new(missing))
		if got := n > 0 && !inFormula([]byte(in), at, n); got != want {
			t.Errorf("%s: a tag: %v, want %v", in, got, want)
		}
	}
}
