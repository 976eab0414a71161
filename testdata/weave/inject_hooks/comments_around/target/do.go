package target

func Do( // comment
	a /* first */ int, // 1
	_ string, /* second */
) ( // results
	sum int, // named
) { // { brace in a comment
	// return 5
	s := "return 6 }" + `
return 7`
	sum = a + len(s) /* } */
	return /* nothing */ // here
	// end }
}
