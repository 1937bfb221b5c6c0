/*
 * jsonld - the schema.org object of the article, where a page carries one.
 *
 * Found in the wild: one object, arrays of objects, "@graph", a page object with the article as its mainEntity, authors
 * as strings, objects, arrays of both, or as an "@id" that names another object of the same script.
 */
#include "config.h"

#include "ingest/meta.h"

#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "base/str.h"
#include "lexicon/agency.h"

struct objects {
	struct hs_arena *arena;
	const cJSON **at;
	size_t n, room;
};

static const char *const types[] = {
#define TYPE(name) name,
#include "ingest/types.def"
#undef TYPE
};

static int type_cmp(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static void objects_push(struct objects *list, const cJSON *json)
{
	list->at = hs_arena_grow(list->arena, list->at, list->n, list->n + 1, &list->room, sizeof(*list->at));
	list->at[list->n++] = json;
}

/* Every object that stands for itself: not the values of properties, but for a page's main entity. */
static void objects_collect(struct objects *list, const cJSON *root)
{
	const cJSON *child, *main;

	objects_push(list, root);
	for (size_t i = 0; i < list->n; i++) {
		const cJSON *json = list->at[i];

		if (cJSON_IsArray(json)) {
			cJSON_ArrayForEach(child, json)
				objects_push(list, child);
			continue;
		}
		if ((child = cJSON_GetObjectItem(json, "@graph")))
			objects_push(list, child);
		if (cJSON_IsObject(main = cJSON_GetObjectItem(json, "mainEntity")))
			objects_push(list, main);
	}
}

/* "NewsArticle" of "NewsArticle", "schema:NewsArticle" and "http://schema.org/NewsArticle". */
static bool type_is_article(const cJSON *type)
{
	const char *name = cJSON_GetStringValue(type), *cut;

	if (!name)
		return false;
	if ((cut = strrchr(name, '/')) || (cut = strrchr(name, ':')))
		name = cut + 1;
	return bsearch(name, types, sizeof(types) / sizeof(*types), sizeof(*types), type_cmp);
}

static bool is_article(const cJSON *object)
{
	const cJSON *type = cJSON_GetObjectItem(object, "@type"), *one;

	if (!cJSON_IsArray(type))
		return type_is_article(type);
	cJSON_ArrayForEach(one, type)
		if (type_is_article(one))
			return true;
	return false;
}

/* The object that `ref` ({"@id": "..."}) names, or `ref` itself. */
static const cJSON *object_resolve(const struct objects *list, const cJSON *ref)
{
	const char *id = cJSON_GetStringValue(cJSON_GetObjectItem(ref, "@id")), *other;

	if (!id || cJSON_GetObjectItem(ref, "name"))
		return ref;
	for (size_t i = 0; i < list->n; i++) {
		other = cJSON_GetStringValue(cJSON_GetObjectItem(list->at[i], "@id"));
		if (other && list->at[i] != ref && strcmp(other, id) == 0)
			return list->at[i];
	}
	return ref;
}

/* The string that `value` is or, in an object, has under `key` or as "@value"; of an array the first such. */
static const char *string_of(const struct objects *list, const cJSON *value, const char *key)
{
	const cJSON *at = cJSON_IsArray(value) ? value->child : value;

	if (cJSON_IsObject(at)) {
		at = object_resolve(list, at);
		value = cJSON_GetObjectItem(at, key);
		at = value ? value : cJSON_GetObjectItem(at, "@value");
		if (cJSON_IsArray(at))
			at = at->child;
	}
	return cJSON_GetStringValue(at);
}

static bool is_url(const char *str)
{
	return strncmp(str, "http://", 7) == 0 || strncmp(str, "https://", 8) == 0;
}

/* Names of all authors, with ", " between them. */
static void authors_offer(struct hs_meta *meta, const struct objects *list, const cJSON *author)
{
	struct hs_str names = HS_STR_INIT;
	const cJSON *one = cJSON_IsArray(author) ? author->child : author;

	for (; one; one = cJSON_IsArray(author) ? one->next : NULL) {
		const char *name = string_of(list, one, "name");

		if (!name || !*name || is_url(name))
			continue;
		hs_str_addf(&names, "%s%s", names.len ? ", " : "", name);
		if (hs_agency_find(hs_span_of(name)))
			hs_meta_offer(meta, list->arena, HS_META_AGENCY, HS_RANK_JSONLD,
				      hs_span_of(hs_agency_find(hs_span_of(name))));
	}
	hs_meta_offer(meta, list->arena, HS_META_BYLINE, HS_RANK_JSONLD, (struct hs_span){ names.ptr, names.len });
	hs_str_release(&names);
}

/* Where an agency is the publisher, the page is agency copy in another outlet, unless no one else is named. */
static void publisher_offer(struct hs_meta *meta, const struct objects *list, const cJSON *publisher)
{
	const char *name = string_of(list, publisher, "name");
	const char *agency = name ? hs_agency_find(hs_span_of(name)) : NULL;

	if (agency)
		hs_meta_offer(meta, list->arena, HS_META_AGENCY, HS_RANK_JSONLD, hs_span_of(agency));
	if (name)
		hs_meta_offer(meta, list->arena, HS_META_OUTLET, agency ? HS_RANK_VISIBLE : HS_RANK_JSONLD,
			      hs_span_of(name));
}

static void article_offer(struct hs_meta *meta, const struct objects *list, const cJSON *article)
{
	static const struct { const char *name, *key; enum hs_meta_field field; } fields[] = {
		{ "headline", "name", HS_META_HEADLINE },
		{ "name", "name", HS_META_HEADLINE },
		{ "url", "@id", HS_META_URL },
		{ "mainEntityOfPage", "@id", HS_META_URL },
		{ "datePublished", "@value", HS_META_PUBLISHED },
		{ "dateModified", "@value", HS_META_MODIFIED },
		{ "inLanguage", "alternateName", HS_META_LANG },
		{ "description", "@value", HS_META_DESCRIPTION },
		{ "articleBody", "@value", HS_META_BODY },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *value = string_of(list, cJSON_GetObjectItem(article, fields[i].name), fields[i].key);

		if (value)
			hs_meta_offer(meta, list->arena, fields[i].field, HS_RANK_JSONLD, hs_span_of(value));
	}
	hs_meta_offer(meta, list->arena, HS_META_TYPE, HS_RANK_JSONLD, hs_span_of("article"));
	publisher_offer(meta, list, cJSON_GetObjectItem(article, "publisher"));
	authors_offer(meta, list, cJSON_GetObjectItem(article, "author"));
}

/* A second article on the page (a teaser, the next one to scroll to) has nothing to say about the first. */
static bool is_other_article(const struct hs_meta *meta, const struct objects *list, const cJSON *article)
{
	const char *headline = string_of(list, cJSON_GetObjectItem(article, "headline"), "name");

	return meta->rank[HS_META_TYPE] == HS_RANK_JSONLD &&
	       !(headline && meta->value[HS_META_HEADLINE] &&
		 strcmp(hs_meta_text(list->arena, hs_span_of(headline), false), meta->value[HS_META_HEADLINE]) == 0);
}

/* JSON of scripts as they come: wrapped in comments or CDATA marks, with a semicolon behind. "\u0000" would end a string. */
static cJSON *script_parse(struct hs_arena *arena, struct hs_span script)
{
	char *copy = hs_arena_strn(arena, script.ptr, script.len), *nul = copy, *start;

	while ((nul = strstr(nul, "\\u0000")))
		memcpy(nul, "\\ufffd", 6);
	start = strpbrk(copy, "{[");
	if (start && strncmp(start, "[CDATA[", 7) == 0)
		start = strpbrk(start + 7, "{[");
	return start ? cJSON_ParseWithLengthOpts(start, script.len - (start - copy), NULL, false) : NULL;
}

void hs_jsonld_read(struct hs_meta *meta, struct hs_arena *arena, struct hs_span script)
{
	struct objects list = { .arena = arena };
	cJSON *root = script_parse(arena, script);

	if (!root)
		return;
	objects_collect(&list, root);
	for (size_t i = 0; i < list.n; i++)
		if (is_article(list.at[i]) && !is_other_article(meta, &list, list.at[i]))
			article_offer(meta, &list, list.at[i]);
	cJSON_Delete(root);
}
