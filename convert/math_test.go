package convert

import "testing"

// TestEnvironments: the environments that MathJax reads without marks around them.
func TestEnvironments(t *testing.T) {
	for src, want := range map[string]string{
		`<p>\begin{align*} a_1 &amp;= b \\ c &amp;= d \end{align*}</p>`:    "$$\\begin{align*} a_1 &= b \\\\ c &= d \\end{align*}$$\n",
		`<p>Let \begin{equation}x*y*z\end{equation} be \(q_1\).</p>`:       "Let $$\\begin{equation}x*y*z\\end{equation}$$ be $q_1$.\n",
		`<p>\[\begin{gather}a\end{gather}\]</p>`:                           "$$\\begin{gather}a\\end{gather}$$\n",
		`<p>\begin{itemize} a \end{itemize} \begin{align} open</p>`:        "\\begin{itemize} a \\end{itemize} \\begin{align} open\n",
		`<p><code>\begin{align}a\end{align}</code></p>`:                    "`\\begin{align}a\\end{align}`\n",
		`<p>\begin{align}a\end{equation} and \begin{align}\end{align}</p>`: "\\begin{align}a\\end{equation} and \\begin{align}\\end{align}\n",
	} {
		got, err := Markdown(parseHTML(t, src), Options{})
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, want %q (%v)", src, got, want, err)
		}
	}
}
