package danger

import "testing"

// What is code for CommonMark alone is looked at, with schemes that are broken up, and so
// are attribute lists.
func TestCodeOfOtherReaders(t *testing.T) {
	for in, want := range map[string]bool{
		"```\n<script>\n```\n":                       false,
		"```\n<script>\n":                            true, // no end
		"```\n<script>\n````\n":                      true, // an end of another length
		"a\n\n- b\n\n  ```\n  <script>\n  ```\n":     false,
		"- b\n  ```\n  * <script>\n  ```\n":          true,
		"- b\n\n  ```\n\n  ---\n  <script>\n  ```\n": true,
		"> a\n```\n<script>\n```\n":                  true,
		"a\n\n    <script>\n":                        false,
		"- a\n\n      <script>\n":                    true,
		"a `<script>` b":                             false,
		"a ` <script>` b":                            true,
		"`` a ``` <script>``":                        true,
		"a [[`]](javascript:b)`":                     true,
		"a `[b](javascript:c)`":                      false,
		"<a href='javascript\n:b'>":                  true,
		"> <a href='javascrip\n> t:b'>":              true,
		"*a*{:onclick='b'}":                          true,
		"*a*{: .b data-c='d'}":                       false,
		"[a](b){: href='javascript:c'}":              true,
		"www.a.b\\<script>":                          true,
		"<p title='\n\n<b onclick=a>'>":              true,
	} {
		if got := len(Find([]byte(in))) > 0; got != want {
			t.Errorf("%q: %v", in, got)
		}
	}
}
