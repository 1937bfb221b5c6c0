#!/bin/sh
# Golden tests of the command line: tests/cli/<case>/{cmd,input.*,stdout,stderr,exit}.
#
# cmd is a shell snippet. It runs in a scratch copy of its folder, with the program in $HEARSAY and the source tree in
# $SRC; what it prints and its exit status must be as in the other files (a missing one: nothing, and 0). A case that cannot
# be run here says why on standard output and exits 77: it is counted as skipped.
#
#   run.sh [CASE...]        run all cases, or these
#   UPDATE=1 run.sh ...     write what came out as the expectation; review the diff
set -u
here=$(cd "$(dirname "$0")" && pwd)
: "${HEARSAY:=./hearsay}" "${SRC:=$here/../..}" "${CASE_SECONDS:=300}"
case $HEARSAY in /*) ;; *) HEARSAY=$PWD/$HEARSAY ;; esac
SRC=$(cd "$SRC" && pwd)
# a model of a few kilobytes that finds nothing sensible: cases about what is found name the real one
HEARSAY_MODEL=$SRC/tests/data/quiet.model
export HEARSAY SRC HEARSAY_MODEL
export LC_ALL=C TERM=dumb
unset NO_COLOR

[ -x "$HEARSAY" ] || { echo "run.sh: no program at '$HEARSAY'"; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'chmod -R u+rwx "$scratch"; rm -rf "$scratch"' EXIT
trap 'exit 1' HUP INT TERM
passed=0 failed=0 skipped=0

# Run one case: what came out lies in $scratch/out/{stdout,stderr,exit}.
run_case() {
	rm -rf "$scratch/work" "$scratch/out"
	mkdir "$scratch/work" "$scratch/out"
	cp -R "$here/$1/." "$scratch/work"
	chmod -R u+rwX "$scratch/work"
	rm -f "$scratch/work/cmd" "$scratch/work/stdout" "$scratch/work/stderr" "$scratch/work/exit"
	(cd "$scratch/work" && exec timeout "$CASE_SECONDS" sh "$here/$1/cmd") \
		>"$scratch/out/stdout" 2>"$scratch/out/stderr" </dev/null
	echo $? >"$scratch/out/exit"
	chmod -R u+rwx "$scratch/work"
}

# The expectation, where a missing file means that nothing was printed and all was fine.
expected() {
	if [ -e "$here/$1/$2" ]; then
		cat "$here/$1/$2"
	elif [ "$2" = exit ]; then
		echo 0
	fi
}

compare_case() {
	same=0
	for part in stdout stderr exit; do
		expected "$1" "$part" >"$scratch/expected"
		diff -u --label "$1/$part" --label "$1/$part (now)" "$scratch/expected" "$scratch/out/$part" || same=1
	done
	return $same
}

update_case() {
	for part in stdout stderr exit; do
		rm -f "$here/$1/$part"
		expected "$1" "$part" >"$scratch/expected"
		cmp -s "$scratch/expected" "$scratch/out/$part" || cp "$scratch/out/$part" "$here/$1/$part"
	done
}

[ $# -gt 0 ] || set -- $(cd "$here" && for c in */cmd; do echo "${c%/cmd}"; done)
for name in "$@"; do
	[ -f "$here/$name/cmd" ] || { echo "run.sh: there is no case '$name'"; exit 1; }
	run_case "$name"
	if [ "$(cat "$scratch/out/exit")" = 77 ]; then
		skipped=$((skipped + 1))
		echo "skip: $name: $(cat "$scratch/out/stdout")"
	elif [ "${UPDATE:-0}" = 1 ]; then
		update_case "$name"
		echo "updated: $name"
	elif compare_case "$name"; then
		passed=$((passed + 1))
		echo "ok: $name"
	else
		failed=$((failed + 1))
		echo "FAILED: $name"
	fi
done
[ $skipped = 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ $failed = 0 ]
