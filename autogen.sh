#!/bin/sh
# hearsay's set-up: see usage() below, or run `./autogen.sh --help`.
set -eu

usage() {
	cat <<'END'
usage: ./autogen.sh [demo | check | --help]

  (nothing)  bootstrap: make configure and Makefile.in (needs autoconf, automake, libtool, pkg-config)
  demo       install what is missing, bootstrap, configure and build in build/, read the articles of
             reports/samples into hearsay.db, match their claims, print the audit, and leave hearsay.db,
             attributions.csv and report.html in the current folder
  check      the same set-up, then all tests: gcc with warnings as errors, clang likewise with the address
             and undefined-behaviour sanitizers, and make distcheck; ends with "N passed, N failed",
             where every row of a unit test's table and every command-line case counts one

What is missing is installed with apt-get, as root or through sudo. Elsewhere the script says what is needed and
goes on: configure tells what is not there.
END
}

top=$(cd "$(dirname "$0")" && pwd)

build_packages="autoconf automake libtool pkg-config gcc make xz-utils libsqlite3-dev libcsv-dev libcjson-dev check
	libxml2-dev zlib1g-dev libunistring-dev libstemmer-dev libxxhash-dev libdnnl-dev"
check_packages="clang python3"

say() {
	echo "autogen.sh: $*"
}

# --- set-up -----------------------------------------------------------------------------------

# The sanitizers' run-time library has the version of its clang in its name.
clang_runtime() {
	echo "libclang-rt-$(clang -dumpversion | sed 's/[.].*//')-dev"
}

missing_of() {
	for package in "$@"; do
		case $(dpkg-query -W -f '${Status}' "$package" 2>/dev/null) in
		*" installed") ;;
		*) echo "$package" ;;
		esac
	done
}

as_root() {
	if [ "$(id -u)" = 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

can_be_root() {
	[ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo -v; }
}

install_packages() {
	if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
		say "no apt here; needed are (by Debian's names):" "$@"
		return
	fi
	missing=$(missing_of "$@")
	[ -n "$missing" ] || return 0
	if ! can_be_root; then
		say "cannot become root; going on without these, install them if that fails:" $missing
		return
	fi
	say "installing" $missing
	as_root apt-get update -qq
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

bootstrap() {
	(cd "$top" && autoreconf --install)
}

# configure_in FOLDER OPTION...: in a folder of its own, quietly, with the log shown when it fails.
configure_in() {
	mkdir -p "$1"
	(
		cd "$1"
		shift
		"$top/configure" --quiet "$@" >configure.out 2>&1 || { cat configure.out; exit 1; }
	)
}

make_in() {
	folder=$1
	shift
	make -s -C "$folder" -j"$(nproc)" "$@"
}

# --- demo ----------------------------------------------------------------------------------------

demo() {
	install_packages $build_packages
	bootstrap
	configure_in "$top/build"
	make_in "$top/build"
	hearsay=$top/build/hearsay
	HEARSAY_MODEL=$top/model/hearsay.model
	export HEARSAY_MODEL
	"$hearsay" ingest -d hearsay.db "$top"/reports/samples/*.csv "$top"/reports/samples/*.html \
		"$top"/reports/samples/*.ndjson "$top"/reports/samples/*.txt
	"$hearsay" match -d hearsay.db
	"$hearsay" report audit -d hearsay.db --format text
	"$hearsay" report attributions -d hearsay.db --format csv -o attributions.csv
	"$hearsay" report audit -d hearsay.db --format html -o report.html
	say "left hearsay.db, attributions.csv and report.html in $PWD"
}

# --- check ---------------------------------------------------------------------------------------

passed=0 failed=0

# tell_result NAME STATUS: a step that counts one.
tell_result() {
	if [ "$2" = 0 ]; then
		passed=$((passed + 1))
		say "ok: $1"
	else
		failed=$((failed + 1))
		say "FAILED: $1"
	fi
}

# Add up what the test programs under FOLDER logged: Check's "99%: Checks: 5, Failures: 1, Errors: 0" and the
# "N passed, N failed" of the scripts. A log with neither counts one, by its .trs file.
count_logs() {
	for trs in $(find "$1" -name '*.trs'); do
		log=${trs%.trs}.log
		set -- $(awk '
			/^[0-9]+%: Checks: [0-9]+, Failures: [0-9]+, Errors: [0-9]+$/ {
				gsub(/[^0-9 ]/, ""); bad += $3 + $4; good += $2 - $3 - $4; found = 1
			}
			/^[0-9]+ passed, [0-9]+ failed$/ { good += $1; bad += $3; found = 1 }
			END { print good + 0, bad + 0, found + 0 }' "$log")
		result=$(sed -n 's/^:global-test-result: //p' "$trs")
		passed=$((passed + $1)) failed=$((failed + $2))
		case $result in
		PASS) [ "$3" = 1 ] || passed=$((passed + 1)) ;;
		SKIP) ;;
		*) [ "$2" -gt 0 ] || failed=$((failed + 1)) ;;
		esac
		grep '^skip: ' "$log" || :
		[ "$result" = PASS ] || [ "$result" = SKIP ] || cat "$log"
	done
}

# check_build NAME OPTION...: configure, build and test in build-NAME.
check_build() {
	name=$1
	folder=$top/build-$1
	shift
	rm -rf "$folder"
	if ! configure_in "$folder" --enable-werror "$@" || ! make_in "$folder"; then
		tell_result "$name: build" 1
		return
	fi
	tell_result "$name: build" 0
	make_in "$folder" check >"$folder/check.out" 2>&1 || :
	if [ -z "$(find "$folder" -name '*.trs')" ]; then
		cat "$folder/check.out"
		tell_result "$name: make check" 1
	fi
	count_logs "$folder"
}

check_dist() {
	status=0
	make_in "$top/build-gcc" distcheck AM_DISTCHECK_CONFIGURE_FLAGS=--enable-werror \
		>"$top/build-gcc/distcheck.out" 2>&1 || status=$?
	[ $status = 0 ] || tail -n 60 "$top/build-gcc/distcheck.out"
	tell_result "make distcheck" $status
}

# Building and testing must leave the checkout as it was.
check_tree() {
	command -v git >/dev/null && git -C "$top" rev-parse --git-dir >/dev/null 2>&1 || return 0
	status=0
	after=$(git -C "$top" status --porcelain)
	[ "$after" = "$before" ] || status=1
	[ $status = 0 ] || echo "$after"
	tell_result "tests leave the tree as it was" $status
}

check() {
	before=$(git -C "$top" status --porcelain 2>/dev/null || :)
	install_packages $build_packages $check_packages
	install_packages $(clang_runtime)
	bootstrap
	check_build gcc CC=gcc
	check_build clang-sanitizers CC=clang --enable-sanitizers
	check_dist
	check_tree
	echo "$passed passed, $failed failed"
	[ "$failed" = 0 ]
}

case ${1-} in
'') bootstrap ;;
demo) demo ;;
check) check ;;
-h | --help) usage ;;
*)
	usage >&2
	exit 2
	;;
esac
