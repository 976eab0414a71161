package main

import (
	"fmt"

	"example.com/w/add_struct_fields/fields/target"
)

func main() {
	s := target.Server{Name: "n"}
	s.Do()
	s.Do()
	s.Show()
	fmt.Println(s.Name)
}
