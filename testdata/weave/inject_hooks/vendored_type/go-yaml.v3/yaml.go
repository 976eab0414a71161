package yaml

type Kind int

type Node struct{ Kind Kind }
