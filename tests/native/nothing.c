/* SPDX-License-Identifier: MIT */
/* What benchmarks call: the cheapest function that takes and returns a pointer. */
void *nothing(void *object)
{
	return object;
}
