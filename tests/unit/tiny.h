/*
 * tiny - the tiny model of tests/data and the records that the training program wrote with it (train/tiny.py).
 */
#ifndef TESTS_TINY_H
#define TESTS_TINY_H

#include <check.h>
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/model_p.h"

static inline const char *data_path(const char *name)
{
	static char path[4096];
	const char *src = getenv("SRC");

	snprintf(path, sizeof(path), "%s/tests/data/%s", src ? src : ".", name);
	return path;
}

static inline struct hs_model *tiny_model(void)
{
	struct hs_model *model = NULL;
	struct hs_err err = { 0 };

	ck_assert_msg(hs_model_open(&model, data_path("tiny.model"), &err) == HS_OK, "%s", err.msg);
	return model;
}

/* The records of an NDJSON file as one array; cJSON_Delete() it. */
static inline cJSON *data_records(const char *name)
{
	cJSON *records = cJSON_CreateArray();
	FILE *fp = fopen(data_path(name), "r");
	char *line = NULL;
	size_t room = 0;

	ck_assert_msg(fp != NULL, "cannot open %s", data_path(name));
	while (getline(&line, &room, fp) > 0) {
		cJSON *record = cJSON_Parse(line);

		ck_assert_msg(record != NULL, "bad record in %s", name);
		cJSON_AddItemToArray(records, record);
	}
	free(line);
	fclose(fp);
	return records;
}

static inline double number_at(const cJSON *array, int i)
{
	return cJSON_GetArrayItem(array, i)->valuedouble;
}

/* Call `line(ctx, range)` for each non-empty line of a text: what train/ takes for its paragraphs. */
static inline void each_line(const char *text, void (*line)(void *ctx, struct hs_range range), void *ctx)
{
	uint32_t start = 0;

	for (uint32_t at = 0;; at++) {
		if (text[at] && text[at] != '\n')
			continue;
		if (at > start)
			line(ctx, (struct hs_range){ start, at });
		start = at + 1;
		if (!text[at])
			return;
	}
}

#endif
