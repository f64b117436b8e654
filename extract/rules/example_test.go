package rules_test

import (
	"fmt"

	"github.com/artx-cli/artx/extract/rules"
)

func ExampleLoad() {
	_, err := rules.Load([]byte("noise:\n  - {rule: ad, select: 'div > p'}\n"), "artx.yaml")
	fmt.Println(err)
	// Output: artx.yaml:2: noise: "div > p": want one compound selector of tag, #id, .class and [attribute]
}
