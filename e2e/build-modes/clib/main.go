// Clib is a library for C programs.
package main

import "C"

import (
	"fmt"

	"example.com/plain/lib"
)

// Work does a job.
//
//export Work
func Work() C.int {
	text, err := lib.Run(&lib.Job{Name: "for C"})
	fmt.Println(text, err)
	return 7
}

func main() {}
