package convert

import (
	"testing"
)

func TestMathML(t *testing.T) {
	for _, test := range []struct{ name, mathml, want string }{
		{"script", `<msup><mi>x</mi><mn>2</mn></msup>`, `x^{2}`},
		{"both scripts", `<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>`, `x_{i}^{2}`},
		{"fraction", `<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>`, `\frac{a + b}{2}`},
		{"roots", `<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt><mroot><mi>y</mi><mn>3</mn></mroot>`, `\sqrt{x−1}\sqrt[3]{y}`},
		{"sum", `<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>a</mi><mi>i</mi></msub>`, `∑_{i = 1}^{n}a_{i}`},
		{"limit", `<munder><mi>lim</mi><mrow><mi>x</mi><mo>→</mo><mn>0</mn></mrow></munder><mi>f</mi>`, `\lim_{x → 0}f`},
		{"names", `<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi><mo>=</mo><mi>speed</mi>`, `\sin x = \mathrm{speed}`},
		{"accent", `<mover><mi>v</mi><mo>→</mo></mover>`, `\vec{v}`},
		{"matrix", `<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>0</mn></mtd></mtr><mtr><mtd><mn>0</mn></mtd><mtd><mn>1</mn></mtd></mtr></mtable>`, `\begin{matrix} 1 & 0 \\ 0 & 1 \end{matrix}`},
		{"fences", `<mfenced><mi>a</mi><mi>b</mi></mfenced>`, `(a, b)`},
		{"text", `<mtext>50% of</mtext><mi>n</mi>`, `\text{50\% of}n`},
		{"base of several letters", `<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>`, `{ab}^{2}`},
		{"less than", `<mi>a</mi><mo>&lt;</mo><mi>b</mi>`, `a \lt b`},
		{"annotated", `<semantics><mi>x</mi><annotation encoding="application/x-tex">\xi</annotation></semantics>`, `\xi`},
		{"nothing but an operator", `<mo>{</mo>`, `\{`},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := string(toMarkdown(t, "<p><math>"+test.mathml+"</math></p>", Options{}))
			if want := "$" + test.want + "$\n"; got != want {
				t.Errorf("got  %s want %s", got, want)
			}
		})
	}
}
