package template

import (
	"strings"
	"testing"
)

// texts hold what looks like tags, in all places where it can stand.
var texts = []string{
	"A variable {{ name }} and a tag {% if x %} in text.\n",
	"In code: `{{ name }}` and ``{% raw %}`` and ``a `{{ b }}` c``.\n",
	"```yaml\nrun: ${{ github.ref }}\n{% if x %}\n```\n\n    indented {{ code }}\n\n> ```\n> quoted {{ fence }}\n> ```\n\n- item\n\n  ```\n  {{ fence }}\n  ```\n",
	"[a]({{ name }}) ![b](/x{{ y }}.png \"{{ t }}\") <a href=\"{{ z }}\">link {{ text }}</a>\n",
	"{% raw %}{{ kept }}{% endraw %} and {{ '{{' }}{{ site.title }} {% include x.html %}\n",
	"{% highlight html %}\n{{ a }}\n{% endhighlight %}\n\n{{< figure src=\"a\" >}} {{% note %}} {{</* shown */>}} {# comment #}\n",
	"<div>{{ html }}</div>\n\nunclosed {{ and {% and {# marks\n",
	"{% raw %} unclosed {{ x }}\n",
	"{:.class} {::nomarkdown}{{ x }}{:/} {% endraw %} {{ page.url }}\n",
	"`{%`, `{{` and `{#` do not end\n",
	"`{% raw %}` begins it, `{% endraw %}` ends it: {{ x }}\n",
}

// TestGuardTwice: guarded text is not guarded again, and what the generator shows of
// it is the text itself.
func TestGuardTwice(t *testing.T) {
	for _, language := range []string{"", "liquid", "nunjucks", "tera", "hugo"} {
		for _, text := range append(texts, strings.Join(texts, "\n")) {
			once := string(Guard([]byte(text), language))
			if twice := string(Guard([]byte(once), language)); twice != once {
				t.Errorf("%s: guarded twice\n%s\nbecomes\n%s\nwhich was\n%s", language, text, twice, once)
			}
			if language == "" && once != text {
				t.Errorf("without a language %q becomes %q", text, once)
			}
		}
	}
}

// TestGuardRunsNothing: after guarding, the text has no tag that would run.
func TestGuardRunsNothing(t *testing.T) {
	for _, test := range []struct{ text, language, want string }{
		{"Use {{ name }}.\n", "liquid", "Use {\\{ name }}.\n"},
		{"Use `{{ name }}`.\n", "liquid", "Use {% raw %}`{{ name }}`{% endraw %}.\n"},
		{"Use {{ site.title }}.\n", "liquid", "Use {{ site.title }}.\n"},
		{"Use `{{< fig >}}`.\n", "hugo", "Use `{{</* fig */>}}`.\n"},
		{"Use {# x #}.\n", "nunjucks", "Use {\\# x #}.\n"},
		{"<b>{{ x }}</b>\n", "liquid", "<b>{\\{ x }}</b>\n"},
		{"<b title=\"{{ x }}\">y</b>\n", "liquid", "<b title=\"{&#123; x }}\">y</b>\n"},
	} {
		if got := string(Guard([]byte(test.text), test.language)); got != test.want {
			t.Errorf("%s: %q becomes %q, want %q", test.language, test.text, got, test.want)
		}
	}
}

// FuzzGuard guards texts made of the pieces above and what the fuzzer finds, twice.
func FuzzGuard(f *testing.F) {
	for _, text := range texts {
		f.Add(text, "liquid")
		f.Add(text, "nunjucks")
	}
	f.Fuzz(func(t *testing.T, text, language string) {
		if len(text) > 400 || strings.ContainsAny(text, "\r\x00") {
			return
		}
		once := string(Guard([]byte(text), language))
		if twice := string(Guard([]byte(once), language)); twice != once {
			t.Errorf("%s: guarded twice\n%q\nbecomes\n%q\nwhich was\n%q", language, text, twice, once)
		}
	})
}
