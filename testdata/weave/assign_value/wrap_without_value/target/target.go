package target

var N int
