package target

var Limit = 1
