package target

import "fmt"

func Inner() int { panic("inner") }

func Outer() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("outer: %v", r)
		}
	}()
	Inner()
	return nil
}
