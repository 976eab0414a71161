package target

import "strconv"

func Do(quoted string) (string, error) {
	s, err := strconv.Unquote(quoted)
	return s, err
}
