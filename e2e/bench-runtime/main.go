// Command bench is the plain program, which is woven too.
package main

import "example.com/bench/work"

func main() { work.Main(work.Parts{}) }
