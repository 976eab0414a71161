package main

import (
	"fmt"
	"net/url"
	"strings"

	"example.com/w/inject_hooks/import_aliases/target"
)

func main() {
	var b strings.Builder
	b.WriteString("abc")
	r, _ := target.Do(&b, &url.URL{Path: "/p"})
	fmt.Println(r.Len())
}
