// Version prints the version of the service. Nothing in it is instrumented.
package main

import "fmt"

func main() {
	fmt.Println("http-service 1.0")
}
