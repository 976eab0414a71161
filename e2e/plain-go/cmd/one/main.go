// One does a job, and ends with the status that it is given.
package main

import (
	"fmt"
	"os"
	"strconv"

	"example.com/plain/lib"
	"example.com/plain/other"
)

// Version is set by the linker.
var Version = "none"

func main() {
	text, err := lib.Run(&lib.Job{Name: "one"})
	fmt.Println(text, err, Version)
	fmt.Println(other.Twice("two"))
	if len(os.Args) > 1 {
		status, _ := strconv.Atoi(os.Args[1])
		os.Exit(status)
	}
}
