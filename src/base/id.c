#include "base/id.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/arena.h"

struct hs_id_maker {
	XXH3_state_t *state;            /* xxHash allocates it: it must be aligned to 64 bytes */
};

/* Little-endian, so that ids are the same on every machine. */
static void add_length(struct hs_id_maker *maker, uint64_t len)
{
	unsigned char bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)(len >> 8 * i);
	XXH3_128bits_update(maker->state, bytes, sizeof(bytes));
}

struct hs_id_maker *hs_id_begin(const char *domain)
{
	struct hs_id_maker *maker = hs_malloc(sizeof(*maker));

	maker->state = XXH3_createState();
	if (!maker->state)
		hs_malloc(SIZE_MAX);            /* ends the process with the one message for it */
	XXH3_128bits_reset(maker->state);
	hs_id_adds(maker, domain);
	return maker;
}

void hs_id_add(struct hs_id_maker *maker, const void *ptr, size_t len)
{
	add_length(maker, len);
	if (len)
		XXH3_128bits_update(maker->state, ptr, len);
}

void hs_id_adds(struct hs_id_maker *maker, const char *str)
{
	if (str)
		hs_id_add(maker, str, strlen(str));
	else
		add_length(maker, UINT64_MAX);  /* no string is that long */
}

struct hs_id hs_id_end(struct hs_id_maker *maker)
{
	static const char digits[] = "0123456789abcdef";
	XXH128_canonical_t canonical;
	struct hs_id id;

	XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(maker->state));
	for (size_t i = 0; i < sizeof(canonical.digest); i++) {
		id.hex[2 * i] = digits[canonical.digest[i] >> 4];
		id.hex[2 * i + 1] = digits[canonical.digest[i] & 15];
	}
	id.hex[HS_ID_LEN] = '\0';
	XXH3_freeState(maker->state);
	free(maker);
	return id;
}
