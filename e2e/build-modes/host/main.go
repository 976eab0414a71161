// Host loads the plugin that it is given.
package main

import (
	"fmt"
	"os"
	"plugin"

	"example.com/plain/lib"
)

func main() {
	fmt.Println(lib.Run(&lib.Job{Name: "hosted"}))
	loaded, err := plugin.Open(os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	do, err := loaded.Lookup("Do")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(do.(func() string)())
}
