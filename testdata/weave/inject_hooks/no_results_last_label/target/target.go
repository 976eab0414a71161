package target

import "fmt"

func Label(n int) {
	if n > 0 {
		goto end
	}
	fmt.Println("body")
end:
}

func Comment() {
	fmt.Println("comment") /* the
	end */
}
