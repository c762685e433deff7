#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own mutation, for mutators that add to it. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
