#include "store/store_p.h"

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_quoted(struct hs_str *out, const char *ptr, size_t len)
{
	hs_str_addc(out, '"');
	for (size_t i = 0; i < len; i++) {
		if (ptr[i] == '"')
			hs_str_addc(out, '"');
		hs_str_addc(out, ptr[i]);
	}
	hs_str_adds(out, "\" ");
}

/* One word or "phrase"; returns what follows it. */
static const char *add_term(struct hs_str *out, const char *at)
{
	const char *start = at;
	bool prefix;

	if (*at == '"') {
		for (start = ++at; *at && *at != '"'; at++)
			;
		add_quoted(out, start, (size_t)(at - start));
		return *at ? at + 1 : at;
	}
	while (*at && !is_blank(*at) && *at != '"')
		at++;
	prefix = at - start > 1 && at[-1] == '*';
	add_quoted(out, start, (size_t)(at - start) - prefix);
	if (prefix)
		hs_str_adds(out, "* ");
	return at;
}

/* The user's words in FTS5's language. All is quoted, so that nothing in them is an operator. */
static void add_terms(struct hs_str *out, const char *words)
{
	while (*words) {
		if (is_blank(*words))
			words++;
		else
			words = add_term(out, words);
	}
}

int hs_search_open(struct hs_query **out, struct hs_store *store, const char *words, const char *open, const char *close,
		   int64_t limit, struct hs_err *err)
{
	struct hs_str terms = HS_STR_INIT;
	struct hs_query *query;
	int rc;

	add_terms(&terms, words);
	if (!terms.len) {
		hs_str_release(&terms);
		return hs_fail(err, HS_EUSAGE, "no words to search for");
	}
	if ((rc = hs_query_open(&query, store, hs_search_sql[0].text, err)) == HS_OK) {
		hs_query_bind_text(query, ":words", terms.ptr);
		hs_query_bind_text(query, ":open", open);
		hs_query_bind_text(query, ":close", close);
		hs_query_bind_int(query, ":limit", limit > 0 ? limit : -1);
		*out = query;
	}
	hs_str_release(&terms);
	return rc;
}
