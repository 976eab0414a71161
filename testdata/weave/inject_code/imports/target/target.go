package target

import str "strings"

func Do(s string) string { return str.Repeat(s, 2) }
