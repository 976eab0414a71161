package crash

import "fmt"

func HandleCrash() {
	if r := recover(); r != nil {
		fmt.Println("handled", r)
	}
}
