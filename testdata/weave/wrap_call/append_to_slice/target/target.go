package target

import "strings"

func Do(s string) string {
	backing := [4]string{"b", "B", "kept", "kept"}
	pairs := backing[:2]
	return strings.NewReplacer(pairs...).Replace(s) + backing[2]
}
