package target

var Limit = 5

const Name = "plain"
