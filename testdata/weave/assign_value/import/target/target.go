package target

var Timeout = any(1)
