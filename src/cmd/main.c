/*
 * main - the table of verbs.
 */
#include "cmd/cmd.h"

int main(void)
{
	fputs("hearsay: no verb given\n", stderr);
	return HS_EXIT_USAGE;
}
