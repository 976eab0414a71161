package target

import "fmt"

func Do(n int) (string, error) {
	fmt.Println("body")
	return "body", nil
}
