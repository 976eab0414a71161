package mongodb

// command is what is told of a command that goes to a server.
type command struct {
	name       string
	collection string
}

// ofCollection are the commands whose value is a collection. Others may have a name of a user or of a role there.
// Source: MongoDB's manual, reference of database commands.
var ofCollection = map[string]bool{
	"aggregate": true, "clone": true, "cloneCollectionAsCapped": true, "collMod": true, "collStats": true, "compact": true,
	"convertToCapped": true, "count": true, "create": true, "createIndexes": true, "createSearchIndexes": true, "delete": true,
	"deleteIndexes": true, "distinct": true, "drop": true, "dropIndexes": true, "dropSearchIndex": true, "find": true,
	"findAndModify": true, "findandmodify": true, "insert": true, "killCursors": true, "listIndexes": true, "mapReduce": true,
	"planCacheClear": true, "planCacheClearFilters": true, "planCacheListFilters": true, "planCacheSetFilter": true, "reIndex": true,
	"update": true, "updateSearchIndex": true, "validate": true,
}

// describe reads a command's name, its first key, and its collection.
func describe(document []byte) command {
	first, rest, ok := next(elements(document))
	if !ok {
		return command{}
	}
	c := command{name: first.key}
	switch {
	case ofCollection[first.key]:
		c.collection, _ = first.text()
	case first.key == "getMore":
		for e, rest, ok := next(rest); ok; e, rest, ok = next(rest) {
			if e.key == "collection" {
				c.collection, _ = e.text()
				break
			}
		}
	}
	return c
}
