package kafkago

import "github.com/segmentio/kafka-go"

// headers are those of one message. Set appends to a slice that is known to be ours.
type headers struct{ list *[]kafka.Header }

func (h headers) Get(key string) string {
	for _, one := range *h.list {
		if one.Key == key {
			return string(one.Value)
		}
	}
	return ""
}

func (h headers) Set(key, value string) {
	*h.list = append(*h.list, kafka.Header{Key: key, Value: []byte(value)})
}

func (h headers) Keys() []string {
	keys := make([]string, len(*h.list))
	for i, one := range *h.list {
		keys[i] = one.Key
	}
	return keys
}
