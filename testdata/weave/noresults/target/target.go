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
	label:
		for {
			if n == 2 {
				break label
			}
			return
		}
	}
	func() {
		return
	}()
	fmt.Println("end", n)
	// a comment at the end
}

func OneLine() { fmt.Println("one line") }

func Empty() {}

func Deferred(n int) { // explains
	if n < 0 {
		panic(fmt.Sprint("negative ", n))
	}
	fmt.Println("deferred", n)
}

func Loop(n int) {
	for {
		if n--; n < 0 {
			return
		}
	}
}
