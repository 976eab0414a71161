// Package checksum computes a checksum in C.
package checksum

/*
#include <stdint.h>
#include <stddef.h>

static uint32_t sum(const unsigned char *data, size_t length) {
	uint32_t a = 1, b = 0;
	for (size_t i = 0; i < length; i++) {
		a = (a + data[i]) % 65521;
		b = (b + a) % 65521;
	}
	return b << 16 | a;
}
*/
import "C"

import "unsafe"

// Sum returns the Adler-32 checksum of data.
func Sum(data []byte) uint32 {
	if len(data) == 0 {
		return 1
	}
	return uint32(C.sum((*C.uchar)(unsafe.Pointer(&data[0])), C.size_t(len(data))))
}
