#include <string.h>

#include "base/id.h"
#include "unit.h"

struct fields {
	const char *domain;
	const char *field[3];           /* until the first "-": a NULL field is a field too */
};

static struct hs_id id_of(const struct fields *fields)
{
	struct hs_id_maker *maker = hs_id_begin(fields->domain);

	for (int i = 0; i < 3; i++) {
		if (fields->field[i] && strcmp(fields->field[i], "-") == 0)
			break;
		hs_id_adds(maker, fields->field[i]);
	}
	return hs_id_end(maker);
}

static const struct fields different[] = {
	{ "article", { "-" } },
	{ "claim",   { "-" } },
	{ "article", { "", "-" } },
	{ "article", { NULL, "-" } },
	{ "article", { "a", "bc", "-" } },
	{ "article", { "ab", "c", "-" } },
	{ "article", { "abc", "-" } },
	{ "article", { "abc", "", "-" } },
	{ "article", { "abc", NULL, "-" } },
	{ "articlea", { "bc", "-" } },
};

START_TEST(other_fields_give_another_id)
{
	struct hs_id id = id_of(&different[_i]);

	ck_assert_uint_eq(strlen(id.hex), HS_ID_LEN);
	ck_assert_uint_eq(strspn(id.hex, "0123456789abcdef"), HS_ID_LEN);
	ck_assert_str_eq(id.hex, id_of(&different[_i]).hex);
	for (int i = 0; i < ROWS(different); i++)
		if (i != _i)
			ck_assert_str_ne(id.hex, id_of(&different[i]).hex);
}
END_TEST

/* Ids are stored: a change here orphans every database. */
START_TEST(ids_never_change)
{
	const struct fields fields = { "article", { "https://example.org/1", NULL, "Bridge closed" } };

	ck_assert_str_eq(id_of(&fields).hex, "bcde562d243c6e80ad0c57ac07d9b7e4");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("id");
	TCase *tcase = tcase_create("id");

	tcase_add_loop_test(tcase, other_fields_give_another_id, 0, ROWS(different));
	tcase_add_test(tcase, ids_never_change);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
