#!/bin/sh
# Bootstrap: makes configure and Makefile.in.
set -eu
cd "$(dirname "$0")"
autoreconf --install
