#include <stdio.h>
#include "clib.h"

int main(void) {
	int got = Work();
	printf("C got %d\n", got);
	return 0;
}
