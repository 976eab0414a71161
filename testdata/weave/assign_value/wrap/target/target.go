package target

type client struct{ name, by string }

func named(c *client, by string) *client {
	c.by = by
	return c
}

var Client = &client{
	name: "c",
}
