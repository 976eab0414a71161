package target

import . "strings"

func Dot(s string) string { return ToUpper(s) }
