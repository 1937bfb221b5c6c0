#!/bin/sh
# Run every fuzz target over its corpus: tests/fuzz/fuzz_<name> of the build folder over tests/fuzz/corpus/<name>/.
set -u
: "${SRC:=$(cd "$(dirname "$0")/../.." && pwd)}"
failed=0 ran=0
for corpus in "$SRC"/tests/fuzz/corpus/*/; do
	name=$(basename "$corpus")
	if ! tests/fuzz/fuzz_"$name" "$corpus"*; then
		echo "replay: fuzz_$name failed on the last file above"
		failed=1
	fi
	ran=$((ran + 1))
done
[ "$ran" -gt 0 ] || { echo "replay: no corpus in '$SRC/tests/fuzz/corpus'"; exit 1; }
exit $failed
