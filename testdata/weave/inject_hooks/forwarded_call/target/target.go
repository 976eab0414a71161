package target

import "fmt"

func Forward(n int) (string, error) { return pair(n) }

func pair(n int) (string, error) {
	fmt.Println("pair", n)
	return "pair", nil
}
