#!/bin/sh
# Checks a WordPress post as its REST interface gives it, on standard input; prints what an editor should see.
#
#   curl --silent --user "$WP_USER:$WP_PASSWORD" "https://example.org/wp-json/wp/v2/posts/42?context=edit" | wordpress-post.sh
#
# Exits with 0 if the post may be published, 1 if something blocks, 2 if it could not be checked. Needs jq.
set -u
answer=$(
  jq --compact-output '
    # The text without its tags; what an editor wants kept (<!-- cleanup: keep ... -->) stays.
    def prose: gsub("<!--(?!\\s*cleanup:).*?-->"; "") | gsub("</(p|h[1-6]|li|blockquote)>|<br\\s*/?>"; "\n\n")
      | gsub("</?[A-Za-z][^>]*>"; "") | gsub("^\\s+|\\s+$"; "") | gsub("\\n{3,}"; "\n\n");
    {id, date: (.date // "")[:10], source_language: (.meta.source_language // ""),
     text: (.content.raw | if type == "string" then prose else . end)}' |
    cleanup-hook --budget 2s
)
code=$?
printf '%s\n' "$answer" | jq --raw-output '
  def line: "\(.safety): \(.text) -> \(.replacements[0] // "?"): \(.message) [\(.id)]";
  (.blocking | map({(.): true}) | add // {}) as $blocking
  | "\(.id): \(.decision)",
    (.error // empty | "error: \(.)"),
    (.findings[] | (if $blocking[.id] then "block, " else "warning, " end) + line),
    (.not_run[] | "not run, \(.normalizer): \(.reason)")'
exit "$code"
