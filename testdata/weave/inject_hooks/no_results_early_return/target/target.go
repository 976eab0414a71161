package target

import "fmt"

func Early(n int) {
	if n == 0 { // nothing
		return
	}
	switch n {
	case 1:
		return // one
	case 2:
		fmt.Println("two")
	}
	fmt.Println("end", n)
	// a comment at the end
}
