package main

import (
	"fmt"

	"example.com/w/set_fields/missing_and_present/target"
)

func main() {
	for _, s := range target.Do() {
		fmt.Println(s.Addr, s.MaxHeaderBytes)
	}
}
