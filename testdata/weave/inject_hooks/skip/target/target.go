package target

import "fmt"

func Get(key string) (string, error) {
	fmt.Println("body")
	return key, nil
}
