#include "base/utf8.h"

#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/str.h"

#define REPLACEMENT 0xFFFDu

/*
 * What may follow a lead byte: the range of the second byte keeps out overlong forms, surrogates and
 * what is above U+10FFFF (Unicode 15, table 3-7). Later bytes are always 80..BF.
 */
struct lead {
	unsigned char size, low, high;
};

static struct lead lead_of(unsigned char byte)
{
	if (byte < 0x80)
		return (struct lead){ 1, 0, 0 };
	if (byte < 0xC2 || byte > 0xF4)
		return (struct lead){ 0, 0, 0 };
	if (byte < 0xE0)
		return (struct lead){ 2, 0x80, 0xBF };
	if (byte < 0xF0)
		return (struct lead){ 3, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF };
	return (struct lead){ 4, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF };
}

/* Decode at ptr[0..len), len > 0. Gives the size of a well-formed code point, or minus the size of the
 * maximal ill-formed subpart. */
static int decode(uint32_t *code, const char *ptr, size_t len)
{
	const unsigned char *s = (const unsigned char *)ptr;
	struct lead lead = lead_of(s[0]);

	if (lead.size == 0)
		return -1;
	if (lead.size == 1) {
		*code = s[0];
		return 1;
	}
	*code = s[0] & (0x7Fu >> lead.size);
	for (int i = 1; i < lead.size; i++) {
		unsigned char low = i == 1 ? lead.low : 0x80, high = i == 1 ? lead.high : 0xBF;

		if ((size_t)i >= len || s[i] < low || s[i] > high)
			return -i;
		*code = *code << 6 | (s[i] & 0x3Fu);
	}
	return lead.size;
}

/* Bytes from the start of ptr[0..len) that are ASCII, eight at a time; may stop up to seven short. */
static size_t ascii_run(const char *ptr, size_t len)
{
	size_t at = 0;
	uint64_t word;

	for (; at + sizeof(word) <= len; at += sizeof(word)) {
		memcpy(&word, ptr + at, sizeof(word));
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	return at;
}

size_t hs_utf8_check(const char *ptr, size_t len)
{
	size_t at = 0;
	uint32_t code;
	int size;

	while (at < len) {
		at += ascii_run(ptr + at, len - at);
		if (at == len)
			break;
		size = decode(&code, ptr + at, len - at);
		if (size < 0)
			return at;
		at += (size_t)size;
	}
	return len;
}

uint32_t hs_utf8_next(const char *ptr, size_t len, unsigned *size)
{
	uint32_t code;
	int n = decode(&code, ptr, len);

	if (n < 0) {
		*size = 1;
		return REPLACEMENT;
	}
	*size = (unsigned)n;
	return code;
}

unsigned hs_utf8_put(char *out, uint32_t code)
{
	if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
		code = REPLACEMENT;
	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (char)(0xC0 | code >> 6);
		out[1] = (char)(0x80 | (code & 0x3F));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (char)(0xE0 | code >> 12);
		out[1] = (char)(0x80 | (code >> 6 & 0x3F));
		out[2] = (char)(0x80 | (code & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | code >> 18);
	out[1] = (char)(0x80 | (code >> 12 & 0x3F));
	out[2] = (char)(0x80 | (code >> 6 & 0x3F));
	out[3] = (char)(0x80 | (code & 0x3F));
	return 4;
}

size_t hs_utf8_count(const char *ptr, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += ((unsigned char)ptr[i] & 0xC0) != 0x80;
	return n;
}

static void add_code(struct hs_str *out, uint32_t code)
{
	char bytes[4];

	hs_str_add(out, bytes, hs_utf8_put(bytes, code));
}

char *hs_utf8_repair(struct hs_arena *arena, const char *ptr, size_t len, size_t *out_len)
{
	struct hs_str out = HS_STR_INIT;
	char *copy;
	uint32_t code;
	int size;

	for (size_t at = 0; at < len; at += (size_t)(size < 0 ? -size : size)) {
		size = decode(&code, ptr + at, len - at);
		if (size < 0 || code == 0)
			add_code(&out, REPLACEMENT);
		else
			hs_str_add(&out, ptr + at, (size_t)size);
	}
	copy = hs_arena_strn(arena, out.ptr, out.len);
	*out_len = out.len;
	hs_str_release(&out);
	return copy;
}

bool hs_code_is_space(uint32_t code)
{
	if (code < 0x80)
		return code == ' ' || (code >= '\t' && code <= '\r');
	return uc_is_property_white_space(code);
}

bool hs_code_is_bidi(uint32_t code)
{
	return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
	       (code >= 0x2066 && code <= 0x2069);
}

bool hs_code_is_alpha(uint32_t code)
{
	if (code < 0x80)
		return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_L);
}

bool hs_code_is_upper(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z';
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool hs_code_is_digit(uint32_t code)
{
	if (code < 0x80)
		return code >= '0' && code <= '9';
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_Nd);
}

bool hs_code_is_punct(uint32_t code)
{
	return uc_is_general_category_withtable(code, UC_CATEGORY_MASK_P);
}

bool hs_code_is_quote(uint32_t code)
{
	return code == '"' || code == 0xAB || code == 0xBB || (code >= 0x201C && code <= 0x201F);
}

uint32_t hs_code_lower(uint32_t code)
{
	if (code < 0x80)
		return code >= 'A' && code <= 'Z' ? code | 0x20 : code;
	return uc_tolower(code);
}

static uint32_t straighten(uint32_t code)
{
	switch (code) {
	case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x02BC:
		return '\'';
	case 0x201C: case 0x201D: case 0x201E: case 0x201F:
		return '"';
	default:
		return code;
	}
}

char *hs_utf8_fold(struct hs_arena *arena, const char *ptr, size_t len)
{
	struct hs_str out = HS_STR_INIT;
	bool blank = false;
	unsigned size;
	char *copy;

	for (size_t at = 0; at < len; at += size) {
		uint32_t code = hs_utf8_next(ptr + at, len - at, &size);

		if (hs_code_is_space(code)) {
			blank = out.len > 0;
			continue;
		}
		if (blank)
			hs_str_addc(&out, ' ');
		blank = false;
		add_code(&out, straighten(hs_code_lower(code)));
	}
	copy = hs_arena_strn(arena, out.ptr, out.len);
	hs_str_release(&out);
	return copy;
}
