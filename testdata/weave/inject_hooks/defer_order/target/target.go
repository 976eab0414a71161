package target

import "fmt"

func Order() {
	defer fmt.Println("deferred first")
	defer fmt.Println("deferred second")
	fmt.Println("body")
}
