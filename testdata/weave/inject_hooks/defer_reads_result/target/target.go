package target

import (
	"errors"
	"fmt"
)

func Read(n int) (s string, err error) {
	defer func() {
		if err != nil {
			fmt.Println("failed:", err)
		}
	}()
	if n < 0 {
		return "", errors.New("negative")
	}
	return "ok", nil
}
