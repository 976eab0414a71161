package target

type Client struct{ Name string }

type secret int

func (c *Client) Call(name string, _ secret, args ...int) (string, int) {
	return c.Name + " " + name, len(args)
}

func Run(c *Client, name string) (string, int) { return c.Call(name, 1, 2, 3) }
