package added

import (
	"strconv"

	"example.com/rulelanguage/audit"
)

// Audits is how often the order was audited.
func (o *Order) Audits() int {
	audit.Record("audits of", o.ID, strconv.Itoa(o.audits))
	return o.audits
}
