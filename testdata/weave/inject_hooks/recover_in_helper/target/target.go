package target

import (
	"errors"
	"fmt"
)

func rescue() {
	if r := recover(); r != nil {
		fmt.Println("rescued", r)
	}
}

func Helper(n int) (err error) {
	defer rescue()
	err = errors.New("set before the panic")
	panic(n)
}
