package target

import "strconv"

func Do(s string) (int, error) {
	n, err := strconv.Atoi(s)
	return n, err
}
