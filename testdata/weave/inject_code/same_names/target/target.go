package target

import "fmt"

func begin(name string) (string, error) { return name, nil }

func note(values ...any) { fmt.Println(values...) }

func say(text string) { fmt.Println(text) }

// Work has a block in which another rule declares the name too.
func Work(deep bool) {
	if deep {
		say("inner")
	}
	say("end")
}
