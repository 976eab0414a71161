package franzgo

import "github.com/twmb/franz-go/pkg/kgo"

// headers are those of one record. Set writes to a slice that is known to be ours.
type headers struct{ list *[]kgo.RecordHeader }

func (h headers) Get(key string) string {
	for _, one := range *h.list {
		if one.Key == key {
			return string(one.Value)
		}
	}
	return ""
}

func (h headers) Set(key, value string) {
	for i := range *h.list {
		if one := &(*h.list)[i]; one.Key == key {
			one.Value = []byte(value)
			return
		}
	}
	*h.list = append(*h.list, kgo.RecordHeader{Key: key, Value: []byte(value)})
}

func (h headers) Keys() []string {
	keys := make([]string, len(*h.list))
	for i, one := range *h.list {
		keys[i] = one.Key
	}
	return keys
}
