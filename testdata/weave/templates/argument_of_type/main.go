package main

import (
	"context"
	"fmt"

	"example.com/w/templates/argument_of_type/target"
)

func main() {
	fmt.Println(target.Do(1, context.Background()))
}
