# lib - what cases about bad input share. A case says `. "$SRC/tests/cli/lib.sh"`.

# Put one good article into news.db, before the trouble.
store_one() {
	cat >stored.txt <<'END'
Harbour bridge to close for two weeks

PORT HELM - The swing bridge over the inner harbour will close on Monday, the harbourmaster, Ines Calder, said.

"We found cracks in two of the bearings," Calder said. "Nobody was in danger."
END
	"$HEARSAY" ingest -q -d news.db stored.txt || echo "the good article is not stored: exit $?"
}

# Is it still there, and the database sound?
check_stored() {
	"$HEARSAY" verify -q -d news.db && "$HEARSAY" search -q -d news.db harbourmaster Calder bearings >found &&
		grep -q Harbour found && echo "what was stored is there"
}

# Ingest what should be rejected, show the exit status, and look after what was there before.
try_ingest() {
	"$HEARSAY" ingest -d news.db "$@"
	echo "exit $?"
	check_stored
}

# skip REASON: this case cannot be run here.
skip() {
	echo "$*"
	exit 77
}

# without_root CAPABILITIES COMMAND...: file modes bind root too once it has not these capabilities.
without_root() {
	caps=$1
	shift
	if [ "$(id -u)" = 0 ]; then
		setpriv --bounding-set="$caps" --inh-caps="$caps" "$@"
	else
		"$@"
	fi
}

no_override=-dac_override,-dac_read_search

# Can modes be made to bind us?
need_modes() {
	echo probe >probe
	chmod 000 probe
	without_root "$no_override" true 2>/dev/null || skip "root, and setpriv cannot drop capabilities"
	without_root "$no_override" cat probe >/dev/null 2>&1 && skip "file modes do not bind this user"
	rm -f probe
}
