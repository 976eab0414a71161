package target

import "fmt"

func Greet(name string) {
	fmt.Println("hello", name)
}
