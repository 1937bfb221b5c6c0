/*
 * find - where policies are: in $HEARSAY_POLICIES, or beside the program.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/io.h"
#include "policy/policy.h"

#define ENDING ".policy"
#define LONGEST ((size_t)1 << 20)

static bool folder_find(struct hs_str *out)
{
	const char *from = getenv("HEARSAY_POLICIES");

	if (from && *from) {
		hs_str_adds(out, from);
		return true;
	}
	return hs_beside_program(out, "../share/hearsay/policy") || hs_beside_program(out, "reports/policy");
}

static bool has_ending(const char *name)
{
	size_t len = strlen(name), ending = strlen(ENDING);

	return len > ending && strcmp(name + len - ending, ENDING) == 0;
}

static int is_policy(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && has_ending(entry->d_name);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

void hs_policy_names(struct hs_str *out)
{
	struct hs_str folder = HS_STR_INIT;
	struct dirent **list;
	int n = folder_find(&folder) ? scandir(folder.ptr, &list, is_policy, by_name) : -1;

	for (int i = 0; i < n; i++) {
		hs_str_adds(out, i > 0 ? ", " : "");
		hs_str_add(out, list[i]->d_name, strlen(list[i]->d_name) - strlen(ENDING));
		free(list[i]);
	}
	if (n >= 0)
		free(list);
	hs_str_release(&folder);
}

static int read_file(struct hs_str *out, const char *path, struct hs_err *err)
{
	struct hs_input *input;
	int rc = hs_input_open(&input, path, err);

	if (rc < 0)
		return rc;
	rc = hs_input_slurp(input, out, LONGEST, err);
	hs_input_close(input);
	if (rc < 0)
		hs_err_prefix(err, "policy '%s'", path);
	return rc;
}

static int open_path(struct hs_policy **out, const char *path, struct hs_err *err)
{
	struct hs_str text = HS_STR_INIT;
	int rc = read_file(&text, path, err);

	if (rc == HS_OK)
		rc = hs_policy_parse(out, path, text.ptr, text.len, err);
	else if (err)
		err->code = rc = HS_EUSAGE;     /* asked for what there is not */
	hs_str_release(&text);
	return rc;
}

static int fail_unknown(const char *name, struct hs_err *err)
{
	struct hs_str names = HS_STR_INIT;

	hs_policy_names(&names);
	if (names.len)
		hs_fail(err, HS_EUSAGE, "there is no policy '%s'; there are: %s; a file has a '/' or ends in '" ENDING "'", name,
			names.ptr);
	else
		hs_fail(err, HS_EUSAGE, "there is no policy '%s', and none is installed", name);
	hs_str_release(&names);
	return HS_EUSAGE;
}

int hs_policy_open(struct hs_policy **out, const char *name, struct hs_err *err)
{
	struct hs_str path = HS_STR_INIT;
	int rc;

	if (strchr(name, '/') || has_ending(name))
		return open_path(out, name, err);
	if (folder_find(&path)) {
		hs_str_addf(&path, "/%s" ENDING, name);
		rc = *name && access(path.ptr, R_OK) == 0 ? open_path(out, path.ptr, err) : fail_unknown(name, err);
	} else {
		rc = fail_unknown(name, err);
	}
	hs_str_release(&path);
	return rc;
}
