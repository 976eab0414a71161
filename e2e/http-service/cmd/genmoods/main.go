// Genmoods writes a Go file with the moods listed in a text file. It runs during the build.
package main

import (
	"bufio"
	"fmt"
	"net/http"
	"os"
)

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer file.Close()
	fmt.Println("package greeting\n\nvar moods = []string{")
	for lines := bufio.NewScanner(file); lines.Scan(); {
		// DetectContentType, so that the generator links net/http: as a tool it must stay plain all the same.
		if text := lines.Bytes(); http.DetectContentType(text) == "text/plain; charset=utf-8" {
			fmt.Printf("\t%q,\n", text)
		}
	}
	fmt.Println("}")
}
