package sarama

import "github.com/IBM/sarama"

// headers are those of a message to send. Set writes to a slice that is known to be ours.
type headers struct{ list *[]sarama.RecordHeader }

func (h headers) Get(key string) string {
	for _, one := range *h.list {
		if string(one.Key) == key {
			return string(one.Value)
		}
	}
	return ""
}

func (h headers) Set(key, value string) {
	for i := range *h.list {
		if one := &(*h.list)[i]; string(one.Key) == key {
			one.Value = []byte(value)
			return
		}
	}
	*h.list = append(*h.list, sarama.RecordHeader{Key: []byte(key), Value: []byte(value)})
}

func (h headers) Keys() []string {
	keys := make([]string, len(*h.list))
	for i, one := range *h.list {
		keys[i] = string(one.Key)
	}
	return keys
}

// consumed are the headers of a message that was read, which stays as it is.
type consumed []*sarama.RecordHeader

func (h consumed) Get(key string) string {
	for _, one := range h {
		if one != nil && string(one.Key) == key {
			return string(one.Value)
		}
	}
	return ""
}

func (consumed) Set(string, string) {}

func (h consumed) Keys() []string {
	keys := make([]string, 0, len(h))
	for _, one := range h {
		if one != nil {
			keys = append(keys, string(one.Key))
		}
	}
	return keys
}
