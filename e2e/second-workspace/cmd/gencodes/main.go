// Gencodes writes constants for the HTTP status codes that the service uses. It runs during the build.
package main

import (
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	var out strings.Builder
	out.WriteString("package codes\n\nconst (\n")
	for _, code := range []int{http.StatusOK, http.StatusNotFound} {
		fmt.Fprintf(&out, "\t%s = %d\n", strings.ReplaceAll(http.StatusText(code), " ", ""), code)
	}
	out.WriteString(")\n")
	if err := os.WriteFile(os.Args[1], []byte(out.String()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
