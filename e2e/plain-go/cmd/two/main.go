// Two has nothing to instrument.
package main

import "fmt"

func main() {
	fmt.Println("two")
}
