// Plug is a plugin.
package main

import "example.com/plain/other"

// Do does a job two times.
func Do() string { return other.Twice("plugged") }

func main() {}
