package anything

var seen = 1
