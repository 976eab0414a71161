package target

import "fmt"

type T struct{}

func helper() { fmt.Println("helped") }

func (T) Do() {}
