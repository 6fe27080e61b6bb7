#!/bin/sh
# Publishes one article, if nothing in it blocks. Usage: publish.sh ARTICLE DAY LANGUAGE COMMAND...
#
# COMMAND is called with the article when it may be published. The time is limited: an article that was not wholly checked
# within two seconds is treated as 'block_unfinished' in cleanup.toml says.
set -u
if [ $# -lt 4 ]; then
  echo "usage: $0 ARTICLE YYYY-MM-DD LANGUAGE COMMAND..." >&2
  exit 2
fi
article=$1 day=$2 language=$3
shift 3

cleanup-hook "$article" --date "$day" --source-language "$language" --budget 2s
case $? in
  0) "$@" "$article" ;;
  1) echo "$article goes back to the desk." >&2; exit 1 ;;
  *) echo "$article could not be checked; it is not published." >&2; exit 2 ;;
esac
