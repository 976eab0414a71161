package target

import yaml "example.com/w/inject_hooks/vendored_type/go-yaml.v3"

func Do(n *yaml.Node) (yaml.Kind, error) { return n.Kind, nil }
